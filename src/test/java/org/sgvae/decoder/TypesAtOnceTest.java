package org.sgvae.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.gnn.Minibatch;
import org.sgvae.gnn.Sizes;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.graph.ValenceRule;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/** Types that are decided on with the nodes, and valence rules, for every other choice of a constructor. */
class TypesAtOnceTest {
    private static final double[] CODE = {0.4, -1.3};
    private static final int NODE_TYPES = 2;
    private static final int EDGE_TYPES = 2;
    private static final int LARGEST = 3;

    /** No rule; one under which all nodes take edges; one under which those of type 1 take none. */
    private static final List<List<Integer>> RULES = List.of(List.of(), List.of(3, 1), List.of(2, 0));

    static Stream<DecoderConfig> all() {
        return Arrays.stream(EdgeModel.values())
                .flatMap(edges -> Arrays.stream(Connectivity.values())
                        .flatMap(any -> Arrays.stream(PropagationTime.values())
                                .flatMap(time -> RULES.stream()
                                        .map(rule -> new DecoderConfig(
                                                edges, NodeTypes.AT_ONCE, CodeInput.EVERY_STEP, any, time, rule)))));
    }

    static Stream<DecoderConfig> masked() {
        return all().filter(config -> !config.valences().isEmpty());
    }

    private static Parameters parameters() {
        return new Parameters(Initializer.normal(0.35), RandomKey.of(19));
    }

    private static Constructor constructor(Parameters parameters, DecoderConfig config) {
        return new Constructor(parameters, new Sizes(3, 4, 5, 2, NODE_TYPES, EDGE_TYPES), CODE.length, true, config);
    }

    private static EnumeratedConstruction enumerated(Parameters parameters, DecoderConfig config) {
        return new EnumeratedConstruction(parameters, config, CODE, NODE_TYPES, EDGE_TYPES, LARGEST);
    }

    private static DMatrixRMaj codes(int count) {
        DMatrixRMaj codes = new DMatrixRMaj(count, CODE.length);
        Arrays.setAll(codes.data, i -> CODE[i % CODE.length]);
        return codes;
    }

    /** Every labelled graph of up to {@link #LARGEST} nodes. */
    private static List<Graph> graphs() {
        List<Graph> graphs = new ArrayList<>();
        for (int n = 1; n <= LARGEST; n++) {
            int pairs = n * (n - 1) / 2;
            int typings = (int) Math.pow(NODE_TYPES, n);
            for (int code = 0; code < typings * Math.pow(EDGE_TYPES + 1, pairs); code++) {
                Graph.Builder builder = Graph.builder(n);
                int edges = code / typings;
                for (int v = 0, types = code; v < n; v++, types /= NODE_TYPES) {
                    builder.nodeType(v, types % NODE_TYPES);
                    for (int u = 0; u < v; u++, edges /= EDGE_TYPES + 1) {
                        if (edges % (EDGE_TYPES + 1) > 0) {
                            builder.edge(u, v, edges % (EDGE_TYPES + 1) - 1);
                        }
                    }
                }
                graphs.add(builder.build());
            }
        }
        return graphs;
    }

    /** The edges of each node of a graph along its labels, in all orders; of three nodes only the last has several. */
    private static List<EdgeOrders> edgeOrders(Minibatch batch, DecoderConfig config) {
        List<EdgeOrders> all = new ArrayList<>(List.of(EdgeOrders.oldestFirst(batch)));
        if (config.edges() == EdgeModel.SEQUENTIAL
                && batch.nodes(0) == 3
                && all.get(0).count(0, 2) == 2) {
            EdgeOrders other = EdgeOrders.oldestFirst(batch);
            other.exchange(0, 2, 0, 1);
            all.add(other);
        }
        return all;
    }

