package org.sgvae.graphvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.Tape;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.Orderings;
import org.sgvae.model.ModelLaws;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.objective.Elbo;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.SmallGraphs;
import org.sgvae.statistics.LogMeanWeight;

class GraphVaeTest {
    static Stream<GraphVaeConfig> configs() {
        return Stream.of(Placement.values())
                .flatMap(placement -> Stream.of(config(placement, 4, 1, 1), config(placement, 3, 2, 2)));
    }

    private static GraphVaeConfig config(Placement placement, int slots, int nodeTypes, int edgeTypes) {
        return new GraphVaeConfig(slots, placement, 1, 4, 4, 5, 2, 3, nodeTypes, edgeTypes);
    }

    private static GraphVae model(GraphVaeConfig config) {
        return GraphVae.create(config, Initializer.normal(0.5), RandomKey.of(17));
    }

    private static List<Graph> classes(GraphVaeConfig config) {
        return SmallGraphs.upToSize(config.slots(), config.nodeTypes(), config.edgeTypes());
    }

    private static List<Graph> graphs(GraphVaeConfig config) {
        return ModelLaws.randomGraphs(config.slots(), config.nodeTypes(), config.edgeTypes());
    }

    private static SlotDistribution output(GraphVae model, Tape tape, double... z) {
        return model.decode(tape.constant(new DMatrixRMaj(1, z.length, true, z)));
    }

    /** All ways to give the nodes slots of their own. */
    private static List<int[]> placements(int nodes, int slots) {
        return Orderings.all(slots).stream()
                .map(order -> Arrays.copyOf(order, nodes))
                .collect(Collectors.toMap(Arrays::toString, way -> way, (a, b) -> a))
                .values()
                .stream()
                .toList();
    }

