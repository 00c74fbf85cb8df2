package org.sgvae.sggn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.decoder.ConstructionScore;
import org.sgvae.decoder.EdgeOrders;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.evaluate.Likelihood;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.Isomorphism;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.model.NodeOrder;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameter;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Construction;
import org.sgvae.sgvae.PlainConstruction;
import org.sgvae.sgvae.SmallGraphs;
import org.sgvae.statistics.Estimate;

class SggnTest {
    private static Sggn model(int nodeTypes, int edgeTypes) {
        return model(nodeTypes, edgeTypes, NodeOrder.RANDOM);
    }

    private static Sggn model(int nodeTypes, int edgeTypes, NodeOrder order) {
        SggnConfig config = new SggnConfig(3, 4, 5, 2, nodeTypes, edgeTypes, order);
        return Sggn.create(config, Initializer.normal(0.6), RandomKey.of(17));
    }

    /** Graphs of 1 to 7 nodes, each along random orders. */
    private static Minibatch randomBatch(int nodeTypes, int edgeTypes, int copies) {
        Random random = new Random(5);
        List<Graph> graphs = new ArrayList<>();
        for (int n = 1; n <= 7; n++) {
            graphs.add(RandomGraphs.typed(random, n, 0.5, nodeTypes, edgeTypes));
        }
        graphs.add(GraphFamilies.complete(5));
        Minibatch batch = new Minibatch(graphs, copies);
        return batch.along(b ->
                NodeOrder.RANDOM.draw(batch.graph(b), RandomKey.of(3).split(b).bits()));
    }

    private static EdgeOrders edges(Minibatch batch) {
        return EdgeOrders.shuffled(batch, keys(batch.size()));
    }

