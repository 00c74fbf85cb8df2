package org.sgvae.json;

import java.util.Iterator;
import java.util.Map;

/** Writes values as JSON text, compact or indented. */
final class JsonWriter {
    private static final String INDENTATION = "  ";

    private final StringBuilder out = new StringBuilder();
    private final boolean pretty;

    JsonWriter(boolean pretty) {
        this.pretty = pretty;
    }

    StringBuilder write(JsonValue value) {
        write(value, 0);
        return out;
    }

    private void write(JsonValue value, int depth) {
        if (value instanceof JsonObject object) {
            writeObject(object, depth);
        } else if (value instanceof JsonArray array) {
            writeArray(array, depth);
        } else if (value instanceof JsonString string) {
            quote(string.value(), out);
        } else if (value instanceof JsonNumber number) {
            out.append(number.text());
        } else if (value instanceof JsonBoolean bool) {
            out.append(bool.value());
        } else {
            out.append("null");
        }
    }

    private void writeObject(JsonObject object, int depth) {
        out.append('{');
        Iterator<Map.Entry<String, JsonValue>> members =
                object.members().entrySet().iterator();
        boolean empty = !members.hasNext();
        while (members.hasNext()) {
            Map.Entry<String, JsonValue> member = members.next();
            newLine(depth + 1);
            quote(member.getKey(), out);
            out.append(pretty ? ": " : ":");
            write(member.getValue(), depth + 1);
            if (members.hasNext()) {
                out.append(',');
            }
        }
        if (!empty) {
            newLine(depth);
        }
        out.append('}');
    }

    private void writeArray(JsonArray array, int depth) {
        boolean oneLine = array.items().stream().noneMatch(x -> x instanceof JsonObject || x instanceof JsonArray);
        out.append('[');
        String separator = "";
        for (JsonValue item : array.items()) {
            out.append(separator);
            if (!oneLine) {
                newLine(depth + 1);
            }
            write(item, depth + 1);
            separator = pretty && oneLine ? ", " : ",";
        }
        if (!oneLine) {
            newLine(depth);
        }
        out.append(']');
    }

    private void newLine(int depth) {
        if (pretty) {
            out.append('\n').append(INDENTATION.repeat(depth));
        }
    }

    private static void quote(String text, StringBuilder out) {
        int unpaired = unpairedSurrogate(text);
        if (unpaired >= 0) {
            throw new IllegalArgumentException(
                    "unpaired surrogate at character " + unpaired + " of " + quoteForDisplay(text) + "; remove it");
        }
        out.append('"');
        text.chars().forEach(c -> escape((char) c, out));
        out.append('"');
    }

    /** Quotes any text, unpaired surrogates and all, in ASCII. */
    static String quoteForDisplay(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c < 127) {
                escape((char) c, out);
            } else {
                out.append(String.format("\\u%04x", c));
            }
        });
        return out.append('"').toString();
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < ' ') {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }

    /** Index of the first half of a surrogate pair that stands alone, or −1. */
    static int unpairedSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