    /** \(\log p(G \mid z)\), summed over all placements. */
    private static double exactLogP(SlotDistribution output, Graph graph) {
        Minibatch batch = new Minibatch(List.of(graph), 1);
        double sum = 0;
        for (int[] way : placements(graph.nodes(), output.present().columns())) {
            sum += Math.exp(output.logProb(batch, new int[][] {way}).value().data[0]);
        }
        return Math.log(sum) - Automorphisms.logCount(graph);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void probabilities_givenACode_sumToOne(GraphVaeConfig config) {
        Tape tape = Tape.forwardOnly();
        SlotDistribution output = output(model(config), tape, 0.7);
        double sum = classes(config).stream()
                .mapToDouble(graph -> Math.exp(exactLogP(output, graph)))
                .sum();
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void placements_ofTheCoveringMixture_areWeighedExactly(GraphVaeConfig config) {
        Tape tape = Tape.forwardOnly();
        int count = 4000;
        SlotDistribution one = output(model(config), tape, 0.7);
        DMatrixRMaj codes = new DMatrixRMaj(count, 1);
        codes.fill(0.7);
        SlotDistribution output = model(config).decode(tape.constant(codes));
        for (Graph graph :
                classes(config).subList(0, Math.min(14, classes(config).size()))) {
            Minibatch batch = new Minibatch(List.of(graph), count);
            Placements placements = Placements.covering(config.placement(), output, batch, ModelLaws.keys(count, 5));
            double[] logP = output.logProb(batch, placements.slotOfNode()).value().data;
            double[] logWeights = new double[count];
            Arrays.setAll(logWeights, k -> logP[k] - placements.logQ()[k] - Automorphisms.logCount(graph));
            LogMeanWeight mean = LogMeanWeight.of(logWeights, 0, count);
            assertThat(mean.standardError()).isLessThan(0.1);
            assertThat(mean.value()).isCloseTo(exactLogP(one, graph), within(4.5 * mean.standardError() + 1e-12));
        }
    }

    /** Importance weights, with codes of posterior and prior. */
    private static LogMeanWeight logP(GraphVae model, Graph graph, int samples) {
        Minibatch batch = new Minibatch(List.of(graph), samples);
        Terms terms = model.defensivePass(Tape.forwardOnly(), batch, ModelLaws.keys(samples, 29));
        double[] logWeights = new double[samples];
        double[] logWeight = Elbo.logWeight(terms).value().data;
        Arrays.setAll(logWeights, k -> logWeight[k] - Automorphisms.logCount(graph));
        return LogMeanWeight.of(logWeights, 0, samples);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void samples_areAsFrequentAsTheirProbabilities_freshAndTrained(GraphVaeConfig config) {
        GraphVae model = model(config);
        if (config.nodeTypes() == 1 || config.placement() == Placement.BREADTH_FIRST) {
            assertFrequencies(model);
        }
        if (config.nodeTypes() == 1) {
            ModelLaws.assertTrainingAscends(model);
            assertFrequencies(model);
        }
    }

    /** \(\log p(G) = \log \int p(G \mid z)\, p(z)\, dz\) by the trapezoidal rule, with the sum over all placements. */
    private static double exactLogP(GraphVae model, Graph graph) {
        int points = 601;
        double step = 16.0 / (points - 1);
        DMatrixRMaj codes = new DMatrixRMaj(points, 1);
        for (int i = 0; i < points; i++) {
            codes.set(i, 0, -8 + step * i);
        }
        Minibatch batch = new Minibatch(List.of(graph), points);
        double sum = 0;
        Tape tape = Tape.forwardOnly();
        for (int[] way : placements(graph.nodes(), model.config().slots())) {
            int[][] slots = new int[points][];
            Arrays.fill(slots, way);
            double[] logP =
                    model.decode(tape.constant(codes)).logProb(batch, slots).value().data;
            for (int i = 0; i < points; i++) {
                double z = codes.get(i, 0);
                sum += step * Math.exp(logP[i] - z * z / 2) / Math.sqrt(2 * Math.PI);
            }
            tape.reset();
        }
        return Math.log(sum) - Automorphisms.logCount(graph);
    }

    private static void assertFrequencies(GraphVae model) {
        List<Graph> classes = classes(model.config());
        double[] logP = new double[classes.size()];
        Arrays.setAll(logP, c -> exactLogP(model, classes.get(c)));
        assertThat(Arrays.stream(logP).map(Math::exp).sum()).isCloseTo(1, within(1e-5));
        for (int c = 0; c < logP.length; c += 3) {
            LogMeanWeight mean = logP(model, classes.get(c), 2000);
            assertThat(mean.standardError()).isLessThan(0.2);
            assertThat(mean.value()).isCloseTo(logP[c], within(4.5 * mean.standardError() + 1e-12));
        }
        ModelLaws.assertFrequencies(classes, logP, model.sample(20_000, RandomKey.of(31), 9));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void bound_isBelowTheLikelihood(GraphVaeConfig config) {
        GraphVae model = model(config);
        double sum = 0;
        for (Graph graph : classes(config)) {
            Minibatch batch = new Minibatch(List.of(graph), 50);
            Terms terms = model.pass(Tape.forwardOnly(), batch, ModelLaws.keys(50, 3));
            double mean =
                    Arrays.stream(Elbo.of(terms).value().data, 0, 50).average().orElseThrow();
            sum += Math.exp(mean - Automorphisms.logCount(graph));
        }
        assertThat(sum).isBetween(0.01, 1.0);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void objective_hasTheGradientOfDifferences(GraphVaeConfig config) {
        GraphVae model = model(config);
        ModelLaws.assertGradient(model, model::pass, graphs(config));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void terms_ofABatch_areThoseOfEachGraphAlone(GraphVaeConfig config) {
        GraphVae model = model(config);
        ModelLaws.assertEachAloneIsTheSame(model::pass, graphs(config));
        ModelLaws.assertEachAloneIsTheSame(model::coveringPass, graphs(config));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void samples_doNotDependOnHowTheyAreSharedOut(GraphVaeConfig config) {
        ModelLaws.assertSamplesShareOut(model(config), 3);
    }

    /** Where the output is a graph with hardly a doubt, the graph is put where it is, however it is numbered. */
    @Test
    void matching_findsAGraphInItsOwnOutput() {
        Graph graph = Graph.of(
                new int[] {1, 0, 1, 0}, new int[] {0, 1, 0}, new int[] {1, 2, 1}, new int[] {2, 3, 0}, new int[] {
                    1, 3, 0
                });
        GraphVae model = model(config(Placement.MATCHED, 6, 2, 2));
        int[] place = {4, 0, 5, 2};
        Tape tape = Tape.forwardOnly();
        SlotDistribution output = output(model, tape, 0);
        output.present().value().fill(-4);
        output.nodeTypes().forEach(logits -> logits.value().fill(0));
        output.edges().forEach(logits -> logits.value().fill(-4));
        for (int v = 0; v < 4; v++) {
            output.present().value().data[place[v]] = 4;
            output.nodeTypes().get(graph.nodeType(v)).value().data[place[v]] = 4;
        }
        for (int e = 0; e < graph.edges(); e++) {
            int pair = SlotDistribution.pair(place[graph.edgeSource(e)], place[graph.edgeTarget(e)]);
            output.edges().get(graph.edgeType(e)).value().data[pair] = 4;
        }
        for (int[] order : Orderings.all(4)) {
            int[] slots = MaxPoolingMatching.slots(graph.relabel(order), new SlotProbabilities(output, 0));
            for (int v = 0; v < 4; v++) {
                assertThat(slots[v]).isEqualTo(place[order[v]]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void graph_thatIsTooLarge_hasNoProbability(Placement placement) {
        GraphVae model = model(config(placement, 4, 1, 1));
        Minibatch large = new Minibatch(List.of(GraphFamilies.path(5), GraphFamilies.path(2)), 1);
        long[] keys = ModelLaws.keys(2, 1);
        assertThatThrownBy(() -> model.pass(Tape.forwardOnly(), large, keys))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slots");
        Terms terms = model.coveringPass(Tape.forwardOnly(), large, keys);
        assertThat(terms.logPx().value().data[0]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(terms.logPx().value().data[1]).isFinite();
    }

    @Test
    void pass_rejectsUnknownTypes() {
        GraphVae model = model(config(Placement.STORED, 4, 2, 1));
        List<Graph> unknown = new ArrayList<>();
        unknown.add(Graph.of(new int[] {0, 2}, new int[] {0, 1}));
        unknown.add(Graph.of(new int[] {0, 1}, new int[] {0, 1, 1}));
        for (Graph graph : unknown) {
            assertThatThrownBy(() -> model.pass(Tape.forwardOnly(), new Minibatch(List.of(graph), 1), new long[] {1}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the model knows");
        }
    }
}
