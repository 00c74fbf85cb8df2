package org.sgvae.nn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sgvae.json.Json;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonNull;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.nn.Safetensors.Content;
import org.sgvae.nn.Safetensors.Entry;

/** The header of a safetensors file: metadata, and where each tensor lies. */
final class SafetensorsHeader {
    private static final String METADATA = "__metadata__";

    private final List<Slot> slots = new ArrayList<>();
    private final SortedMap<String, String> metadata = new TreeMap<>();

    private SafetensorsHeader() {}

    /** Where the header says that a tensor lies, checked against the tensor's own shape. */
    private record Slot(String name, JsonPlace place, int bytesPerNumber, long begin, long end) {}

    /**
     * Writes a header, the checksum's digits as zeros.
     *
     * @param tensors the tensors in the order of the file
     * @param metadata strings by name
     * @return JSON in UTF-8, padded with blanks so that the numbers lie on a multiple of 8 bytes
     */
    static byte[] write(SortedMap<String, Entry> tensors, Map<String, String> metadata) {
        JsonObject.Builder strings =
                JsonObject.builder().put(SafetensorsChecksum.KEY, SafetensorsChecksum.ZEROS); // has to be the first
        new TreeMap<>(metadata).forEach(strings::put);
        JsonObject.Builder members = JsonObject.builder().put(METADATA, strings.build());
        long end = 0;
        for (Map.Entry<String, Entry> tensor : tensors.entrySet()) {
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
        String json = Json.compact(members.build());
        int padding = -json.getBytes(StandardCharsets.UTF_8).length & 7;
        return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a header. As in the format's own library, the metadata may be null and a tensor may have members that are
     * not known.
     *
     * @param header JSON in UTF-8
     * @param dataBytes how many bytes follow it
     * @param where what to call the file in errors
     * @return the header, whose tensors cover these bytes once
     * @throws IOException if they do not
     * @throws org.sgvae.json.JsonException if it is not such a header
     */
    static SafetensorsHeader read(byte[] header, long dataBytes, String where) throws IOException {
        SafetensorsHeader read = new SafetensorsHeader();
        JsonPlace root = Json.read(header, where + " header");
        for (String name : root.keys()) {
            JsonPlace place = root.at(name);
            if (!name.equals(METADATA)) {
                read.slots.add(slot(place, name));
            } else if (!(place.value() instanceof JsonNull)) {
                place.keys().forEach(key -> read.metadata.put(key, place.at(key).asString()));
            }
        }
        read.metadata.remove(SafetensorsChecksum.KEY);
        read.requireCovered(dataBytes, where);
        return read;
    }

    /**
     * Reads the tensors.
     *
     * @param data the bytes after the header, little-endian
     * @param checked whether they are known to be as written
     * @return tensors and metadata
     */
    Content content(ByteBuffer data, boolean checked) {
        SortedMap<String, Entry> tensors = new TreeMap<>();
        for (Slot slot : slots) {
            double[] numbers = new double[(int) (slot.end() - slot.begin()) / slot.bytesPerNumber()];
            data.position((int) slot.begin());
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = slot.bytesPerNumber() == Double.BYTES ? data.getDouble() : data.getFloat();
            }
            tensors.put(slot.name(), new Entry(slot.place().at("shape").asLongs(), numbers));
        }
        return new Content(tensors, metadata, checked);
    }

    private static Slot slot(JsonPlace place, String name) {
        int bytesPerNumber = bytesPerNumber(place.at("dtype"));
        long[] shape = place.at("shape").asLongs();
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
                || (end - begin) / bytesPerNumber != Safetensors.count(shape)) {
            throw place.fault("shape " + Arrays.toString(shape) + " does not fill bytes " + begin + " to " + end
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
    private void requireCovered(long length, String where) throws IOException {
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
}
