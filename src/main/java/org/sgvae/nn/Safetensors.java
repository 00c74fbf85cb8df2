package org.sgvae.nn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sgvae.io.AtomicFile;
import org.sgvae.json.JsonException;

/**
 * Weights files in the safetensors format: named arrays of numbers, nothing that could be executed.
 *
 * <p>A file is the length of its header (8 bytes, little-endian), the header, which is JSON such as
 * {@code {"__metadata__":{"seed":"1"},"embed.weight":{"dtype":"F64","shape":[5,1],"data_offsets":[0,40]}}}, and the
 * numbers, little-endian, rows first. Offsets count bytes from the end of the header; together the tensors cover the
 * rest of the file once.
 *
 * <p>Written are F64 tensors in the order of their names, so equal tensors give equal bytes, with a SHA-256 of the
 * whole file as the first string of the metadata. Read are F64 and F32 (widened) in any order. A file that was written
 * here is refused when a single bit of it has changed; files of other programs have no such checksum and are read
 * without. A file is read into memory whole before it is checked, and nothing is allocated on the word of its header,
 * so a damaged or hostile file costs no more than a multiple of its size.
 */
public final class Safetensors {
    static final int LENGTH_BYTES = 8;
    private static final int MAX_HEADER_BYTES = 100_000_000; // the limit of the format's own library
    static final int MAX_FILE_BYTES = Integer.MAX_VALUE - 8; // the longest array of common JVMs

    private Safetensors() {}

    /** One tensor: sizes and numbers. Not a record, since arrays are not compared by content. */
    public static final class Entry {
        private final long[] shape;
        private final double[] data;

        /**
         * Puts the two together.
         *
         * @param shape sizes, outermost first: {@code {rows, columns}} for a matrix, {@code {}} for a single number;
         *     not copied
         * @param data the numbers, rows first; not copied
         * @throws IllegalArgumentException if a size is negative or the product of the sizes is not the number of
         *     numbers
         */
        public Entry(long[] shape, double[] data) {
            if (Arrays.stream(shape).anyMatch(size -> size < 0) || count(shape) != data.length) {
                throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " for " + data.length
                        + " numbers; give the sizes whose product that is");
            }
            this.shape = shape;
            this.data = data;
        }

        /**
         * The sizes.
         *
         * @return the array itself, outermost size first
         */
        public long[] shape() {
            return shape;
        }

