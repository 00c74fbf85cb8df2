package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.Split;
import org.sgvae.graph.io.GraphFiles;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;

class CompareCommandTest {
    private static final String DATA = "trees:3-4,count=10";

    @TempDir
    Path folder;

    private Path out() {
        return folder.resolve("comparison");
    }

    private CommandRun compare(String presets, Object... more) {
        return compareOn(DATA, presets, more);
    }

    private CommandRun compareOn(String data, String presets, Object... more) {
        Object[] args = {
            "compare", "--presets", presets, "--data", data, "--samples", 50, "--importance-samples", 20, "--out", out()
        };
        Object[] fresh = data.contains(":") ? new Object[] {"--fresh", 20} : new Object[0]; // a file has no known truth
        return CommandRun.of(
                Stream.of(args, fresh, more).flatMap(Arrays::stream).toArray());
    }

    private Path run(String name) {
        return out().resolve("trees_3-4,count=10").resolve(name);
    }

    private JsonPlace row(int i) throws IOException {
        return Json.read(out().resolve("compare.json")).at("rows").items().get(i);
    }

    /** A run that was measured is not touched; one that was trained only is measured again, and nothing else. */
    @Test
    void sameCommandAgain_doesWhatIsMissing() throws IOException {
        compare("sggn,graphvae", "--epochs", 2, "--seeds", "1").assertFine();
        String table = Files.readString(out().resolve("compare.csv"));
        Path kept = run("sggn-seed-1").resolve("evaluation.json");
        Path lost = run("graphvae-seed-1").resolve("evaluation.json");
        Files.writeString(kept, Files.readString(kept).replaceFirst("\"unique\": [0-9.]+", "\"unique\": 0.125"));
        String measured = Files.readString(lost);
        byte[] weights = Files.readAllBytes(run("graphvae-seed-1").resolve("weights.safetensors"));
        Files.delete(lost);

        CommandRun again =
                compare("sggn,graphvae", "--epochs", 2, "--seeds", "1").assertFine();
        assertThat(again.err()).contains("1 of 2 runs are done already").doesNotContain("epoch ");
        assertThat(lost).hasContent(measured);
        assertThat(run("graphvae-seed-1").resolve("weights.safetensors")).hasBinaryContent(weights);
        assertThat(row(0).at("unique").asDouble()).isEqualTo(0.125);
        assertThat(Files.readString(out().resolve("compare.csv")).lines().skip(2))
                .isEqualTo(table.lines().skip(2).toList());
    }

    /** Other seeds and presets join the table; a row has the mean over its seeds. */
    @Test
    void seeds_areAveragedAndPresetsAdded() throws IOException {
        compare("sggn", "--epochs", 1, "--seeds", "1").assertFine();
        CommandRun result =
                compare("default,paper,sggn", "--epochs", 1, "--seeds", "1-2").assertFine();
        assertThat(result.out()).contains("| " + DATA + " | sggn | 2 | unbiased | ", "| paper | 2 | none | – | – |");
        assertThat(Json.read(out().resolve("compare.json")).at("rows").items())
                .map(row -> row.at("preset").asString())
                .containsExactly("default", "paper", "sggn");
        double one = Json.read(run("sggn-seed-1").resolve("evaluation.json"))
                .at("regret")
                .asDouble();
        double two = Json.read(run("sggn-seed-2").resolve("evaluation.json"))
                .at("regret")
                .asDouble();
        assertThat(row(2).at("regret").asDouble()).isCloseTo((one + two) / 2, within(1e-12));
        assertThat(row(2).at("regretStdErr").asDouble()).isCloseTo(Math.abs(one - two) / 2, within(1e-12));
        assertThat(row(2).at("degreeMmdFloor").asDouble()).isNotNegative();
        for (String file : List.of("compare.md", "compare.csv", "compare.png", "compare.svg")) {
            assertThat(out().resolve(file)).isNotEmptyFile();
        }
    }

    /** The run ends with the epoch in which its clock passes the budget, or the last that was planned. */
    @Test
    void seconds_boundTheTraining() throws IOException {
        compare("graphrnn-s", "--seconds", 0.3, "--seeds", "1").assertFine();
        Path run = run("graphrnn-s-seed-1");
        List<String> epochs = Files.readAllLines(run.resolve("metrics.jsonl"));
        double last = Json.read(epochs.get(epochs.size() - 1), "last")
                .at("processorSeconds")
                .asDouble();
        assertThat(row(0).at("trainSeconds").asDouble() - last).isLessThan(0.3);
        assertThat(epochs)
                .hasSizeBetween(
                        1, Json.read(run.resolve("config.json")).at("epochs").asInt());
        assertThat(row(0).at("epochs").asDouble()).isEqualTo(epochs.size());
    }

    /** Ten paths, of which one of the two that are held out has more nodes than all others, and so than there are slots. */
    @Test
    void graphs_thatAModelCannotMake_areCountedInTheTable() throws IOException {
        List<Graph> paths = IntStream.rangeClosed(2, 11)
                .mapToObj(GraphFamilies::path)
                .collect(Collectors.toCollection(ArrayList::new));
        Split split = new Split(0.8, 0, 0.2, 1);
        List<Graph> heldOut =
                split.of(DataSet.of("paths", paths)).test().orElseThrow().graphs();
        paths.set(heldOut.get(0).nodes() - 2, GraphFamilies.path(12));
        Path file = folder.resolve("paths.g6");
        GraphFiles.write(file, paths);

        String table = compareOn(file.toString(), "sggn,graphvae,graphnvp", "--epochs", 1, "--seeds", "1")
                .assertFine()
                .out();
        assertThat(table.lines().filter(line -> line.contains(" | ∞: no mass: 1 of 2 graphs; others ")))
                .hasSize(2);
        assertThat(row(0).at("nllGGraphsWithoutMass").asDouble()).isZero();
        assertThat(row(0).at("nllG").asDouble()).isPositive();
        for (int rival : new int[] {1, 2}) {
            assertThat(row(rival).at("nllGGraphsWithoutMass").asDouble()).isOne();
            assertThat(row(rival).at("nllGWithMass").asDouble()).isPositive();
            assertThat(row(rival).find("nllG")).isEmpty();
        }
    }

    @Test
    void otherSettings_areRefused() {
        compare("sggn", "--epochs", 1, "--seeds", "1").assertFine();
        compare("sggn", "--epochs", 2, "--seeds", "1").assertFailed(1, "settings.json", "other settings");
    }

    @Test
    void budget_isAskedForAndPresetsAreKnown() {
        compare("sggn").assertFailed(2, "--epochs");
        compare("sggn", "--epochs", 1, "--seconds", 1).assertFailed(2, "--seconds");
        compare("sggn", "--seconds", 0).assertFailed(2, "--seconds");
        compare("sggm", "--epochs", 1).assertFailed(2, "--presets", "sggm");
        assertThat(out()).doesNotExist();
    }
}
