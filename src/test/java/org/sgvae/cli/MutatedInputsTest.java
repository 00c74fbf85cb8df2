package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.Split;
import org.sgvae.graph.io.Graph6;
import org.sgvae.graph.io.GraphFormat;
import org.sgvae.graph.io.GraphReader;
import org.sgvae.graph.io.Sparse6;
import org.sgvae.json.Json;
import org.sgvae.nn.Checkpoint;
import org.sgvae.nn.Safetensors;
import org.sgvae.optim.Schedule;
import org.sgvae.random.RandomKey;
import org.sgvae.train.RunDirectory;

/**
 * Whatever is read: a mutated input gives a value or a declared exception, an {@link IllegalArgumentException} (of
 * which
 * {@code JsonException} is one) or an {@link IOException}, with a message of one line; within a second, and in 128 MB.
 *
 * <p>A long run: {@code mvn test -Dtest=MutatedInputsTest -DargLine='-Xmx128m -Dfuzz.rounds=1000000'}; another
 * sequence:
 * {@code -Dfuzz.seed=2}.
 */
class MutatedInputsTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1000);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final long SECOND = 1_000_000_000; // nanoseconds
    private static final Pattern ONE_LINE = Pattern.compile("[^\n]+[:;] [^\n]+");
    private static final Path GOLDEN = Path.of("testdata", "golden");

    @TempDir
    Path folder;

    private String name = "";
    private TestReporter reporter;

    @BeforeEach
    void name(TestInfo info, TestReporter testReporter) {
        name = info.getDisplayName();
        reporter = testReporter;
    }

    /** Takes an input apart. */
    private interface Reader {
        void read(byte[] input) throws IOException;
    }

    private void check(Reader reader, byte[]... inputs) throws IOException {
        for (byte[] input : inputs) {
            reader.read(input); // valid before it is mutated
        }
        SplittableRandom random = new SplittableRandom(SEED);
        int rejected = 0;
        long longest = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mutated = Mutations.mutate(inputs[round % inputs.length], random);
            long start = System.nanoTime();
            rejected += isRejected(reader, mutated, round) ? 1 : 0;
            long nanos = System.nanoTime() - start;
            longest = Math.max(longest, nanos);
            if (nanos > SECOND && processorNanos(reader, mutated, round) > SECOND) { // not only waited for its turn
                fail(at(round, mutated) + ": took " + 1e-9 * nanos + " s");
            }
        }
        reporter.publishEntry(name, rejected + " of " + ROUNDS + " rejected, longest " + longest / 1000 + " us");
        assertThat(rejected).isPositive();
    }

    private static long processorNanos(Reader reader, byte[] mutated, int round) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime(); // slow
        isRejected(reader, mutated, round);
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }

    private static boolean isRejected(Reader reader, byte[] mutated, int round) {
        try {
            reader.read(mutated);
            return false;
        } catch (IllegalArgumentException | IOException e) {
            if (!ONE_LINE.matcher(String.valueOf(e.getMessage())).matches()) {
                fail(at(round, mutated) + ": no message of one line", e);
            }
            return true;
        } catch (RuntimeException | Error e) {
            return fail(at(round, mutated), e);
        }
    }

    private static String at(int round, byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        return "seed " + SEED + ", round " + round + ", input "
                + (text.length() > 2000
                        ? input.length + " bytes"
                        : text.replaceAll("[^ -~\n]", "¿") + " = "
                                + HexFormat.of().formatHex(input));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void readGraphs(byte[] text, GraphFormat format) throws IOException {
        try (GraphReader reader = new GraphReader(new ByteArrayInputStream(text), format, "f")) {
            while (reader.next().isPresent()) {
                // each is read
            }
        }
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream compressed = new GZIPOutputStream(out)) {
            compressed.write(text);
        }
        return out.toByteArray();
    }

    @Test
    void json() throws IOException {
        check(
                text -> Json.read(text, "f"),
                bytes("{\"a\":[1,-2.5e+3,true,false,null],\"b\\u00e9\\n\":{\"c\":\"\uD83D\uDE00 \\ud83d\\ude00\"}}"),
                bytes("[[[[]]],{\"\":{}},\"\"]"));
    }

    @Test
    void graph6() throws IOException {
        String lines = Graph6.format(GraphFamilies.cycle(9)) + "\n" + Graph6.format(GraphFamilies.cycle(70))
                + "\n>>graph6<<A_";
        check(text -> readGraphs(text, GraphFormat.GRAPH6), bytes(lines), bytes("\ufeff" + lines));
    }

    @Test
    void sparse6() throws IOException {
        String lines = Sparse6.format(GraphFamilies.cycle(9)) + "\n" + Sparse6.format(GraphFamilies.star(70))
                + "\n>>sparse6<<:An";
        check(text -> readGraphs(text, GraphFormat.SPARSE6), bytes(lines), bytes(":~~????~~@\n:~?C?"));
    }

    @Test
    void jsonLines() throws IOException {
        check(
                text -> readGraphs(text, GraphFormat.JSON_LINES),
                bytes("{\"nodes\":3,\"nodeType\":[0,0,1],\"edges\":[[0,1,0],[1,2,1]]}\n{\"nodes\":1,\"edges\":[]}\n"),
                Files.readAllBytes(Path.of("testdata", "graph", "molecules.jsonl")));
    }

    @Test
    void gzip() throws IOException {
        byte[] text = gzip(bytes((Graph6.format(GraphFamilies.cycle(30)) + "\n").repeat(40)));
        check(input -> readGraphs(input, GraphFormat.GRAPH6), text);
    }

    @Test
    void weights() throws IOException {
        Path ours = folder.resolve("ours.safetensors");
        Safetensors.write(ours, Map.of("w", new Safetensors.Entry(new long[] {2, 2}, new double[4])));
        check(
                bytes -> Safetensors.decode(bytes, "f"),
                Files.readAllBytes(ours),
                Files.readAllBytes(GOLDEN.resolve("single-node.weights.safetensors")));
    }

    @Test
    void checkpoint() throws IOException {
        Checkpoint.write(folder, Map.of("w", new DMatrixRMaj(2, 3)), Map.of("step", "1"));
        Path newest = folder.resolve(Checkpoint.NEWEST);
        check(
                bytes -> {
                    Files.write(newest, bytes);
                    Checkpoint.read(folder);
                },
                Files.readAllBytes(newest));
    }

    @Test
    void scoreCase() throws IOException {
        Path file = folder.resolve("case.json");
        check(
                bytes -> {
                    Files.write(file, bytes);
                    ScoreCase read = ScoreCase.read(file);
                    read.config().create(RandomKey.of(1));
                },
                Files.readAllBytes(GOLDEN.resolve("typed7-gaussian.json")),
                Files.readAllBytes(GOLDEN.resolve("single-node.json")));
    }

    @Test
    void runDirectory_config() throws IOException {
        Path trained = folder.resolve("run");
        TinyRun.train(trained, "--split", "0.5,0.2,0.3");
        RunDirectory run = RunDirectory.open(trained);
        check(
                bytes -> {
                    Files.write(run.config(), bytes);
                    run.readParts();
                    run.readMaxNodes();
                    run.readEvaluateEvery();
                    run.readConfig();
                    run.readFreshModel();
                    run.readModel();
                },
                Files.readAllBytes(run.config()));
    }

    @Test
    void runDirectory_weights() throws IOException {
        Path trained = folder.resolve("run");
        TinyRun.train(trained);
        RunDirectory run = RunDirectory.open(trained);
        check(
                bytes -> {
                    Files.write(run.weights(), bytes);
                    run.readModel();
                },
                Files.readAllBytes(run.weights()));
    }

    @Test
    void splitAndSchedule() throws IOException {
        check(text -> Split.parse(new String(text, StandardCharsets.ISO_8859_1)), bytes("0.8,0.1,0.1,seed=7"));
        check(
                text -> Schedule.parse(new String(text, StandardCharsets.ISO_8859_1)),
                bytes("cosine:0.01..0@0.2..0.9"),
                bytes("0.5"));
    }
}
