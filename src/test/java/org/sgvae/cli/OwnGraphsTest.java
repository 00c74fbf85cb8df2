package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.RandomFamilies;
import org.sgvae.graph.io.GraphFiles;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;
import org.sgvae.random.RandomKey;

/** Files of a few graphs of one's own. */
class OwnGraphsTest {
    private enum Own {
        CONNECTED(30, i -> connected(6 + i % 5, i)),
        DISCONNECTED(30, i -> RandomFamilies.gnp(6 + i % 5, 0.15, RandomKey.of(i))),
        TYPED(30, i -> typed(RandomFamilies.tree(4 + i % 3, RandomKey.of(i)))),
        ALL_THE_SAME(30, i -> GraphFamilies.star(5)),
        ONE(1, i -> GraphFamilies.ladder(3)),
        SINGLE_NODES(30, i -> Graph.of(1)),
        LARGE(3, i -> RandomFamilies.tree(60, RandomKey.of(i)));

        private final int count;

        @SuppressWarnings("ImmutableEnumChecker") // without state
        private final IntFunction<Graph> graph;

        Own(int count, IntFunction<Graph> graph) {
            this.count = count;
            this.graph = graph;
        }

        List<Graph> graphs() {
            return IntStream.range(0, count).mapToObj(graph).toList();
        }
    }

    @TempDir
    Path folder;

    private static Graph connected(int nodes, long seed) {
        for (long attempt = 0; ; attempt++) {
            Graph graph = RandomFamilies.gnp(nodes, 0.4, RandomKey.of(seed).split(attempt));
            if (graph.isConnected()) {
                return graph;
            }
        }
    }

    private static Graph typed(Graph tree) {
        Graph.Builder builder = Graph.builder(tree.nodes());
        for (int v = 0; v < tree.nodes(); v++) {
            builder.nodeType(v, v % 3);
        }
        for (int e = 0; e < tree.edges(); e++) {
            builder.edge(tree.edgeSource(e), tree.edgeTarget(e), e % 2);
        }
        return builder.build();
    }

    private Path file(List<Graph> graphs) throws IOException {
        Path file = folder.resolve("own.jsonl");
        GraphFiles.write(file, graphs);
        return file;
    }

    @ParameterizedTest
    @EnumSource
    void file_trainsWithTheDefaultAndSaysWhatToExpect(Own own) throws IOException {
        Path out = folder.resolve("run");
        CommandRun run = TinyRun.train(out, "--data", file(own.graphs()), "--epochs", 1);
        assertThat(run.err())
                .contains("all " + own.count + " graphs are for training: fewer than 100", "nothing tells learning")
                .contains("expect at most elboG ", "default for these data: preset general");
        assertThat(out.resolve("weights.safetensors")).isNotEmptyFile();
        if (own == Own.ALL_THE_SAME) {
            assertThat(run.err()).contains("expect at most elboG 0.00 nats");
        }
    }

    /** One class has nothing to tell apart: every measure is there, or null. */
    @ParameterizedTest
    @EnumSource(names = {"ONE", "SINGLE_NODES"})
    void dataOfOneClass_areMeasured(Own own) throws IOException {
        Path out = folder.resolve("run");
        TinyRun.train(out, "--data", file(own.graphs()), "--epochs", 1);
        Path measured = folder.resolve("evaluation.json");
        CommandRun.of("evaluate", "--run", out, "--samples", 20, "--importance-samples", 10, "--out", measured)
                .assertFine();
        JsonPlace evaluation = Json.read(measured);
        assertThat(evaluation.at("classes").asInt()).isEqualTo(1);
        assertThat(evaluation.keys()).contains("axes", "rebuiltParts").doesNotContain("pairInterpolation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sggn", "graphrnn", "graphvae", "graphnvp", "paper"})
    void singleNodes_trainOtherModels(String preset) throws IOException {
        List<Graph> graphs = Collections.nCopies(30, Graph.of(1));
        CommandRun.of(
                        "train",
                        "--preset",
                        preset,
                        "--data",
                        file(graphs),
                        "--epochs",
                        1,
                        "--out",
                        folder.resolve("run"))
                .assertFine();
    }

    /** A hundred graphs of one's own are held out of by the same rule, whatever their kind. */
    @Test
    void oneDisconnectedGraphAmongMany_isAllowedForWhereverItGoes() throws IOException {
        List<Graph> graphs = new ArrayList<>();
        IntStream.range(0, 99).forEach(i -> graphs.add(connected(6, i)));
        graphs.add(Graph.of(4, new int[] {0, 1}));
        for (int seed = 1; seed <= 2; seed++) {
            Path out = folder.resolve("run-" + seed);
            TinyRun.train(out, "--data", file(graphs), "--epochs", 1, "--split", "0.5,0.25,0.25,seed=" + seed);
            assertThat(Files.readString(out.resolve("config.json"))).doesNotContain("\"connected\"");
            assertThat(Json.read(out.resolve("metrics.jsonl"))
                            .at("validationElboG")
                            .asDouble())
                    .isFinite();
        }
    }
}
