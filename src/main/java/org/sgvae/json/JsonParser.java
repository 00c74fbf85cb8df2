package org.sgvae.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recursive descent over one text: a method for each rule of the grammar. */
final class JsonParser {
    private final String text;
    private final String where;
    private int at;

    JsonParser(String text, String where) {
        this.text = text;
        this.where = where;
    }

    JsonValue document() {
        JsonValue value = value(0);
        skipBlanks();
        if (at < text.length()) {
            throw fault(at, "expected the end of the text, found " + found(), "keep a single value");
        }
        return value;
    }

    private JsonValue value(int depth) {
        skipBlanks();
        if (at == text.length()) {
            throw fault(at, "the text ends where a value should be", "complete it");
        }
        char c = text.charAt(at);
        if (c == '{') {
            return object(depth + 1);
        }
        if (c == '[') {
            return array(depth + 1);
        }
        if (c == '"') {
            return new JsonString(string());
        }
        if (c == '-' || isDigit(c)) {
            return number();
        }
        if (skip("true")) {
            return new JsonBoolean(true);
        }
        if (skip("false")) {
            return new JsonBoolean(false);
        }
        if (skip("null")) {
            return JsonNull.NULL;
        }
        throw fault(
                at,
                "expected a value, found " + found(),
                "write an object, array, string in double quotes, number, true, false or null");
    }

    private JsonObject object(int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        open(depth);
        if (closes('}')) {
            return new JsonObject(members);
        }
        do {
            skipBlanks();
            int begin = at;
            if (at == text.length() || text.charAt(at) != '"') {
                throw fault(at, "expected a key, found " + found(), "write it in double quotes");
            }
            String key = string();
            skipBlanks();
            if (!skip(":")) {
                throw fault(at, "expected ':' after a key, found " + found(), "put a ':' there");
            }
            JsonValue value = value(depth);
            if (members.put(key, value) != null) {
                throw fault(begin, "duplicate key " + Json.excerpt(key), "keep one of them");
            }
        } while (continues('}'));
        return new JsonObject(members);
    }

    private JsonArray array(int depth) {
        List<JsonValue> items = new ArrayList<>();
        open(depth);
        if (closes(']')) {
            return new JsonArray(items);
        }
        do {
            items.add(value(depth));
        } while (continues(']'));
        return new JsonArray(items);
    }

    private void open(int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw fault(at, "nested deeper than " + Json.MAX_DEPTH, "flatten it");
        }
        at++;
    }

    private boolean closes(char end) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == end) {
            at++;
            return true;
        }
        return false;
    }

    /** After an item: true past a comma, false past the end. */
    private boolean continues(char end) {
        if (closes(end)) {
            return false;
        }
        if (!skip(",")) {
            throw fault(at, "expected ',' or '" + end + "', found " + found(), "put one of them there");
        }
        return true;
    }

    private JsonNumber number() {
        int begin = at;
        while (at < text.length() && (isDigit(text.charAt(at)) || "+-.eE".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        try {
            return new JsonNumber(text.substring(begin, at));
        } catch (IllegalArgumentException e) {
            throw new JsonException(position(begin) + ": " + e.getMessage());
        }
    }

    private String string() {
        int begin = at;
        at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c < ' ') {
                throw fault(at, "bare control character in a string", String.format("escape it as \\u%04x", (int) c));
            }
            if (c == '\\') {
                value.append(escaped());
            } else {
                value.append(c);
                at++;
            }
        }
        if (at == text.length()) {
            throw fault(begin, "the string that begins here does not end", "close it with '\"'");
        }
        at++;
        String string = value.toString();
        if (JsonWriter.unpairedSurrogate(string) >= 0) {
            throw fault(begin, "unpaired surrogate in a string", "write both halves or neither");
        }
        return string;
    }

    private char escaped() {
        int begin = at;
        char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        at += 2;
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal(begin);
            default ->
                throw fault(
                        begin, "unknown escape in a string", "use one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
        };
    }

    private char hexadecimal(int begin) {
        int code = 0;
        for (int i = 0; i < 4; i++, at++) {
            // only ASCII: Character.digit also knows the digits of other scripts
            int digit = at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw fault(begin, "\\u without four hexadecimal digits", "write it like \\u00e9");
            }
            code = 16 * code + digit;
        }
        return (char) code;
    }

    private boolean skip(String token) {
        boolean here = text.startsWith(token, at);
        if (here) {
            at += token.length();
        }
        return here;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private String found() {
        return at == text.length() ? "the end of the text" : Json.excerpt(text.substring(at, at + 1));
    }

    private JsonException fault(int index, String what, String mend) {
        return new JsonException(position(index) + ": " + what + "; " + mend);
    }

    /** Line and column count from one; a column is a char. */
    private String position(int index) {
        int line = 1;
        int lineBegin = 0;
        for (int i = 0; i < index; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineBegin = i + 1;
            }
        }
        return where + ":" + line + ":" + (index - lineBegin + 1);
    }
}
