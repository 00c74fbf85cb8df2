package org.sgvae.nn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.sgvae.json.Json;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonException;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;

/**
 * Weights files in the safetensors format: named arrays of numbers, nothing that could be executed.
 *
 * <p>A file is the length of its header (8 bytes, little-endian), the header, which is JSON such as
 * {@code {"embed.weight":{"dtype":"F64","shape":[5,1],"data_offsets":[0,40]}}}, and the numbers, little-endian, rows first.
 * Offsets count bytes from the end of the header; together the tensors cover the rest of the file once.
 *
 * <p>Written are F64 tensors in the order of their names, so equal tensors give equal bytes. Read are F64 and F32 (widened)
 * in any order; {@code __metadata__} is skipped. A file is read into memory whole before it is checked, and nothing is
 * allocated on the word of its header, so a damaged or hostile file costs no more than a multiple of its size.
 */
public final class Safetensors {
    private static final String METADATA = "__metadata__";
    private static final int LENGTH_BYTES = 8;
    private static final int MAX_HEADER_BYTES = 100_000_000; // the limit of the format's own library
    private static final int MAX_FILE_BYTES = Integer.MAX_VALUE - 8; // the longest array of common JVMs

    private Safetensors() {}

    /** One tensor: sizes and numbers. Not a record, since arrays are not compared by content. */
    public static final class Entry {
        private final int[] shape;
        private final double[] data;

        /**
         * Puts the two together.
         *
         * @param shape sizes, outermost first: {@code {rows, columns}} for a matrix, {@code {}} for a single number; not copied
         * @param data the numbers, rows first; not copied
         * @throws IllegalArgumentException if a size is negative or the product of the sizes is not the number of numbers
         */
        public Entry(int[] shape, double[] data) {
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
        public int[] shape() {
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

    /** Where the header says that a tensor lies, checked against the tensor's own shape. */
    private record Slot(String name, JsonPlace place, int bytesPerNumber, long begin, long end) {}

    /**
     * Reads all tensors of a file.
     *
     * @param file a safetensors file of F64 or F32 tensors
     * @return the tensors by name, sorted; the map is unmodifiable
     * @throws IOException if the file cannot be read or is not such a file; the message says what is wrong and how to mend it
     */
    public static SortedMap<String, Entry> read(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException(file + ": not a file that can be read; check the path and its permissions");
        }
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new IOException(file + ": larger than 2 GiB; split it into smaller files");
        }
        return decode(Files.readAllBytes(file), file.toString());
    }

    /**
     * Reads all tensors of a file's content.
     *
     * @param content the bytes of a safetensors file; not modified
     * @param where what to call the content in errors, such as the file's name
     * @return the tensors by name, sorted; the map is unmodifiable
     * @throws IOException if the content is not that of such a file; the message says what is wrong and how to mend it
     */
    public static SortedMap<String, Entry> decode(byte[] content, String where) throws IOException {
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
        byte[] header = new byte[(int) headerLength];
        buffer.get(header);
        try {
            List<Slot> slots = slots(Json.read(header, where + " header"));
            requireCovered(slots, buffer.remaining(), where);
            return Collections.unmodifiableSortedMap(
                    tensors(slots, buffer.slice().order(ByteOrder.LITTLE_ENDIAN)));
        } catch (JsonException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Writes tensors as F64. The file appears complete or not at all: if writing fails, what was there before stays.
     *
     * @param file the file to create or replace, in a folder that exists
     * @param tensors the tensors by name; not modified
     * @throws IOException if the file cannot be written
     * @throws IllegalArgumentException if a name is {@code __metadata__} or the file would be larger than 2 GiB
     */
    public static void write(Path file, Map<String, Entry> tensors) throws IOException {
        ByteBuffer content = ByteBuffer.wrap(encode(tensors));
        Path target = file.toAbsolutePath();
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                while (content.hasRemaining()) {
                    channel.write(content);
                }
                channel.force(true); // before the move, or a power cut could leave the new name with no content
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            IOException failure = new IOException(
                    file + ": cannot be written (" + e.getClass().getSimpleName()
                            + "); check that its folder exists, lets you write and has room",
                    e);
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException notDeleted) {
                failure.addSuppressed(notDeleted);
            }
            throw failure;
        }
    }

