package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.io.GraphFiles;
import org.sgvae.graph.io.JsonGraph;
import org.sgvae.json.Json;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;

class TraceCommandTest {
    private static final int GRAPHS = 7; // of each of three data sets

    @TempDir
    Path folder;

    /** The last sum against {@code score}, which computes with the fast model. */
    @ParameterizedTest
    @CsvSource({
        "cycles:3-9, default, 1, ''",
        "trees:3-8, general, 1, ''",
        "testdata/graph/molecules.jsonl, general, 1, ''",
        "trees:3-8, paper, 1, ''",
        "cycles:3-9, general, 1, --connectivity any",
        "cycles:3-9, cycles, 1, --removal relaxed"
    })
    void lastSum_isThatOfScore(String data, String preset, int epochs, String option) throws IOException {
        Path run = folder.resolve("run");
        List<Object> options = new ArrayList<>(List.of("--data", data, "--preset", preset, "--epochs", epochs));
        options.addAll(List.of(option.split(" ", -1)));
        options.removeIf(""::equals);
        TinyRun.train(run, options.toArray());
        List<Graph> graphs = DataSets.parse(data).graphs();
        Random random = new Random(1);
        for (int i = 0; i < GRAPHS; i++) {
            Graph graph = graphs.get(random.nextInt(graphs.size()));
            Path file = folder.resolve("graph.jsonl");
            GraphFiles.write(file, List.of(graph));
            Path out = folder.resolve("trace.json");
            CommandRun.of("trace", "--run", run, "--graph", file, "--seed", i, "--out", out, "--force")
                    .assertFine();
            JsonPlace trace = Json.read(out);
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

    @Test
    void ordering_isGoneAlong() throws IOException {
        Path run = folder.resolve("run");
        TinyRun.train(run);
        Path out = folder.resolve("trace.json");
        CommandRun.of("trace", "--run", run, "--graph", "cycles:4", "--ordering", "3,1,0,2", "--out", out)
                .assertFine();
        assertThat(Json.read(out).at("ordering").asInts()).containsExactly(3, 1, 0, 2);
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

    /** Every distribution adds up to one, and the sums to what they are sums of. */
    @ParameterizedTest
    @ValueSource(strings = {"independent", "sequential"})
    void probabilities_addUpToOne(String edges) throws IOException {
        Path run = folder.resolve("run");
        TinyRun.train(run, "--edges", edges);
        Path out = folder.resolve("trace.json");
        CommandRun.of("trace", "--run", run, "--graph", "Dhc", "--out", out).assertFine();
        JsonPlace trace = Json.read(out);
        double sum = 0;
        for (JsonPlace step : trace.at("destructor").items()) {
            sum -= assertDistribution(step.at("logProb").asDoubles(), indexOf(step));
            assertThat(Math.abs(step.at("sum").asDouble() - sum)).isLessThan(1e-12);
        }
        sum += trace.at("code").at("term").asDouble();
        int nodes = 1;
        double product = 1;
        for (JsonPlace step : trace.at("constructor").items()) {
            for (JsonPlace choice : step.at("choices").items()) {
                int taken = choice.at("taken").asInt();
                sum += assertDistribution(choice.at("logProb").asDoubles(), taken);
                nodes += choice.at("kind").asString().equals("node") ? taken : 0;
            }
            sum += step.at("logOrders").asDouble();
            product *= Math.exp(step.at("logOrders").asDouble());
            assertThat(Math.abs(step.at("sum").asDouble() - sum)).isLessThan(1e-12);
        }
        assertThat(trace.at("destructor").items()).hasSize(4);
        assertThat(nodes).isEqualTo(5);
        assertThat(Math.abs(product - (edges.equals("sequential") ? ordersOfEdges(trace) : 1)))
                .isLessThan(1e-12);
    }

    /** The product of the factorials of the numbers of edges that the nodes of the ordering have to earlier ones. */
    private static double ordersOfEdges(JsonPlace trace) {
        Graph graph = JsonGraph.read(trace.at("graph"));
        int[] ordering = trace.at("ordering").asInts();
        double orders = 1;
        for (int v = 1; v < ordering.length; v++) {
            for (int u = 0, edges = 0; u < v; u++) {
                edges += graph.hasEdge(ordering[u], ordering[v]) ? 1 : 0;
                orders *= graph.hasEdge(ordering[u], ordering[v]) ? edges : 1;
            }
        }
        return orders;
    }

    private static int indexOf(JsonPlace step) {
        List<Integer> nodes =
                Arrays.stream(step.at("removable").asInts()).boxed().toList();
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
    void modelWithoutDestructor_isRefused() {
        Path run = folder.resolve("run");
        TinyRun.train(run, "--preset", "sggn");
        CommandRun.of("trace", "--run", run, "--graph", "cycles:4", "--out", folder.resolve("t.json"))
                .assertFailed(1, "no SGVAE");
    }

    @Test
    void whatTheModelCannotBuild_isRefused() {
        Path run = folder.resolve("run");
        TinyRun.train(run, "--preset", "general");
        CommandRun.of(
                        "trace",
                        "--run",
                        run,
                        "--graph",
                        "cycles:4",
                        "--ordering",
                        "0,2,1,3",
                        "--out",
                        folder.resolve("t.json"))
                .assertFailed(1, "connected");
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
