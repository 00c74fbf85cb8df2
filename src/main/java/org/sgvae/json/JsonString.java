package org.sgvae.json;

import java.util.Objects;

/**
 * A JSON string.
 *
 * @param value the characters themselves, without quotes or escapes
 */
public record JsonString(String value) implements JsonValue {
    /**
     * Rejects null.
     *
     * @param value the characters themselves
     */
    public JsonString {
        Objects.requireNonNull(value, "value");
    }
}