        /**
         * The numbers.
         *
         * @return the array itself, rows first
         */
        public double[] data() {
            return data;
        }
    }

    /** What is in a file: tensors and strings by name, and whether a checksum says that they are as written. */
    public static final class Content {
        private final SortedMap<String, Entry> tensors;
        private final SortedMap<String, String> metadata;
        private final boolean checked;

        Content(SortedMap<String, Entry> tensors, SortedMap<String, String> metadata, boolean checked) {
            this.tensors = Collections.unmodifiableSortedMap(tensors);
            this.metadata = Collections.unmodifiableSortedMap(metadata);
            this.checked = checked;
        }

        /** {@return the tensors by name; unmodifiable} */
        public SortedMap<String, Entry> tensors() {
            return tensors;
        }

        /** {@return the strings of {@code __metadata__} by name, without the checksum; unmodifiable} */
        public SortedMap<String, String> metadata() {
            return metadata;
        }

        /** {@return whether the file has a checksum of ours, which is then right; false for files of other programs} */
        public boolean checked() {
            return checked;
        }
    }

    /**
     * Reads all tensors of a file.
     *
     * @param file a safetensors file of F64 or F32 tensors
     * @return the tensors by name, sorted; the map is unmodifiable
     * @throws IOException if the file cannot be read, is not such a file or not the one that was written; the message
     *     says what is wrong and how to mend it
     */
    public static SortedMap<String, Entry> read(Path file) throws IOException {
        return readContent(file).tensors();
    }

    /**
     * Reads all tensors and all metadata of a file.
     *
     * @param file a safetensors file of F64 or F32 tensors
     * @return what is in it
     * @throws IOException as {@link #read}
     */
    public static Content readContent(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException(file + ": not a file that can be read; check the path and its permissions");
        }
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new IOException(file + ": larger than 2 GiB; split it into smaller files");
        }
        return decode(Files.readAllBytes(file), file.toString());
    }

    /**
     * Takes a file's content apart.
     *
     * @param content the bytes of a safetensors file; not modified
     * @param where what to call the content in errors, such as the file's name
     * @return what is in it
     * @throws IOException as {@link #read}
     */
    public static Content decode(byte[] content, String where) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        if (content.length < LENGTH_BYTES) {
            throw new IOException(where + ": " + content.length
                    + " bytes are too short for a safetensors file; copy or write it again");
        }
        long headerLength = buffer.getLong();
        if (headerLength < 0 || headerLength > Math.min(MAX_HEADER_BYTES, buffer.remaining())) {
            throw new IOException(where + ": header of " + Long.toUnsignedString(headerLength) + " bytes in a file of "
                    + content.length + "; not a safetensors file or cut short, copy or write it again");
        }
        boolean checked = SafetensorsChecksum.verify(content, where);
        byte[] header = new byte[(int) headerLength];
        buffer.get(header);
        try {
            return SafetensorsHeader.read(header, buffer.remaining(), where)
                    .content(buffer.slice().order(ByteOrder.LITTLE_ENDIAN), checked);
        } catch (JsonException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Writes tensors as F64. The file appears complete or not at all; see {@link AtomicFile}.
     *
     * @param file the file to create or replace, in a folder that exists
     * @param tensors the tensors by name; not modified
     * @throws IOException if the file cannot be written
     * @throws IllegalArgumentException as {@link #encode}
     */
    public static void write(Path file, Map<String, Entry> tensors) throws IOException {
        write(file, tensors, Map.of());
    }

    /**
     * Writes tensors as F64, and strings. The file appears complete or not at all; see {@link AtomicFile}.
     *
     * @param file the file to create or replace, in a folder that exists
     * @param tensors the tensors by name; not modified
     * @param metadata the strings by name; not modified
     * @throws IOException if the file cannot be written
     * @throws IllegalArgumentException as {@link #encode}
     */
    public static void write(Path file, Map<String, Entry> tensors, Map<String, String> metadata) throws IOException {
        AtomicFile.write(file, encode(tensors, metadata));
    }

    /**
     * The content of a file of F64 tensors and of strings.
     *
     * @param tensors the tensors by name; not modified
     * @param metadata the strings by name; not modified
     * @return the bytes, the same for equal tensors and strings
     * @throws IllegalArgumentException if a tensor's name is {@code __metadata__}, a string's name is that of the
     *     checksum, or the content would be larger than 2 GiB
     */
    public static byte[] encode(Map<String, Entry> tensors, Map<String, String> metadata) {
        SortedMap<String, Entry> sorted = new TreeMap<>(tensors);
        byte[] header = SafetensorsHeader.write(sorted, metadata);
        long numbers = sorted.values().stream()
                .mapToLong(tensor -> tensor.data().length)
                .sum();
        long length = LENGTH_BYTES + header.length + Double.BYTES * numbers;
        if (length > MAX_FILE_BYTES) {
            throw new IllegalArgumentException(length + " bytes of tensors; write files of less than 2 GiB each");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(header.length).put(header);
        for (Entry tensor : sorted.values()) {
            buffer.asDoubleBuffer().put(tensor.data());
            buffer.position(buffer.position() + Double.BYTES * tensor.data().length);
        }
        SafetensorsChecksum.put(buffer.array());
        return buffer.array();
    }

    /** The product of sizes ≥ 0, or the largest long if it is larger than that: no array is that long. */
    static long count(long[] shape) {
        if (Arrays.stream(shape).anyMatch(size -> size == 0)) {
            return 0;
        }
        long count = 1;
        for (long size : shape) {
            count = count > Long.MAX_VALUE / size ? Long.MAX_VALUE : count * size;
        }
        return count;
    }
}
