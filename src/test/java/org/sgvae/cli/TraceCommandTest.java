package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgvae.graph.Graph;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.io.GraphFiles;
import org.sgvae.json.Json;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;

class TraceCommandTest {
    private static final int GRAPHS = 7; // of each of three data sets

    @TempDir
    Path folder;

    /** The last sum against {@code score}, which computes with the fast model. */
    @ParameterizedTest
    @CsvSource({"cycles:3-9, default", "trees:3-8, paper", "testdata/graph/molecules.jsonl, cycles"})
    void lastSum_isThatOfScore(String data, String preset) throws IOException {
        Path run = folder.resolve("run");
        TinyRun.train(run, "--data", data, "--preset", preset, "--epochs", 1);
        List<Graph> graphs = DataSets.parse(data).graphs();
        Random random = new Random(1);
        for (int i = 0; i < GRAPHS; i++) {
            Graph graph = graphs.get(random.nextInt(graphs.size()));
            Path file = folder.resolve("graph.jsonl");
            GraphFiles.write(file, List.of(graph));
            int[] ordering = RandomGraphs.ordering(random, graph.nodes());
            Path out = folder.resolve("trace.json");
            CommandRun.of(
                            "trace",
                            "--run",
                            run,
                            "--graph",
                            file,
                            "--ordering",
                            joined(ordering),
                            "--seed",
                            i,
                            "--out",
                            out,
                            "--force")
                    .assertFine();
            JsonPlace trace = Json.read(out);
            assertThat(trace.at("ordering").asInts()).isEqualTo(ordering);
            JsonPlace score = score(run, trace);
            double logPx = score.at("logPx").asDouble();
            double code = preset.equals("paper")
                    ? score.at("logPz").asDouble()
                    : -score.at("kl").asDouble();
            double expected = logPx + code - score.at("logQOrder").asDouble();
            assertThat(Math.abs(trace.at("nodeTypes").at("sum").asDouble() - expected))
                    .isLessThan(1e-10);
            assertThat(Math.abs(trace.at("total").at("value").asDouble() - expected))
                    .isLessThan(1e-10);
        }
    }

    private JsonPlace score(Path run, JsonPlace trace) throws IOException {
        JsonPlace model = Json.read(run.resolve("config.json")).at("model");
        Path scored = folder.resolve("case.json");
        Files.writeString(
                scored,
                Json.pretty(JsonObject.builder()
                        .put("config", model.value())
                        .put("graph", trace.at("graph").value())
                        .put("order", trace.at("ordering").value())
                        .put("eps", trace.at("eps").value())
                        .build()));
        Path out = folder.resolve("score");
        CommandRun.of(
                        "score",
                        "--weights",
                        run.resolve("weights.safetensors"),
                        "--case",
                        scored,
                        "--out",
                        out,
                        "--force")
                .assertFine();
        return Json.read(out.resolve("score.json"));
    }

    private static String joined(int... numbers) {
        return String.join(
                ",", Arrays.stream(numbers).mapToObj(Integer::toString).toList());
    }

    /** Every distribution adds up to one, and the sums to what they are sums of. */
    @Test
    void probabilities_addUpToOne() throws IOException {
        Path run = folder.resolve("run");
        TinyRun.train(run);
        Path out = folder.resolve("trace.json");
        CommandRun.of("trace", "--run", run, "--graph", "Dhc", "--out", out).assertFine();
        JsonPlace trace = Json.read(out);
        double sum = 0;
        for (JsonPlace step : trace.at("destructor").items()) {
            sum -= assertDistribution(step.at("logProb").asDoubles(), indexOf(step));
            assertThat(Math.abs(step.at("sum").asDouble() - sum)).isLessThan(1e-12);
        }
        for (JsonPlace step : trace.at("constructor").items()) {
            assertDistribution(
                    step.at("logProbMore").asDoubles(), step.at("more").asInt());
            step.at("edges").items().forEach(edge -> assertDistribution(edge.asDoubles(), 0));
        }
        assertThat(trace.at("destructor").items()).hasSize(4);
        assertThat(trace.at("constructor").items()).hasSize(5);
    }

    private static int indexOf(JsonPlace step) {
        List<Integer> nodes = Arrays.stream(step.at("nodes").asInts()).boxed().toList();
        return nodes.indexOf(step.at("removed").asInt());
    }

    private static double assertDistribution(double[] logProb, int taken) {
        double sum = 0;
        for (double p : logProb) {
            sum += Math.exp(p);
        }
        assertThat(Math.abs(sum - 1)).isLessThan(1e-12);
        return logProb[taken];
    }

    @Test
    void modelWithoutPlainForm_isRefused() {
        Path run = folder.resolve("run");
        TinyRun.train(run, "--edges", "sequential");
        CommandRun.of("trace", "--run", run, "--graph", "cycles:4", "--out", folder.resolve("t.json"))
                .assertFailed(1, "independent edges");
    }

    @Test
    void ordering_mustHoldEachNodeOnce() {
        Path run = folder.resolve("run");
        TinyRun.train(run);
        CommandRun.of(
                        "trace",
                        "--run",
                        run,
                        "--graph",
                        "cycles:4",
                        "--ordering",
                        "0,1,1,2",
                        "--out",
                        folder.resolve("t.json"))
                .assertFailed(2, "--ordering", "0..3");
    }
}
