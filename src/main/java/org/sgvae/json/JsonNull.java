package org.sgvae.json;

/** JSON's {@code null}; all instances are equal. */
public record JsonNull() implements JsonValue {
    /** The one that the reader returns. */
    public static final JsonNull NULL = new JsonNull();
}
