package org.sgvae.json;

/** A text that is not JSON, or JSON that is not what was asked for: one line that says where, what and how to mend it. */
public final class JsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault in a text.
     *
     * @param message where, what and how to mend it, on one line
     */
    public JsonException(String message) {
        super(message);
    }
}
