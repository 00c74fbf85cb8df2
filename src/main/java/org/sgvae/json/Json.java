package org.sgvae.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sgvae.io.ByteOrderMark;

/**
 * Reads and writes JSON texts.
 *
 * <p>The reader takes RFC 8259 and nothing more: no comments, no trailing commas, no {@code NaN}. It also rejects what
 * that standard leaves open: duplicate keys, unpaired surrogates, numbers beyond a double, nesting deeper than
 * {@value #MAX_DEPTH}. Every fault is a {@link JsonException} of the form {@code where:line:column: what; how to mend}.
 */
public final class Json {
    /** How deep arrays and objects may nest, so that no text can exhaust the stack. */
    public static final int MAX_DEPTH = 200;

    /** How long a file may be, so that none exhausts the memory: values take up to 50 times the space of their text. */
    public static final int MAX_FILE_BYTES = 1 << 20;

    private static final int EXCERPT_LENGTH = 40;

    private Json() {}

    /**
     * Reads one value, which must be the whole text.
     *
     * @param text JSON, blanks around it allowed
     * @param where what to call the text in errors, such as a file name
     * @return the value
     * @throws JsonException if the text is not JSON
     */
    public static JsonValue parse(String text, String where) {
        return new JsonParser(text, where).document();
    }

    /**
     * Reads one value, to be taken apart with errors that name the place.
     *
     * @param text JSON, blanks around it allowed
     * @param where what to call the text in errors, such as a file name
     * @return the value at the root of the text
     * @throws JsonException if the text is not JSON
     */
    public static JsonPlace read(String text, String where) {
        return JsonPlace.root(parse(text, where), where);
    }

    /**
     * Reads one value from UTF-8.
     *
     * @param utf8 JSON, blanks around it and a byte order mark allowed; not modified
     * @param where what to call the text in errors, such as a file name
     * @return the value at the root of the text
     * @throws JsonException if the bytes are not UTF-8 or the text is not JSON
     */
    public static JsonPlace read(byte[] utf8, String where) {
        int mark = markLength(utf8, where);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder() // reports malformed bytes, where new String would replace them
                    .decode(ByteBuffer.wrap(utf8, mark, utf8.length - mark))
                    .toString();
            return read(text, where);
        } catch (CharacterCodingException e) {
            throw new JsonException(where + ": not UTF-8 text; save it as UTF-8");
        }
    }

    private static int markLength(byte[] text, String where) {
        try {
            return ByteOrderMark.length(text);
        } catch (IllegalArgumentException e) {
            throw new JsonException(where + ": " + e.getMessage());
        }
    }

    /**
     * Reads one value from a UTF-8 file.
     *
     * @param file the file
     * @return the value at the root of the file
     * @throws IOException if the file cannot be read
     * @throws JsonException if it is longer than {@value #MAX_FILE_BYTES} bytes, not UTF-8 or not JSON
     */
    public static JsonPlace read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] utf8 = in.readNBytes(MAX_FILE_BYTES + 1);
            if (utf8.length > MAX_FILE_BYTES) {
                throw new JsonException(file + ": longer than " + MAX_FILE_BYTES + " bytes; give a file of settings");
            }
            return read(utf8, file.toString());
        }
    }

    /**
     * Writes a value on one line without blanks.
     *
     * @param value the value
     * @return JSON without a line end
     * @throws IllegalArgumentException if a string holds an unpaired surrogate
     */
    public static String compact(JsonValue value) {
        return new JsonWriter(false).write(value).toString();
    }

    /**
     * Writes a value for people: a line for each member, two blanks of indentation, arrays of plain values on one line.
     *
     * @param value the value
     * @return JSON with a line end after the last line
     * @throws IllegalArgumentException if a string holds an unpaired surrogate
     */
    public static String pretty(JsonValue value) {
        return new JsonWriter(true).write(value).append('\n').toString();
    }

    /** The beginning of a text as a quoted JSON string: safe to show on one line of an error. */
    static String excerpt(String text) {
        String beginning = text.length() <= EXCERPT_LENGTH ? text : text.substring(0, EXCERPT_LENGTH) + "...";
        return JsonWriter.quoteForDisplay(beginning);
    }
}
