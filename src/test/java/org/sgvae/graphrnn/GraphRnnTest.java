package org.sgvae.graphrnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.Tape;
import org.sgvae.evaluate.Likelihood;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.Orderings;
import org.sgvae.model.ModelLaws;
import org.sgvae.model.NodeOrder;
import org.sgvae.nn.Initializer;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.SmallGraphs;
import org.sgvae.statistics.Estimate;

class GraphRnnTest {
    /** GraphRNN and GraphRNN-S, by both ends, with types where they can be, with all nodes in the window and not. */
    static Stream<GraphRnnConfig> configs() {
        return Stream.of(RowKind.values())
                .flatMap(rows -> Stream.of(
                        config(rows, End.EMPTY_ROW, 9, 1, 1),
                        config(rows, End.EMPTY_ROW, 2, 1, 2),
                        config(rows, End.TOKEN, 9, 2, 2),
                        config(rows, End.TOKEN, 1, 1, 1)));
    }

    private static GraphRnnConfig config(RowKind rows, End end, int window, int nodeTypes, int edgeTypes) {
        return new GraphRnnConfig(rows, end, window, 2, 5, 4, 3, 3, nodeTypes, edgeTypes, NodeOrder.BFS);
    }

    private static GraphRnn model(GraphRnnConfig config) {
        return GraphRnn.create(config, Initializer.normal(0.6), RandomKey.of(17));
    }

    /** All graphs of up to 4 nodes, or of up to 3 where nodes have types. */
    private static List<Graph> classes(GraphRnnConfig config) {
        return SmallGraphs.upToSize(largest(config), config.nodeTypes(), config.edgeTypes());
    }

    private static int largest(GraphRnnConfig config) {
        return config.nodeTypes() > 1 ? 3 : 4;
    }

    /** Connected ones only, where others have no probability. */
    private static List<Graph> graphs(GraphRnnConfig config) {
        return ModelLaws.randomGraphs(6, config.nodeTypes(), config.edgeTypes()).stream()
                .filter(graph -> config.end() == End.TOKEN || graph.isConnected())
                .toList();
    }

    private static double exactLogP(GraphRnn model, Graph graph) {
        double sum = 0;
        for (int[] ordering : Orderings.all(graph.nodes())) {
            sum += Math.exp(model.score(Tape.forwardOnly(), Minibatch.of(graph, ordering))
                    .value()
                    .data[0]);
        }
        return Math.log(sum) - Automorphisms.logCount(graph);
    }

    private static double[] exactLogP(GraphRnn model, List<Graph> classes) {
        return classes.stream().mapToDouble(graph -> exactLogP(model, graph)).toArray();
    }

    @ParameterizedTest
    @MethodSource("configs")
    void samples_areAsFrequentAsTheirProbabilities_freshAndTrained(GraphRnnConfig config) {
        GraphRnn model = model(config);
        List<Graph> classes = classes(config);
        ModelLaws.assertFrequencies(
                classes, exactLogP(model, classes), model.sample(20_000, RandomKey.of(31), largest(config)));
        ModelLaws.assertTrainingAscends(model);
        ModelLaws.assertFrequencies(
                classes, exactLogP(model, classes), model.sample(20_000, RandomKey.of(32), largest(config)));
    }

    /** A model that ends early, so that hardly anything is left for larger graphs. */
    @ParameterizedTest
    @MethodSource("configs")
    void probabilities_ofAllGraphs_sumToOne(GraphRnnConfig config) {
        GraphRnn model = GraphRnn.create(config, Initializer.normal(0.1), RandomKey.of(17));
        if (config.end() == End.TOKEN) {
            model.parameters().get("graphrnn.kind.1.bias").value().data[0] = 7;
        } else {
            boolean recurrent = config.rows() == RowKind.RECURRENT;
            model.parameters()
                    .get(recurrent ? "graphrnn.edgeHead.1.bias" : "graphrnn.row.1.bias")
                    .value()
                    .fill(-7);
        }
        double sum = 0;
        for (double logP : exactLogP(model, classes(config))) {
            sum += Math.exp(logP);
        }
        assertThat(sum).isBetween(1 - 1e-5, 1 + 1e-12);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void likelihood_byImportanceSampling_isThatOfAllOrderings(GraphRnnConfig config) {
        GraphRnn model = model(config);
        List<Graph> some = classes(config).stream()
                .filter(graph -> graph.nodes() > 1)
                .limit(12)
                .toList();
        for (Graph graph : some) {
            double exact = exactLogP(model, graph);
            if (exact == Double.NEGATIVE_INFINITY) {
                continue;
            }
            Estimate nll;
            try (Workers workers = new Workers(1)) {
                nll = Likelihood.of(model, List.of(graph), 2000, 1, RandomKey.of(29), workers)
                        .nllG();
            }
            assertThat(nll.standardError()).isLessThan(0.1);
            assertThat(nll.value()).isCloseTo(-exact, within(4.5 * nll.standardError() + 1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void objective_hasTheGradientOfDifferences(GraphRnnConfig config) {
        GraphRnn model = model(config);
        ModelLaws.assertGradient(model, model::pass, graphs(config));
        ModelLaws.assertGradient(model, model::coveringPass, graphs(config));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void terms_ofABatch_areThoseOfEachGraphAlone(GraphRnnConfig config) {
        GraphRnn model = model(config);
        ModelLaws.assertEachAloneIsTheSame(model::pass, graphs(config));
        ModelLaws.assertEachAloneIsTheSame(model::coveringPass, graphs(config));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void samples_doNotDependOnHowTheyAreSharedOut(GraphRnnConfig config) {
        ModelLaws.assertSamplesShareOut(model(config), 6);
    }

    @Test
    void emptyRow_isTheEnd_soThatOnlyConnectedGraphsHaveAProbability() {
        GraphRnn model = model(config(RowKind.RECURRENT, End.EMPTY_ROW, 9, 1, 1));
        for (Graph graph : SmallGraphs.ofSize(4, 1, 1)) {
            assertThat(exactLogP(model, graph) > Double.NEGATIVE_INFINITY).isEqualTo(graph.isConnected());
        }
        Minibatch apart = new Minibatch(List.of(Graph.of(2)), 1);
        assertThatThrownBy(() -> model.pass(Tape.forwardOnly(), apart, new long[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("end token");
    }

    @Test
    void ordering_thatComesBackToAComponent_hasNoProbabilityWhereAnEmptyRowIsTheEnd() {
        GraphRnn model = model(config(RowKind.INDEPENDENT, End.EMPTY_ROW, 9, 1, 1));
        Minibatch batch = Minibatch.of(GraphFamilies.path(3), 0, 2, 1);
        assertThat(model.score(Tape.forwardOnly(), batch).value().data[0]).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void score_rejectsUnknownTypes() {
        GraphRnn model = model(config(RowKind.RECURRENT, End.TOKEN, 9, 2, 1));
        List<Graph> unknown = new ArrayList<>();
        unknown.add(Graph.of(new int[] {0, 2}, new int[] {0, 1}));
        unknown.add(Graph.of(new int[] {0, 1}, new int[] {0, 1, 1}));
        for (Graph graph : unknown) {
            assertThatThrownBy(() -> model.score(Tape.forwardOnly(), Minibatch.of(graph, 0, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the model knows");
        }
    }

    @Test
    void emptyRow_cannotEndGraphsWithNodeTypes() {
        assertThatThrownBy(() -> config(RowKind.RECURRENT, End.EMPTY_ROW, 9, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("end token");
    }
}