    /** Probability of a graph along its labels, over all orders of its edges; 0 if it is refused. */
    private static double probability(Constructor constructor, DecoderConfig config, Graph graph) {
        Minibatch batch = Minibatch.of(graph, Orderings.identity(graph.nodes()));
        double sum = 0;
        List<EdgeOrders> orders = edgeOrders(batch, config);
        for (EdgeOrders order : orders) {
            try {
                Variable z = Tape.forwardOnly().constant(codes(1));
                sum += Math.exp(
                        constructor.score(z, batch, any -> order).logPx().scalarValue());
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).containsAnyOf("position", "valence rule");
            }
        }
        return sum / orders.size();
    }

    @ParameterizedTest
    @MethodSource("all")
    void probabilities_areThoseOfTheProcess_andSumToOneWithTheCutOff(DecoderConfig config) {
        Parameters parameters = parameters();
        Constructor constructor = constructor(parameters, config);
        EnumeratedConstruction process = enumerated(parameters, config);
        assertThat(process.total()).isCloseTo(1, within(1e-12));
        int possible = 0;
        for (Graph graph : graphs()) {
            double probability = probability(constructor, config, graph);
            assertThat(probability).as("%s", graph).isCloseTo(process.probability(graph), within(1e-13));
            possible += probability > 0 ? 1 : 0;
        }
        assertThat(possible).isEqualTo(process.size());
    }

    @ParameterizedTest
    @MethodSource("all")
    void samples_comeAsOftenAsTheirProbabilities(DecoderConfig config) {
        int count = 8000;
        Parameters parameters = parameters();
        Constructor constructor = constructor(parameters, config);
        EnumeratedConstruction process = enumerated(parameters, config);
        long[] keys = new long[count];
        Arrays.setAll(keys, i -> RandomKey.of(23).split(i).bits());
        Map<Graph, Integer> counts = new HashMap<>();
        int complete = 0;
        for (GeneratedGraph sampled : constructor.sample(Tape.forwardOnly().constant(codes(count)), keys, LARGEST)) {
            if (sampled.complete()) {
                complete++;
                counts.merge(sampled.graph(), 1, Integer::sum);
            }
        }
        double chiSquare = 0;
        double rareExpected = process.total() * count;
        double rareObserved = count;
        int cells = 0;
        Set<Graph> possible = new HashSet<>();
        for (Graph graph : graphs()) {
            double expected = count * process.probability(graph);
            if (expected > 0) {
                possible.add(graph);
            }
            if (expected >= 5) {
                int observed = counts.getOrDefault(graph, 0);
                chiSquare += Math.pow(observed - expected, 2) / expected;
                rareExpected -= expected;
                rareObserved -= observed;
                cells++;
            }
        }
        chiSquare += Math.pow(rareObserved - rareExpected, 2) / rareExpected; // with those that are cut off
        assertThat(possible).containsAll(counts.keySet());
        assertThat(complete).isBetween(count / 20, count - 1);
        assertThat(cells).isGreaterThan(4);
        double spread = 2.0 / (9 * cells); // Wilson and Hilferty; 3.09 is the normal quantile of 0.999
        double quantile = cells * Math.pow(1 - spread + 3.09 * Math.sqrt(spread), 3);
        assertThat(chiSquare).as("%d degrees of freedom", cells).isLessThan(quantile);
    }

    @ParameterizedTest
    @MethodSource("all")
    void gradients_areThoseOfDifferences(DecoderConfig config) {
        Parameters parameters = parameters();
        Constructor constructor = constructor(parameters, config);
        int last = config.valences().equals(RULES.get(2)) ? 0 : 1;
        Minibatch batch = new Minibatch(
                List.of(
                        last == 0
                                ? Graph.of(new int[] {0, 0, 0}, new int[][] {{0, 1, 0}, {1, 2, 0}, {0, 2, 0}})
                                : Graph.of(
                                        new int[] {0, 0, 0, last},
                                        new int[][] {{0, 1, 0}, {1, 2, 0}, {0, 2, 0}, {2, 3, 0}}),
                        Graph.of(new int[] {0, 0}, new int[][] {{0, 1, 1}}),
                        Graph.of(new int[] {1}, new int[0][])),
                2);
        GradientCheck.of(parameters.values(), tape -> {
                    Variable z = tape.constant(codes(batch.size()));
                    return ReductionOps.sum(constructor
                            .score(z, batch, ordered -> EdgeOrders.on(tape, ordered))
                            .logPx());
                })
                .alongDirections(2)
                .assertGradients();
    }

    /** Of any size, not only of those that can be enumerated. */
    @ParameterizedTest
    @MethodSource("masked")
    void samples_underARule_keepToIt(DecoderConfig config) {
        ValenceRule rule = new ValenceRule(config.valences(), List.of(1, 2));
        Constructor constructor = constructor(new Parameters(Initializer.normal(1), RandomKey.of(29)), config);
        long[] keys = new long[2000];
        Arrays.setAll(keys, i -> RandomKey.of(31).split(i).bits());
        for (int first = 0; first < keys.length; first += 100) {
            long[] some = Arrays.copyOfRange(keys, first, first + 100);
            for (GeneratedGraph sampled : constructor.sample(Tape.forwardOnly().constant(codes(100)), some, 12)) {
                assertThat(rule.isSatisfiedBy(sampled.graph()))
                        .as("%s", sampled)
                        .isTrue();
                assertThat(config.connectivity() == Connectivity.ANY
                                || sampled.graph().isConnected())
                        .as("%s", sampled)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void graph_thatBreaksTheRule_isRefused(EdgeModel edges) {
        DecoderConfig config = DecoderConfig.paper()
                .withEdges(edges)
                .withTypes(NodeTypes.AT_ONCE)
                .withValences(List.of(3, 1));
        Constructor constructor = constructor(parameters(), config);
        Minibatch batch = Minibatch.of(Graph.of(new int[] {0, 1}, new int[][] {{0, 1, 1}}), 0, 1);
        Variable z = Tape.forwardOnly().constant(codes(1));
        assertThatThrownBy(() -> constructor.score(z, batch, EdgeOrders::oldestFirst))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("order 2")
                .hasMessageContaining("valence rule");
    }

    @Test
    void rule_withTypesAfterwards_isRefused() {
        assertThatThrownBy(() -> DecoderConfig.paper().withValences(List.of(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at_once");
    }

    @ParameterizedTest
    @EnumSource
    void unknownType_isRefused(EdgeModel edges) {
        Constructor constructor =
                constructor(parameters(), DecoderConfig.paper().withEdges(edges).withTypes(NodeTypes.AT_ONCE));
        Minibatch batch = Minibatch.of(Graph.of(new int[] {0, NODE_TYPES}, new int[][] {{0, 1, 0}}), 0, 1);
        Variable z = Tape.forwardOnly().constant(codes(1));
        assertThatThrownBy(() -> constructor.score(z, batch, EdgeOrders::oldestFirst))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("node type 2");
    }
}
