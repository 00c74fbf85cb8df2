package org.sgvae.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A value together with where it was found, so that whoever expects something else there can say so:
 * {@code config.json: model.nodeDim: expected an integer, found "x"; write a whole number}.
 *
 * @param where the text it is from, such as a file name
 * @param path keys and indices from the root, as in {@code graph.edges[3][1]}; empty at the root
 * @param value the value
 */
public record JsonPlace(String where, String path, JsonValue value) {
    /**
     * The root of a text.
     *
     * @param value the whole text's value
     * @param where what to call the text in errors
     * @return the place with an empty path
     */
    public static JsonPlace root(JsonValue value, String where) {
        return new JsonPlace(where, "", value);
    }

    /**
     * The value of a key, which must be there.
     *
     * @param key a key of this object
     * @return the place of its value
     * @throws JsonException if this is not an object or lacks the key
     */
    public JsonPlace at(String key) {
        JsonValue member = object().members().get(key);
        if (member == null) {
            throw child(key, JsonNull.NULL).fault("missing; add this key");
        }
        return child(key, member);
    }

    /**
     * The value of a key that may be left out.
     *
     * @param key a key
     * @return the place of its value, or empty if the key is absent or its value is null
     * @throws JsonException if this is not an object
     */
    public Optional<JsonPlace> find(String key) {
        JsonValue member = object().members().get(key);
        return member == null || member instanceof JsonNull ? Optional.empty() : Optional.of(at(key));
    }

    /**
     * The keys of this object, in the order of the text.
     *
     * @return an unmodifiable list
     * @throws JsonException if this is not an object
     */
    public List<String> keys() {
        return List.copyOf(object().members().keySet());
    }

    /**
     * Checks that this object has no keys but these, so that a misspelt one does not pass for its default.
     *
     * @param known all keys that may be there
     * @throws JsonException if there is another, or this is not an object
     */
    public void requireKeysAmong(String... known) {
        for (String key : keys()) {
            if (!Arrays.asList(known).contains(key)) {
                throw at(key).fault("unknown key; use " + String.join(", ", known));
            }
        }
    }

    /**
     * The values of this array.
     *
     * @return a place for each
     * @throws JsonException if this is not an array
     */
    public List<JsonPlace> items() {
        List<JsonPlace> items = new ArrayList<>();
        if (!(value instanceof JsonArray array)) {
            throw unexpected("an array", "write a list in [ ]");
        }
        for (JsonValue item : array.items()) {
            items.add(new JsonPlace(where, path + "[" + items.size() + "]", item));
        }
        return items;
    }

    /**
     * The string.
     *
     * @return its characters
     * @throws JsonException if this is not a string
     */
    public String asString() {
        if (value instanceof JsonString string) {
            return string.value();
        }
        throw unexpected("a string", "write text in double quotes");
    }

    /**
     * The boolean.
     *
     * @return true or false
     * @throws JsonException if this is neither
     */
    public boolean asBoolean() {
        if (value instanceof JsonBoolean bool) {
            return bool.value();
        }
        throw unexpected("true or false", "write one of them without quotes");
    }

    /**
     * The number.
     *
     * @return a finite number
     * @throws JsonException if this is not a number
     */
    public double asDouble() {
        if (value instanceof JsonNumber number) {
            return number.toDouble();
        }
        throw unexpected("a number", "write one without quotes");
    }

    /**
     * The integer.
     *
     * @return an integer of 32 bits
     * @throws JsonException if this is not a number, is written with a point or an exponent, or needs more bits
     */
    public int asInt() {
        return (int) integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /**
     * The integer.
     *
     * @return an integer of 64 bits
     * @throws JsonException if this is not a number, is written with a point or an exponent, or needs more bits
     */
    public long asLong() {
        return integer(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * The array of numbers.
     *
     * @return a new array of finite numbers
     * @throws JsonException if this is not an array, or an item is not a number
     */
    public double[] asDoubles() {
        return items().stream().mapToDouble(JsonPlace::asDouble).toArray();
    }

    /**
     * The array of integers.
     *
     * @return a new array
     * @throws JsonException if this is not an array, or an item is not an integer of 32 bits
     */
    public int[] asInts() {
        return items().stream().mapToInt(JsonPlace::asInt).toArray();
    }

    /**
     * The array of integers.
     *
     * @return a new array
     * @throws JsonException if this is not an array, or an item is not an integer of 64 bits
     */
    public long[] asLongs() {
        return items().stream().mapToLong(JsonPlace::asLong).toArray();
    }

    /**
     * An exception that names this place, for what a caller finds wrong with a value.
     *
     * @param problem what is wrong and how to mend it, such as {@code "0 nodes; write at least 1"}
     * @return the exception, to be thrown
     */
    public JsonException fault(String problem) {
        return new JsonException(where + ": " + (path.isEmpty() ? "" : path + ": ") + problem);
    }

    private JsonPlace child(String key, JsonValue member) {
        String step = key.matches("[\\w.-]{1,40}") ? key : Json.excerpt(key); // keep the path on one line
        return new JsonPlace(where, path.isEmpty() ? step : path + "." + step, member);
    }

    private JsonObject object() {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw unexpected("an object", "write keys and values in { }");
    }

    private long integer(long min, long max) {
        if (!(value instanceof JsonNumber number)) {
            throw unexpected("an integer", "write a whole number");
        }
        OptionalLong integer = number.toLong();
        if (integer.isEmpty() || integer.getAsLong() < min || integer.getAsLong() > max) {
            throw unexpected("an integer", "write a whole number from " + min + " to " + max);
        }
        return integer.getAsLong();
    }

    private JsonException unexpected(String expected, String mend) {
        return fault("expected " + expected + ", found " + shown() + "; " + mend);
    }

    private String shown() {
        if (value instanceof JsonObject) {
            return "an object";
        }
        if (value instanceof JsonArray) {
            return "an array";
        }
        if (value instanceof JsonString string) {
            return Json.excerpt(string.value());
        }
        return value instanceof JsonNumber number && number.text().length() > 40
                ? "a long number"
                : Json.compact(value);
    }
}