    private static long[] keys(int count) {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = RandomKey.of(23).split(i).bits();
        }
        return keys;
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "1,2", "3,2"})
    void score_isAlgorithm1(int nodeTypes, int edgeTypes) {
        Sggn model = model(nodeTypes, edgeTypes);
        PlainConstruction plain = PlainConstruction.of(model);
        Minibatch batch = randomBatch(nodeTypes, edgeTypes, 2);
        double[] logPx =
                model.score(Tape.forwardOnly(), batch, edges(batch)).logPx().value().data;
        for (int b = 0; b < batch.size(); b++) {
            Construction way = Construction.of(batch, edges(batch), b);
            double logP = plain.logProb(batch.graph(b), way.ordering(), way.partners());
            assertThat(logPx[b]).as("%s", batch.graph(b)).isCloseTo(logP + way.logEdgeOrders(), within(1e-11));
        }
    }

    @Test
    void score_inLockstep_isThatOfEachGraphAlone() {
        Sggn model = model(3, 2);
        Minibatch batch = randomBatch(3, 2, 3);
        ConstructionScore score = model.score(Tape.forwardOnly(), batch, edges(batch));
        for (int b = 0; b < batch.size(); b++) {
            Construction way = Construction.of(batch, edges(batch), b);
            Minibatch alone = way.batchOf(batch.graph(b));
            ConstructionScore own = model.score(Tape.forwardOnly(), alone, way.edgesOf(alone));
            assertThat(score.logPx().value().data[b]).isCloseTo(own.logPx().value().data[0], within(1e-12));
            assertThat(score.logPAddEdges().value().data[b])
                    .isCloseTo(own.logPAddEdges().value().data[0], within(1e-12));
        }
    }

    @Test
    void score_hasTheGradientOfDifferences() {
        Sggn model = model(2, 2);
        Minibatch batch = randomBatch(2, 2, 1);
        GradientCheck.of(
                        model.parameters().values(),
                        tape -> ReductionOps.sum(
                                model.score(tape, batch, edges(batch)).logPx()))
                .alongDirections(4)
                .assertGradients();
    }

    @Test
    void score_rejectsUnknownNodeTypes() {
        Graph graph = Graph.of(new int[] {0, 2}, new int[] {0, 1});
        for (int[] ordering : new int[][] {{0, 1}, {1, 0}}) {
            Minibatch batch = Minibatch.of(graph, ordering);
            assertThatThrownBy(() -> model(2, 1).score(Tape.forwardOnly(), batch, edges(batch)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("node type 2");
        }
    }

    @Test
    void everyParameter_getsAGradient_butTheOneThatASoftmaxCancels() {
        Sggn model = model(2, 2);
        Tape tape = Tape.recording();
        Minibatch batch = randomBatch(2, 2, 1);
        tape.backward(ReductionOps.sum(model.score(tape, batch, edges(batch)).logPx()));
        for (Parameter parameter : model.parameters().all()) {
            double largest = 0;
            DMatrixRMaj gradient = parameter.on(tape).gradient();
            for (int i = 0; i < gradient.getNumElements(); i++) {
                largest = Math.max(largest, Math.abs(gradient.data[i]));
            }
            if (parameter.name().equals("sggn.choose.1.bias")) {
                assertThat(largest).isLessThan(1e-12);
            } else {
                assertThat(largest).as(parameter.name()).isGreaterThan(1e-6);
            }
        }
    }

    @Test
    void parameters_areNamedAsInTheWeightsFile() {
        assertThat(model(2, 2).parameters().values().keySet())
                .contains("sggn.first", "sggn.firstType", "sggn.prop.1.message.weight", "sggn.prop.0.gru.bias_hh")
                .contains("sggn.readout.gate.weight", "sggn.readout.mlp.3.bias", "sggn.addNode.weight")
                .contains("sggn.initNode.weight", "sggn.addEdge.bias", "sggn.choose.0.weight", "sggn.edgeType.bias");
        assertThat(model(1, 1).parameters().values().keySet())
                .doesNotContain("sggn.firstType", "sggn.edgeType.weight", "sggn.edgeType.bias");
    }

    private static double exactLogP(Sggn model, Graph graph) {
        PlainConstruction plain = PlainConstruction.of(model);
        return Construction.logSum(graph, way -> plain.logProb(graph, way.ordering(), way.partners()));
    }

    @Test
    void probabilities_ofGraphsUpToThreeNodesAndOfLargerOnes_sumToOne() {
        Sggn model = model(2, 2);
        PlainConstruction plain = PlainConstruction.of(model);
        double small = SmallGraphs.upToSize(3, 2, 2).stream()
                .mapToDouble(graph -> Math.exp(exactLogP(model, graph)))
                .sum();
        double large = SmallGraphs.ofSize(3, 2, 2).stream()
                .mapToDouble(graph -> Math.exp(
                        Construction.logSum(graph, way -> plain.logProbOfMore(graph, way.ordering(), way.partners()))))
                .sum();
        assertThat(small).isBetween(0.1, 0.99);
        assertThat(small + large).isCloseTo(1, within(1e-12));
    }

    /** All graphs of up to 4 nodes (18), and a typed one. */
    static Stream<Arguments> smallGraphs() {
        List<Graph> graphs = new ArrayList<>(SmallGraphs.upToSize(4, 1, 1));
        graphs.add(Graph.of(new int[] {0, 1, 1}, new int[] {0, 1, 1}, new int[] {1, 2, 0}));
        graphs.add(Graph.of(new int[] {1, 0, 1, 1}, new int[] {0, 1, 1}, new int[] {1, 2, 0}, new int[] {0, 2, 1}));
        assertThat(graphs).hasSize(20);
        return Arrays.stream(NodeOrder.values())
                .flatMap(order -> graphs.stream().map(graph -> Arguments.of(order, graph)));
    }

    @ParameterizedTest
    @MethodSource("smallGraphs")
    void likelihood_byImportanceSampling_isThatOfAllConstructions(NodeOrder order, Graph graph) {
        Sggn model = model(graph.nodeTypeCount(), graph.edgeTypeCount(), order);
        Estimate nll;
        try (Workers workers = new Workers(1)) {
            nll = Likelihood.of(model, List.of(graph), 4000, 1, RandomKey.of(29), workers)
                    .nllG();
        }
        assertThat(nll.standardError()).isLessThan(0.15);
        assertThat(nll.value()).isCloseTo(-exactLogP(model, graph), within(4 * nll.standardError() + 1e-12));
    }

    @Test
    void samples_areAsFrequentAsTheirProbabilities() {
        Sggn model = model(2, 2);
        int count = 20_000;
        List<Graph> classes = SmallGraphs.upToSize(3, 2, 2);
        List<Graph> drawn = model.sample(count, RandomKey.of(31), 3).stream()
                .filter(GeneratedGraph::complete)
                .map(GeneratedGraph::graph)
                .toList();
        List<Graph> all = new ArrayList<>(classes);
        all.addAll(drawn);
        int[] classOf = Isomorphism.classes(all);
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = classes.size(); i < classOf.length; i++) {
            counts.merge(classOf[i], 1, Integer::sum);
        }
        double total = 0;
        double chiSquare = 0;
        for (int c = 0; c < classes.size(); c++) {
            double p = Math.exp(exactLogP(model, classes.get(c)));
            double expected = count * p;
            double deviation = counts.getOrDefault(c, 0) - expected;
            assertThat(Math.abs(deviation)).as("%s", classes.get(c)).isLessThan(5 * Math.sqrt(expected) + 5);
            chiSquare += deviation * deviation / expected;
            total += p;
        }
        double expectedLarger = count * (1 - total);
        assertThat((double) count - drawn.size()).isCloseTo(expectedLarger, within(5 * Math.sqrt(expectedLarger)));
        // mean c, variance about 2c
        assertThat(chiSquare).isLessThan(classes.size() + 5 * Math.sqrt(2.0 * classes.size()));
    }

    @Test
    void samples_doNotDependOnHowTheyAreSharedOut() {
        Sggn model = model(2, 2);
        RandomKey key = RandomKey.of(37);
        List<GeneratedGraph> together = model.sample(50, key, 8);
        List<GeneratedGraph> apart = new ArrayList<>();
        for (int i = 0; i < 50; i += 10) {
            apart.addAll(model.sample(Tape.forwardOnly(), i, i + 10, key, 8));
        }
        assertThat(apart).isEqualTo(together);
        assertThat(together)
                .anyMatch(sample -> !sample.complete())
                .allSatisfy(sample -> assertThat(sample.graph().nodes()).isBetween(1, 8));
        assertThat(together)
                .filteredOn(sample -> !sample.complete())
                .allSatisfy(sample -> assertThat(sample.graph().nodes()).isEqualTo(8));
    }

    @ParameterizedTest
    @EnumSource
    void pass_drawsTheOrderingsThatItIsTrainedWith_andHasNoCode(NodeOrder order) {
        Sggn model = model(2, 2, order);
        Minibatch batch = randomBatch(2, 2, 1);
        Terms terms = model.pass(Tape.forwardOnly(), batch, keys(batch.size()));
        assertThat(terms.latent()).isNull();
        double[] logQ = order.logProbabilities(terms.batch());
        for (int b = 0; b < batch.size(); b++) {
            assertThat(terms.logQOrder().value().data[b]).isEqualTo(logQ[b]).isFinite();
        }
    }
}