    /**
     * The content of a file of F64 tensors.
     *
     * @param tensors the tensors by name; not modified
     * @return the bytes, the same for equal tensors
     * @throws IllegalArgumentException if a name is {@code __metadata__} or the content would be larger than 2 GiB
     */
    public static byte[] encode(Map<String, Entry> tensors) {
        SortedMap<String, Entry> sorted = new TreeMap<>(tensors);
        JsonObject.Builder members = JsonObject.builder();
        long end = 0;
        for (Map.Entry<String, Entry> tensor : sorted.entrySet()) {
            if (tensor.getKey().equals(METADATA)) {
                throw new IllegalArgumentException("a tensor cannot be called " + METADATA + "; rename it");
            }
            long begin = end;
            end += (long) Double.BYTES * tensor.getValue().data().length;
            members.put(
                    tensor.getKey(),
                    JsonObject.builder()
                            .put("dtype", "F64")
                            .put("shape", JsonArray.ofNumbers(tensor.getValue().shape()))
                            .put("data_offsets", JsonArray.ofNumbers(begin, end))
                            .build());
        }
        byte[] header = Json.compact(members.build()).getBytes(StandardCharsets.UTF_8);
        int padding = -header.length & 7; // blanks, so that the numbers lie on a multiple of 8
        long length = LENGTH_BYTES + header.length + padding + end;
        if (length > MAX_FILE_BYTES) {
            throw new IllegalArgumentException(length + " bytes of tensors; write files of less than 2 GiB each");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(header.length + padding)
                .put(header)
                .put(" ".repeat(padding).getBytes(StandardCharsets.UTF_8));
        for (Entry tensor : sorted.values()) {
            buffer.asDoubleBuffer().put(tensor.data());
            buffer.position(buffer.position() + Double.BYTES * tensor.data().length);
        }
        return buffer.array();
    }

    private static List<Slot> slots(JsonPlace header) {
        List<Slot> slots = new ArrayList<>();
        for (String name : header.keys()) {
            JsonPlace place = header.at(name);
            if (name.equals(METADATA)) {
                place.keys().forEach(key -> place.at(key).asString());
            } else {
                slots.add(slot(place, name));
            }
        }
        return slots;
    }

    private static Slot slot(JsonPlace place, String name) {
        place.requireKeysAmong("dtype", "shape", "data_offsets");
        int bytesPerNumber = bytesPerNumber(place.at("dtype"));
        int[] shape = place.at("shape").asInts();
        if (Arrays.stream(shape).anyMatch(size -> size < 0)) {
            throw place.at("shape").fault("negative size; write the file again");
        }
        List<JsonPlace> offsets = place.at("data_offsets").items();
        if (offsets.size() != 2) {
            throw place.at("data_offsets").fault(offsets.size() + " offsets; write [begin, end]");
        }
        long begin = offsets.get(0).asLong();
        long end = offsets.get(1).asLong();
        // begin in range first, so that end - begin cannot overflow
        if (begin < 0
                || end < begin
                || (end - begin) % bytesPerNumber != 0
                || (end - begin) / bytesPerNumber != count(shape)) {
            throw place.fault("shape of " + count(shape) + " numbers does not fill bytes " + begin + " to " + end
                    + "; write the file again");
        }
        return new Slot(name, place, bytesPerNumber, begin, end);
    }

    private static int bytesPerNumber(JsonPlace dtype) {
        return switch (dtype.asString()) {
            case "F64" -> Double.BYTES;
            case "F32" -> Float.BYTES;
            default -> throw dtype.fault("only F64 and F32 can be read; convert the tensor");
        };
    }

    /** Sorts the slots by place and checks that they follow each other without gaps from the first byte to the last. */
    private static void requireCovered(List<Slot> slots, long length, String where) throws IOException {
        slots.sort(Comparator.comparingLong(Slot::begin).thenComparingLong(Slot::end));
        long covered = 0;
        for (Slot slot : slots) {
            if (slot.begin() != covered) {
                throw slot.place()
                        .fault("begins at byte " + slot.begin() + ", but the tensors before it end at " + covered
                                + "; write the file again without gaps or overlaps");
            }
            if (slot.end() > length) {
                throw slot.place()
                        .fault("ends at byte " + slot.end() + " of " + length
                                + "; the file is cut short, copy or write it again");
            }
            covered = slot.end();
        }
        if (covered != length) {
            throw new IOException(where + ": " + (length - covered)
                    + " bytes after the last tensor; remove them or write the file again");
        }
    }

    private static SortedMap<String, Entry> tensors(List<Slot> slots, ByteBuffer data) {
        SortedMap<String, Entry> tensors = new TreeMap<>();
        for (Slot slot : slots) {
            double[] numbers = new double[(int) (slot.end() - slot.begin()) / slot.bytesPerNumber()];
            data.position((int) slot.begin());
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = slot.bytesPerNumber() == Double.BYTES ? data.getDouble() : data.getFloat();
            }
            tensors.put(slot.name(), new Entry(slot.place().at("shape").asInts(), numbers));
        }
        return tensors;
    }

    /** The product of sizes ≥ 0, or, once it passes an int, any number that does: no array is that long. */
    private static long count(int[] shape) {
        if (Arrays.stream(shape).anyMatch(size -> size == 0)) {
            return 0;
        }
        long count = 1;
        for (int size : shape) {
            if (count <= Integer.MAX_VALUE) {
                count *= size;
            }
        }
        return count;
    }
}
