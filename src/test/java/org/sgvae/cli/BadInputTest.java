package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgvae.io.DirectoryLock;
import org.sgvae.nn.Safetensors;
import org.sgvae.nn.Safetensors.Entry;

/** Whatever is wrong: an exit code, one line that says what, where and how to mend it, and nothing overwritten. */
class BadInputTest {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final Path CASE = Path.of("testdata", "golden", "typed7-gaussian.json");
    private static final Path WEIGHTS = Path.of("testdata", "golden", "typed7-gaussian.weights.safetensors");

    @TempDir
    static Path shared;

    private static Path run;

    @TempDir
    Path folder;

    private Path kept;

    @BeforeAll
    static void train() {
        run = shared.resolve("run");
        TinyRun.train(run);
    }

    @BeforeEach
    void writeSomething() throws IOException {
        kept = Files.writeString(folder.resolve("kept.jsonl"), "mine");
    }

    @AfterEach
    void nothingIsOverwritten() {
        assertThat(kept).hasContent("mine");
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static CommandRun score(Path weights, Path input, Path out) {
        return CommandRun.of("score", "--weights", weights, "--case", input, "--out", out);
    }

    /** Scores the golden case with one text in it replaced. */
    private CommandRun scoreWith(String text, String replacement) throws IOException {
        String golden = Files.readString(CASE).replaceAll("\\s", "");
        assertThat(golden).contains(text);
        Path out = folder.resolve("score");
        CommandRun score = score(WEIGHTS, file("case.json", golden.replace(text, replacement)), out);
        assertThat(out).doesNotExist();
        return score;
    }

    // The command line

    @ParameterizedTest
    @CsvSource({
        "--epochs, 0, --epochs",
        "--epochs, -3, --epochs",
        "--epochs, many, --epochs",
        "--epochs, 99999999999, --epochs",
        "--threads, 0, --threads",
        "--seed, 1.5, --seed",
        "--evaluate-every, -1, --evaluate-every",
        "--node-dim, -4, --node-dim",
        "--batch, 0, --batch",
        "--learning-rate, -0.1, --learning-rate",
        "--learning-rate, 1..0@0.7..0.2, begin <= end",
        "--learning-rate, NaN, --learning-rate",
        "--clip, 0, --clip",
        "--free-bits, -1, --free-bits",
        "--kl-weight, 0..x, --kl-weight",
        "--preset, best, --preset",
        "--orderings, 1, at least 2",
        "--bogus, 1, --bogus"
    })
    void option_outOfRangeOrUnknown(String option, String value, String named) {
        Path out = folder.resolve("run");
        CommandRun.of("train", "--out", out, option, value).assertFailed(USAGE, named, "--help");
        assertThat(out).doesNotExist();
    }

    @Test
    void command_unknown() {
        CommandRun.of("trainn").assertFailed(USAGE, "'trainn'", "did you mean train");
    }

    @Test
    void options_missing() {
        CommandRun.of("sample", "--count", 3).assertFailed(USAGE, "--run", "--out");
    }

    @Test
    void options_thatDoNotGoTogether() {
        CommandRun.of("train", "--preset", "paper", "--kl-weight", 1, "--out", folder.resolve("run"))
                .assertFailed(USAGE, "--kl-weight", "no such setting");
    }

    @Test
    void latent_ofWrongLength() {
        CommandRun.of("sample", "--run", run, "--latent", "1,2,3", "--out", folder.resolve("new.g6"))
                .assertFailed(USAGE, "--latent has 3 numbers", "2");
    }

    @Test
    void latent_notFinite() {
        CommandRun.of("sample", "--run", run, "--latent", "1,NaN", "--out", folder.resolve("new.g6"))
                .assertFailed(USAGE, "--latent", "finite");
    }

    @Test
    void debug_addsTheStackTrace() {
        CommandRun failed = CommandRun.of("train", "--debug", "--data", folder.resolve("no.g6"));
        assertThat(failed.exitCode()).isEqualTo(FAILED);
        assertThat(failed.err().lines()).hasSizeGreaterThan(5).anyMatch(line -> line.contains("NoSuchFileException"));
    }

    // Data

    @ParameterizedTest
    @CsvSource({"cycles:14-5", "cycles:", "cycles:2-4", "squares:3", "graphs.txt"})
    void data_unknown(String data) {
        CommandRun.of("train", "--data", data, "--out", folder.resolve("run")).assertFailed(FAILED, data, "cycles");
    }

    @Test
    void data_notThere() {
        Path file = folder.resolve("no.g6");
        CommandRun.of("train", "--data", file, "--out", folder.resolve("run"))
                .assertFailed(FAILED, file.toString(), "check the path");
    }

    @Test
    void data_empty() throws IOException {
        Path file = file("empty.jsonl", "\n");
        CommandRun.of("train", "--data", file, "--out", folder.resolve("run"))
                .assertFailed(FAILED, file.toString(), "no graphs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"nodes\":3,\"edges\":[[0,1],[1,1]]} | edges[1]",
                "{\"nodes\":3,\"edges\":[[0,1],[1,3]]} | edges[1]",
                "{\"nodes\":3,\"edges\":[[0,1,-2]]} | edges[0]",
                "{\"nodes\":3,\"nodeType\":[0,-1,0],\"edges\":[]} | nodeType",
                "{\"nodes\":0,\"edges\":[]} | nodes",
                "{\"nodes\":3,\"edges\":[[0,1] | :2:"
            })
    void data_wrongLine(String line, String named) throws IOException {
        Path file = file("bad.jsonl", "{\"nodes\":2,\"edges\":[[0,1]]}\n" + line + "\n");
        CommandRun.of("train", "--data", file, "--out", folder.resolve("run")).assertFailed(FAILED, file + ":2", named);
    }

    @Test
    void data_truncatedGraph6() throws IOException {
        Path file = file("bad.g6", "Bw\nH[?G\n");
        CommandRun.of("train", "--data", file, "--out", folder.resolve("run")).assertFailed(FAILED, file + ":2");
    }

    @Test
    void data_withTypesThatTheModelHasNot() throws IOException {
        Path file = file("typed.jsonl", "{\"nodes\":2,\"nodeType\":[0,4],\"edges\":[[0,1]]}\n");
        CommandRun.of("evaluate", "--run", run, "--data", file, "--out", folder.resolve("new.json"))
                .assertFailed(FAILED, file.toString(), "5 node types", "the model knows 1");
    }

    // Cases

    @Test
    void case_notThere() {
        Path file = folder.resolve("no.json");
        score(WEIGHTS, file, folder.resolve("score")).assertFailed(FAILED, file + ": no such file");
    }

    @Test
    void case_isADirectory() {
        score(WEIGHTS, folder, folder.resolve("score")).assertFailed(FAILED, folder + ": is a directory");
    }

    @Test
    void case_malformed() throws IOException {
        scoreWith("\"order\"", "order").assertFailed(FAILED, "case.json:1:");
    }

    @Test
    void case_notText() throws IOException {
        Path file = Files.write(folder.resolve("case.json"), new byte[] {'{', (byte) 0xff, '}'});
        score(WEIGHTS, file, folder.resolve("score")).assertFailed(FAILED, file + ": not UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[4,5,0]] | [4,4,0]] | graph.edges",
                "[4,5,0]] | [4,7,0]] | graph.edges",
                "[4,5,0]] | [0,1,1]] | graph.edges",
                "[4,5,0]] | [4,5,2]] | graph.edges",
                "[4,5,0]] | [4,5,-1]] | graph.edges",
                "[0,1,2,0,1,0,2] | [0,1,3,0,1,0,2] | graph.nodeType",
                "[0,1,2,0,1,0,2] | [0,1,-1,0,1,0,2] | graph.nodeType",
                "[0,1,2,0,1,0,2] | [0,1,2] | graph.nodeType",
                "[4,6,0,3,1,2,5] | [4,6,0,3,1,2,2] | order",
                "[4,6,0,3,1,2,5] | [4,6,0,3,1,2] | order",
                "[4,6,0,3,1,2,5] | [4,6,0,3,1,2,7] | order",
                "[0.3,-1.1,0.8] | [0.3,-1.1] | eps",
                "[0.3,-1.1,0.8] | null | eps",
                "\"eps\" | \"epsilon\" | epsilon",
                "\"rounds\":3 | \"rounds\":0 | config: rounds 0",
                "\"rounds\":3 | \"rounds\":-1 | config: rounds -1",
                "\"rounds\":3 | \"rounds\":2.5 | config.rounds",
                "\"rounds\":3, | '' | config.rounds",
                "gaussian | laplace | config.posterior",
                "\"gaussian\" | \"point\" | config: latentDim"
            })
    void case_wrong(String text, String replacement, String named) throws IOException {
        scoreWith(text, replacement).assertFailed(FAILED, "case.json: " + named.strip());
    }

    // Weights

    private CommandRun scoreWithWeights(Consumer<Map<String, Entry>> change) throws IOException {
        Map<String, Entry> tensors = new TreeMap<>(Safetensors.read(WEIGHTS));
        change.accept(tensors);
        Path weights = folder.resolve("weights.safetensors");
        Safetensors.write(weights, tensors);
        Path out = folder.resolve("score");
        CommandRun score = score(weights, CASE, out);
        assertThat(out).doesNotExist();
        return score;
    }

    @Test
    void weights_missingTensor() throws IOException {
        scoreWithWeights(tensors -> tensors.remove("constructor.addNode.bias"))
                .assertFailed(FAILED, "weights.safetensors: tensor constructor.addNode.bias is missing, expected [1]");
    }

    @Test
    void weights_unknownTensor() throws IOException {
        scoreWithWeights(tensors -> tensors.put("extra", new Entry(new long[] {1}, new double[1])))
                .assertFailed(FAILED, "weights.safetensors: tensor extra");
    }

    @Test
    void weights_wrongShape() throws IOException {
        scoreWithWeights(tensors ->
                        tensors.put("destructor.select.weight", new Entry(new long[] {4, 1}, new double[4])))
                .assertFailed(FAILED, "tensor destructor.select.weight has shape [4, 1], expected [1, 4]");
    }

    @Test
    void weights_truncated() throws IOException {
        byte[] whole = Files.readAllBytes(WEIGHTS);
        for (int length : new int[] {0, 5, 100, whole.length - 8}) {
            Path weights = Files.write(folder.resolve("cut" + length), Arrays.copyOf(whole, length));
            score(weights, CASE, folder.resolve("score")).assertFailed(FAILED, weights.toString());
        }
    }

    @Test
    void weights_notThere() {
        Path weights = folder.resolve("no.safetensors");
        score(weights, CASE, folder.resolve("score")).assertFailed(FAILED, weights.toString(), "check the path");
    }

    // Runs

    @Test
    void run_notThere() {
        Path none = folder.resolve("none");
        CommandRun.of("sample", "--run", none, "--out", folder.resolve("new.g6"))
                .assertFailed(FAILED, none + ": no run directory");
    }

    @Test
    void run_withoutWeights() throws IOException {
        Files.copy(run.resolve("config.json"), folder.resolve("config.json"));
        CommandRun.of("sample", "--run", folder, "--out", folder.resolve("new.g6"))
                .assertFailed(FAILED, "weights.safetensors");
    }

    @Test
    void run_withMalformedConfig() throws IOException {
        file("config.json", "{\"model\": {");
        CommandRun.of("evaluate", "--run", folder, "--out", folder.resolve("new.json"))
                .assertFailed(FAILED, "config.json:1:");
    }

    /** Each reads other parts of the file, and each checks all of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evaluate --samples 5 --out new.json --run",
                "sample --count 5 --out new.g6 --run",
                "report --out new.html --run",
                "explore --run",
                "trace --graph cycle:4 --out new.html --run",
                "bench-estimators --out new.json --run",
                "train --resume"
            })
    void run_withWrongPartOfConfig(String command) throws IOException {
        String config = Files.readString(run.resolve("config.json"));
        Files.copy(run.resolve("weights.safetensors"), folder.resolve("weights.safetensors"));
        Object[] args = Stream.concat(
                        Arrays.stream(command.replace("new.", folder + "/new.").split(" ")), Stream.of(folder))
                .toArray();
        file("config.json", config.replaceFirst("\"version\": \"[^\"]*\"", "\"version\": \"99.0\""));
        CommandRun.of(args).assertFailed(FAILED, "config.json: version: written by version 99.0", "use that version");
        file("config.json", config.replaceFirst("\"epochs\": 2", "\"epochs\": \"many\""));
        CommandRun.of(args).assertFailed(FAILED, "config.json: epochs: expected an integer, found \"many\"");
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("new."));
    }

    @Test
    void run_thatAnotherProgramTrains() throws IOException {
        Path other = folder.resolve("run");
        TinyRun.train(other);
        byte[] metrics = Files.readAllBytes(other.resolve("metrics.jsonl"));
        DirectoryLock.holding(other, () -> {
            CommandRun.of("train", "--resume", other)
                    .assertFailed(FAILED, other + ": another program writes to it; wait until that ends, or stop it");
            return other;
        });
        assertThat(other.resolve("metrics.jsonl")).hasBinaryContent(metrics);
        CommandRun.of("train", "--resume", other).assertFine();
    }

    // Outputs

    @Test
    void out_isARunAlready() throws IOException {
        byte[] weights = Files.readAllBytes(run.resolve("weights.safetensors"));
        CommandRun.of("train", "--epochs", 1, "--out", run).assertFailed(FAILED, run + ": not empty");
        assertThat(run.resolve("weights.safetensors")).hasBinaryContent(weights);
    }

    @Test
    void out_existsAlready() {
        CommandRun.of("sample", "--run", run, "--out", kept).assertFailed(FAILED, kept + ": exists", "--force");
        CommandRun.of("evaluate", "--run", run, "--samples", 5, "--out", kept)
                .assertFailed(FAILED, kept + ": exists", "--force");
    }

    @Test
    void out_hasScoresAlready() throws IOException {
        Path score = file("score.json", "mine");
        score(WEIGHTS, CASE, folder).assertFailed(FAILED, score + ": exists", "--force");
        assertThat(score).hasContent("mine");
        assertThat(folder.resolve("grad-elbo.safetensors")).doesNotExist();
    }

    @Test
    void out_hasNoDirectory() {
        Path file = folder.resolve("no/new.g6");
        CommandRun.of("sample", "--run", run, "--out", file).assertFailed(FAILED, file.toString());
    }

    @Test
    void out_underAFile() {
        Path below = kept.resolve("run");
        CommandRun.of("train", "--out", below).assertFailed(FAILED, below + ": cannot be made");
        score(WEIGHTS, CASE, below).assertFailed(FAILED, below + ": cannot be made");
        CommandRun.of("sample", "--run", run, "--out", kept.resolve("new.g6"))
                .assertFailed(FAILED, kept.resolve("new.g6").toString());
    }

    @Test
    void out_inADirectoryThatCannotBeWritten() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeTrue(!Files.isWritable(locked), "this user may write everywhere");
        CommandRun.of("train", "--out", locked).assertFailed(FAILED, locked.toString());
        CommandRun.of("train", "--out", locked.resolve("run")).assertFailed(FAILED, locked.toString());
        CommandRun.of("sample", "--run", run, "--out", locked.resolve("new.g6"))
                .assertFailed(FAILED, locked.toString());
        score(WEIGHTS, CASE, locked).assertFailed(FAILED, locked.toString());
    }

    @Test
    void out_ofUnknownFormat() {
        CommandRun.of("sample", "--run", run, "--out", folder.resolve("new.txt"))
                .assertFailed(USAGE, "new.txt", ".g6", ".jsonl");
    }

    @Test
    void out_withoutTypes() throws IOException {
        Path typed = file("typed.jsonl", "{\"nodes\":2,\"nodeType\":[0,1],\"edges\":[[0,1]]}\n");
        Path other = folder.resolve("typed");
        TinyRun.train(other, "--data", typed, "--epochs", 1);
        CommandRun.of("sample", "--run", other, "--out", folder.resolve("new.g6"))
                .assertFailed(FAILED, ".g6 keeps no types", ".jsonl");
    }
}
