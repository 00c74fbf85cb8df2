package org.sgvae.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights files: the bytes of an independent writer, and one clear line for everything else. */
class SafetensorsTest {
    private static final Path GOLDEN = Path.of("testdata", "golden");

    @TempDir
    Path folder;

    static Stream<Path> goldenFiles() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList().stream();
        }
    }

    /** But for the checksum: the golden files have no metadata. */
    @ParameterizedTest
    @MethodSource("goldenFiles")
    void goldenFile_isRewrittenByteForByte(Path golden) throws IOException {
        Path copy = folder.resolve("copy.safetensors");
        Safetensors.write(copy, Safetensors.read(golden));
        assertThat(Safetensors.readContent(copy).checked()).isTrue();
        assertThat(Safetensors.readContent(golden).checked()).isFalse();
        String metadata = "\"__metadata__\":\\{\"sgvae.sha256\":\"[0-9a-f]{64}\"},";
        assertThat(header(copy).replaceFirst(metadata, "")).isEqualTo(header(golden));
        assertThat(data(copy)).isEqualTo(data(golden));
    }

    private static int headerEnd(byte[] bytes) {
        return 8 + (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private static String header(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return new String(bytes, 8, headerEnd(bytes) - 8, StandardCharsets.UTF_8).strip();
    }

    private static byte[] data(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        assertThat(headerEnd(bytes) % 8).isZero();
        return Arrays.copyOfRange(bytes, headerEnd(bytes), bytes.length);
    }

    /** First and last numbers as Python's struct unpacks them. */
    @ParameterizedTest
    @CsvSource({
        "destructor.embed.weight, 4, 3, 0x1.0c4aabc3955f9p-2, -0x1.0b8b831385462p-4",
        "constructor.prop.2.gru.weight_ih, 12, 7, -0x1.44463c2024882p-4, -0x1.5aabf862edb6cp-7",
    })
    void goldenTensor_hasItsShapeAndNumbers(String name, int rows, int columns, String first, String last)
            throws IOException {
        SortedMap<String, Safetensors.Entry> tensors =
                Safetensors.read(GOLDEN.resolve("typed7-gaussian.weights.safetensors"));
        assertThat(tensors).hasSize(68);
        Safetensors.Entry tensor = tensor(tensors, name);
        assertThat(tensor.shape()).containsExactly(rows, columns);
        assertThat(tensor.data()).hasSize(rows * columns).startsWith(Double.parseDouble(first));
        assertThat(tensor.data()).endsWith(Double.parseDouble(last));
    }

    @Test
    void anyTensors_surviveWritingAndReading() throws IOException {
        SplittableRandom random = new SplittableRandom(17);
        double[] data = random.doubles(24).toArray();
        data[3] = Double.NaN;
        data[4] = Double.NEGATIVE_INFINITY;
        data[5] = -0.0;
        Map<String, Safetensors.Entry> tensors = Map.of(
                "cube", new Safetensors.Entry(new long[] {2, 3, 4}, data),
                "scalar", new Safetensors.Entry(new long[] {}, new double[] {Double.MIN_VALUE}),
                "empty", new Safetensors.Entry(new long[] {0, 5}, new double[] {}),
                "Ünï\n\"", new Safetensors.Entry(new long[] {1}, new double[] {2}));
        Map<String, String> metadata = Map.of("seed", "1", "Ünï", "\"\n\u0001");
        Safetensors.Content content = Safetensors.decode(Safetensors.encode(tensors, metadata), "t");
        SortedMap<String, Safetensors.Entry> back = content.tensors();
        assertThat(content.metadata()).isEqualTo(metadata);
        assertThat(content.checked()).isTrue();
        assertThat(back.keySet()).containsExactly("cube", "empty", "scalar", "Ünï\n\"");
        tensors.forEach((name, tensor) -> {
            assertThat(tensor(back, name).shape()).as(name).isEqualTo(tensor.shape());
            assertThat(tensor(back, name).data()).as(name).isEqualTo(tensor.data());
        });
        assertThat(Safetensors.decode(Safetensors.encode(Map.of(), Map.of()), "t")
                        .tensors())
                .isEmpty();
    }

    @Test
    void float32AndMetadataAndAnyOrder_areRead() throws IOException {
        String header = "{\"z\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
                + "\"__metadata__\":{\"format\":\"pt\"},"
                + "\"a\":{\"data_offsets\":[12,20],\"shape\":[],\"dtype\":\"F64\"},"
                + "\"m\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}";
        ByteBuffer data = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(0.1f).putFloat(-3f).putFloat(7f).putDouble(0.1);
        Safetensors.Content content = Safetensors.decode(file(header, data.array()), "t");
        SortedMap<String, Safetensors.Entry> tensors = content.tensors();
        assertThat(content.metadata()).isEqualTo(Map.of("format", "pt"));
        assertThat(content.checked()).isFalse();
        assertThat(tensors.keySet()).containsExactly("a", "m", "z");
        assertThat(tensor(tensors, "z").data()).containsExactly((double) 0.1f, -3);
        assertThat(tensor(tensors, "m").data()).containsExactly(7);
        assertThat(tensor(tensors, "a").data()).containsExactly(0.1);
    }

    /** As the format's own library, version 0.8.0, takes them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'__metadata__':null,'a':{'dtype':'F64','shape':[2],'data_offsets':[0,16]}}     | [2]",
                "{'__metadata__':{},'a':{'dtype':'F64','shape':[1,2],'data_offsets':[0,16]}}     | [1, 2]",
                "{'a':{'dtype':'F64','shape':[2],'data_offsets':[0,16],'x':{'y':[1]}}}           | [2]",
                "{'b':{'dtype':'F64','shape':[2],'data_offsets':[0,16]},"
                        + "'a':{'dtype':'F64','shape':[0,4294967296],'data_offsets':[16,16]}}    | [0, 4294967296]",
                "{'b':{'dtype':'F64','shape':[2],'data_offsets':[0,16]},"
                        + "'a':{'dtype':'F32','shape':[9223372036854775807,0],'data_offsets':[0,0]}}"
                        + "                                                                     | [9223372036854775807, 0]",
            })
    void legalHeader_isRead(String header, String shape) throws IOException {
        byte[] content = file(header.replace('\'', '"'), new byte[16]);
        SortedMap<String, Safetensors.Entry> tensors =
                Safetensors.decode(content, "w").tensors();
        assertThat(Arrays.toString(tensor(tensors, "a").shape())).isEqualTo(shape);
        Path again = folder.resolve("again");
        Safetensors.write(again, tensors);
        assertThat(tensor(Safetensors.read(again), "a").shape())
                .isEqualTo(tensor(tensors, "a").shape());
    }

    /** Headers over 16 bytes of data. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':{'dtype':'F64','shape':[2]            | header:1:32: expected ',' or '}'",
                "[]                                         | header: expected an object, found an array",
                "{'a':{'shape':[2],'data_offsets':[0,16]}}  | header: a.dtype: missing",
                "{'a':{'dtype':'BF16','shape':[8],'data_offsets':[0,16]}} | a.dtype: only F64 and F32 can be read; convert",
                "{'a':{'dtype':'F64','shape':[3],'data_offsets':[0,16]}}  | a: shape [3] does not fill bytes 0 to 16",
                "{'a':{'dtype':'F64','shape':[2],'data_offsets':[0,15]}}  | a: shape [2] does not fill",
                "{'a':{'dtype':'F64','shape':[-2],'data_offsets':[0,16]}} | a.shape: negative size",
                "{'a':{'dtype':'F64','shape':[-1,-2],'data_offsets':[0,16]}} | a.shape: negative size",
                "{'a':{'dtype':'F64','shape':[2.0],'data_offsets':[0,16]}} | a.shape[0]: expected an integer",
                "{'a':{'dtype':'F64','shape':[2],'data_offsets':[16,0]}}  | a: shape [2] does not fill",
                "{'a':{'dtype':'F64','shape':[2],'data_offsets':[-16,0]}} | a: shape [2] does not fill",
                "{'a':{'dtype':'F64','shape':[2],'data_offsets':[16]}}    | a.data_offsets: 1 offsets",
                "{'a':{'dtype':'F64','shape':[3],'data_offsets':[0,24]}}  | a: ends at byte 24 of 16; the file is cut short",
                "{'a':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}}   | 8 bytes after the last tensor",
                "{}                                                       | 16 bytes after the last tensor",
                "{'a':{'dtype':'F64','shape':[1],'data_offsets':[8,16]}}  | a: begins at byte 8, but the tensors before it end at 0",
                "{'a':{'dtype':'F64','shape':[2],'data_offsets':[0,16]},'b':{'dtype':'F64','shape':[1],'data_offsets':[8,16]}}"
                        + " | b: begins at byte 8, but the tensors before it end at 16",
                "{'a':{'dtype':'F64','shape':[1],'data_offsets':[0,8]},'a':{'dtype':'F64','shape':[1],'data_offsets':[8,16]}}"
                        + " | duplicate key",
                // products that wrap around to 2 in 32 or 64 bits
                "{'a':{'dtype':'F64','shape':[2147483647,2,2147483647,2,1],'data_offsets':[0,16]}} | does not fill",
                "{'a':{'dtype':'F64','shape':[65536,65536,65536,65536],'data_offsets':[0,0]}}      | does not fill",
                "{'a':{'dtype':'F64','shape':[4294967298],'data_offsets':[0,16]}} | does not fill",
                "{'a':{'dtype':'F64','shape':[9223372036854775808],'data_offsets':[0,16]}} | a.shape[0]: expected an integer",
                "{'a':{'dtype':'F64','shape':[2147483647],'data_offsets':[0,17179869176]}} | ends at byte 17179869176 of 16",
                "{'a':{'dtype':'F64','shape':[2],'data_offsets':[9223372036854775807,-9223372036854775793]}} | does not fill",
                "{'__metadata__':{'a':1},'a':{'dtype':'F64','shape':[2],'data_offsets':[0,16]}} | __metadata__.a: expected a string",
            })
    void faultyHeader_isRejectedWithOneClearLine(String header, String message) {
        byte[] content = file(header.replace('\'', '"'), new byte[16]);
        assertThatThrownBy(() -> Safetensors.decode(content, "w.safetensors"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageStartingWith("w.safetensors")
                .hasMessageContaining(message)
                .hasMessageContaining("; ")
                .hasMessageNotContainingAny("\n");
    }

    @ParameterizedTest
    @CsvSource({"-1", "9223372036854775807", "-9223372036854775808", "2147483647", "100000001", "9"})
    void absurdHeaderLength_isRejected(long length) {
        byte[] content = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();
        assertThatThrownBy(() -> Safetensors.decode(content, "w"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("bytes in a file of 16; not a safetensors file or cut short");
    }

    @Test
    void everyTruncation_isRejected() {
        byte[] content = small();
        for (int length = 0; length < content.length; length++) {
            assertRejected(Arrays.copyOf(content, length), length + " bytes");
        }
        assertRejected(Arrays.copyOf(content, content.length + 1), "one more");
    }

    @Test
    void everyFlippedBit_isRejected() {
        byte[] content = small();
        for (int bit = 0; bit < 8 * content.length; bit++) {
            assertRejected(flip(content, bit), "bit " + bit);
        }
    }

    /** The bytes by which our files are recognised among them. */
    @Test
    void everyByteOverwritten_isRejected() {
        byte[] content = small();
        for (int i = 0; i < content.length; i++) {
            byte[] damaged = content.clone();
            for (int b = 0; b < 256; b++) {
                damaged[i] = (byte) b;
                if (damaged[i] != content[i]) {
                    assertRejected(damaged, "byte " + i + " is " + b);
                }
            }
        }
    }

    @Test
    void severalFlippedBits_areRejected() {
        byte[] content = small();
        SplittableRandom random = new SplittableRandom(23);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = content.clone();
            for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (!Arrays.equals(damaged, content)) {
                assertRejected(damaged, "damaged " + i);
            }
        }
    }

    /** No checksum there; but nothing else than an {@link IOException} either. */
    @Test
    void damagedFileOfAnotherProgram_isReadOrRejected() {
        byte[] content = file(
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1,2],\"data_offsets\":[0,16]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[16,20]}}",
                new byte[20]);
        SplittableRandom random = new SplittableRandom(24);
        int rejected = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] damaged = content.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                Safetensors.decode(damaged, "w");
            } catch (IOException e) {
                requireClear(e, "damaged " + i);
                rejected++;
            }
        }
        assertThat(rejected).isBetween(1, 49_999);
    }

    private static byte[] flip(byte[] content, int bit) {
        byte[] flipped = content.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    private static void assertRejected(byte[] content, String what) {
        try {
            Safetensors.decode(content, "w");
        } catch (IOException e) {
            requireClear(e, what);
            return;
        }
        throw new AssertionError(what + " was read");
    }

    /** Without AssertJ, which would take most of the time. */
    private static void requireClear(IOException e, String what) {
        String message = e.getMessage();
        if (e.getClass() != IOException.class
                || !message.startsWith("w")
                || !message.contains("; ")
                || message.contains("\n")) {
            throw new AssertionError(what, e);
        }
    }

    @Test
    void checksumOfAFileThatAnotherProgramChanged_isAskedToBeRemoved() {
        byte[] content = small();
        content[content.length - 1] ^= 1;
        assertThatThrownBy(() -> Safetensors.decode(content, "w"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("w: damaged, its SHA-256 is not sgvae.sha256; use a copy of it or write it again"
                        + " (a program that changes it has to remove that key)");
    }

    /** Computed here by what the documentation says. */
    @Test
    void checksum_isTheSha256WithItsDigitsAsZeros() throws Exception {
        byte[] content = small();
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf("\"sgvae.sha256\":\"") + "\"sgvae.sha256\":\"".length();
        String zeroed = text.substring(0, begin) + "0".repeat(64) + text.substring(begin + 64);
        byte[] sha = MessageDigest.getInstance("SHA-256").digest(zeroed.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(text.substring(begin, begin + 64)).isEqualTo(String.format("%064x", new BigInteger(1, sha)));
    }

    @Test
    void read_ofNoFile_isRejected() {
        assertThatThrownBy(() -> Safetensors.read(folder.resolve("absent")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageEndingWith("absent: not a file that can be read; check the path and its permissions");
        assertThatThrownBy(() -> Safetensors.read(folder)).isExactlyInstanceOf(IOException.class);
    }

    @Test
    void write_replacesAFileAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("w.safetensors");
        Files.writeString(file, "old");
        Safetensors.write(file, Map.of("a", new Safetensors.Entry(new long[] {2}, new double[] {1, 2})));
        assertThat(tensor(Safetensors.read(file), "a").data()).containsExactly(1, 2);
        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void write_thatFails_leavesWhatWasThere() throws IOException {
        Path occupied = Files.createDirectory(folder.resolve("occupied"));
        Path inside = Files.writeString(occupied.resolve("inside"), "old");
        Map<String, Safetensors.Entry> tensors = Map.of("a", new Safetensors.Entry(new long[] {1}, new double[] {1}));
        for (Path file : new Path[] {occupied, folder.resolve("no such folder").resolve("w")}) {
            assertThatThrownBy(() -> Safetensors.write(file, tensors))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageContaining("directory");
        }
        assertThat(folder.toFile().list()).containsExactly("occupied");
        assertThat(inside).hasContent("old");
    }

    @Test
    void entry_rejectsAShapeThatIsNotItsDatas() {
        for (long[] shape : new long[][] {{}, {3}, {-1, -2}, {2, 0}, {65536, 65536, 65536, 65536}}) {
            assertThatThrownBy(() -> new Safetensors.Entry(shape, new double[2]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("for 2 numbers; give the sizes whose product that is");
        }
    }

    @Test
    void reservedName_isNotWritten() {
        Map<String, Safetensors.Entry> tensors =
                Map.of("__metadata__", new Safetensors.Entry(new long[] {1}, new double[] {1}));
        assertThatThrownBy(() -> Safetensors.encode(tensors, Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Safetensors.encode(Map.of(), Map.of("sgvae.sha256", "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Safetensors.Entry tensor(Map<String, Safetensors.Entry> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    private static byte[] small() {
        return Safetensors.encode(
                Map.of(
                        "gate.weight", new Safetensors.Entry(new long[] {1, 2}, new double[] {0.5, -1}),
                        "gate.bias\u001f", new Safetensors.Entry(new long[] {1}, new double[] {3})),
                Map.of("seed", "1"));
    }

    private static byte[] file(String header, byte[] data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .put(data)
                .array();
    }
}
