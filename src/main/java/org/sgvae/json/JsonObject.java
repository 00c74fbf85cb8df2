package org.sgvae.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A JSON object. The members keep their order when written; equality ignores it.
 *
 * @param members values by key; copied
 */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    /**
     * Copies the members.
     *
     * @param members values by key; not modified
     */
    public JsonObject {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /**
     * Begins an empty object.
     *
     * @return a builder whose members are written in the order they are put
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects members in order. Every {@code put} returns this builder and rejects a key it already has. */
    public static final class Builder {
        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds any value.
         *
         * @param key the member's name
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the key is there already
         */
        public Builder put(String key, JsonValue value) {
            Objects.requireNonNull(value, key);
            if (members.putIfAbsent(Objects.requireNonNull(key, "key"), value) != null) {
                throw new IllegalArgumentException("key " + Json.excerpt(key) + " is put twice; put each key once");
            }
            return this;
        }

        /**
         * Adds a string.
         *
         * @param key the member's name
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the key is there already
         */
        public Builder put(String key, String value) {
            return put(key, new JsonString(value));
        }

        /**
         * Adds a whole number.
         *
         * @param key the member's name
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the key is there already
         */
        public Builder put(String key, long value) {
            return put(key, JsonNumber.of(value));
        }

        /**
         * Adds a finite number.
         *
         * @param key the member's name
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the key is there already, or the value is NaN or infinite
         */
        public Builder put(String key, double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        key + ": " + value + " has no JSON form; leave it out or use putFiniteOrNull");
            }
            return put(key, JsonNumber.of(value));
        }

        /**
         * Adds a number, or {@code null} where it is NaN or infinite.
         *
         * @param key the member's name
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the key is there already
         */
        public Builder putFiniteOrNull(String key, double value) {
            return put(key, Double.isFinite(value) ? JsonNumber.of(value) : JsonNull.NULL);
        }

        /**
         * Adds true or false.
         *
         * @param key the member's name
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the key is there already
         */
        public Builder put(String key, boolean value) {
            return put(key, new JsonBoolean(value));
        }

        /**
         * Ends the object.
         *
         * @return an object of all members put so far
         */
        public JsonObject build() {
            return new JsonObject(members);
        }
    }
}
