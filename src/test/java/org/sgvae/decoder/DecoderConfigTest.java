package org.sgvae.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.autodiff.op.SoftmaxOps;
import org.sgvae.gnn.Minibatch;
import org.sgvae.gnn.Sizes;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameters;
import org.sgvae.plain.Decision;
import org.sgvae.plain.PlainConstructor;
import org.sgvae.plain.PlainLayers;
import org.sgvae.random.RandomKey;

/** The choices of a constructor, each with each, as distributions over labelled graphs. */
class DecoderConfigTest {
    private static final double[] CODE = {0.4, -1.3};
    private static final int EDGE_TYPES = 2;

    static Stream<DecoderConfig> all() {
        return Arrays.stream(EdgeModel.values())
                .flatMap(edges -> Arrays.stream(CodeInput.values())
                        .flatMap(code -> Arrays.stream(Connectivity.values())
                                .flatMap(any -> Arrays.stream(PropagationTime.values())
                                        .map(time -> new DecoderConfig(
                                                edges, NodeTypes.AFTERWARDS, code, any, time, List.of())))));
    }

    private static Parameters parameters() {
        return new Parameters(Initializer.normal(0.35), RandomKey.of(19));
    }

    private static Constructor constructor(Parameters parameters, DecoderConfig config) {
        return new Constructor(parameters, new Sizes(3, 4, 5, 2, 1, EDGE_TYPES), CODE.length, true, config);
    }

    private static DMatrixRMaj codes(int count) {
        DMatrixRMaj codes = new DMatrixRMaj(count, CODE.length);
        for (int i = 0; i < count * CODE.length; i++) {
            codes.data[i] = CODE[i % CODE.length];
        }
        return codes;
    }

    /** Every labelled graph of some size that grows node by node; if connected, without ever falling apart. */
    private static List<Graph> graphs(int nodes, Connectivity connectivity) {
        int pairs = nodes * (nodes - 1) / 2;
        List<Graph> graphs = new ArrayList<>();
        for (int choice = 0; choice < Math.pow(EDGE_TYPES + 1, pairs); choice++) {
            Graph.Builder builder = Graph.builder(nodes);
            boolean grows = true;
            for (int v = 1, rest = choice; v < nodes; v++) {
                boolean joined = false;
                for (int u = 0; u < v; u++, rest /= EDGE_TYPES + 1) {
                    if (rest % (EDGE_TYPES + 1) > 0) {
                        builder.edge(u, v, rest % (EDGE_TYPES + 1) - 1);
                        joined = true;
                    }
                }
                grows &= joined || connectivity == Connectivity.ANY;
            }
            if (grows) {
                graphs.add(builder.build());
            }
        }
        return graphs;
    }

    private static Minibatch alongLabels(Graph graph) {
        return Minibatch.of(graph, Orderings.identity(graph.nodes()));
    }

    /** All orders ρ of a graph's edges, along its labels. */
    private static List<EdgeOrders> edgeOrders(Graph graph, EdgeModel edges) {
        Minibatch batch = alongLabels(graph);
        List<int[][]> permutations = new ArrayList<>(List.<int[][]>of(new int[graph.nodes()][]));
        EdgeOrders first = EdgeOrders.oldestFirst(batch);
        for (int k = 0; k < graph.nodes(); k++) {
            List<int[][]> longer = new ArrayList<>();
            for (int[][] earlier : permutations) {
                for (int[] own : Orderings.all(edges == EdgeModel.SEQUENTIAL ? first.count(0, k) : 0)) {
                    int[][] more = earlier.clone();
                    more[k] = own;
                    longer.add(more);
                }
            }
            permutations = longer;
        }
        return permutations.stream().map(own -> permuted(batch, own)).toList();
    }

    private static EdgeOrders permuted(Minibatch batch, int[][] permutations) {
        EdgeOrders orders = EdgeOrders.oldestFirst(batch);
        for (int k = 0; k < permutations.length; k++) {
            for (int i = 0; i < permutations[k].length; i++) {
                int wanted = EdgeOrders.oldestFirst(batch).partner(0, k, permutations[k][i]);
                for (int j = i; j < permutations[k].length; j++) {
                    if (orders.partner(0, k, j) == wanted) {
                        orders.exchange(0, k, i, j);
                        break;
                    }
                }
            }
        }
        return orders;
    }

    private static ConstructionScore score(Constructor constructor, Graph graph, EdgeOrders orders) {
        return constructor.score(Tape.forwardOnly().constant(codes(1)), alongLabels(graph), any -> orders);
    }

    private static ConstructionScore score(Constructor constructor, Graph graph) {
        return score(constructor, graph, EdgeOrders.oldestFirst(alongLabels(graph)));
    }

    /** Probability of a graph along its labels, over all orders of its edges. */
    private static double probability(Constructor constructor, DecoderConfig config, Graph graph) {
        return edgeOrders(graph, config.edges()).stream()
                .mapToDouble(orders ->
                        Math.exp(score(constructor, graph, orders).logPx().scalarValue() - logCount(config, orders)))
                .sum();
    }

    private static double logCount(DecoderConfig config, EdgeOrders orders) {
        return config.edges() == EdgeModel.SEQUENTIAL ? orders.logCount(0) : 0;
    }

    /** If it is certain that nodes come, what edges they get is one of all possibilities. */
    @ParameterizedTest
    @MethodSource("all")
    void probabilitiesOfEdges_ofAllGraphsOfASize_sumToOne(DecoderConfig config) {
        Constructor constructor = constructor(parameters(), config);
        for (int n = 2; n <= 3; n++) {
            double sum = 0;
            for (Graph graph : graphs(n, config.connectivity())) {
                for (EdgeOrders orders : edgeOrders(graph, config.edges())) {
                    double logP =
                            score(constructor, graph, orders).logPAddEdges().scalarValue();
                    sum += Math.exp(logP - logCount(config, orders));
                }
            }
            assertThat(sum).as("%d nodes", n).isCloseTo(1, within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void samples_comeAsOftenAsTheirProbabilities(DecoderConfig config) {
        int count = 8000;
        Constructor constructor = constructor(parameters(), config);
        long[] keys = new long[count];
        Arrays.setAll(keys, i -> RandomKey.of(23).split(i).bits());
        Map<Graph, Integer> counts = new HashMap<>();
        for (GeneratedGraph sampled : constructor.sample(Tape.forwardOnly().constant(codes(count)), keys, 3)) {
            if (sampled.complete()) {
                counts.merge(sampled.graph(), 1, Integer::sum);
            }
        }
        List<Graph> possible = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
            possible.addAll(graphs(n, config.connectivity()));
        }
        assertThat(possible).containsAll(counts.keySet());
        assertThat(counts).hasSizeGreaterThan(6);
        for (Graph graph : possible) {
            double expected = count * probability(constructor, config, graph);
            assertThat((double) counts.getOrDefault(graph, 0))
                    .as("%s", graph)
                    .isCloseTo(expected, within(5 * Math.sqrt(expected) + 3));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void gradients_areThoseOfDifferences(DecoderConfig config) {
        Parameters parameters = parameters();
        Constructor constructor = constructor(parameters, config);
        Minibatch batch = new Minibatch(
                List.of(
                        Graph.builder(4)
                                .edge(0, 1, 1)
                                .edge(0, 2, 0)
                                .edge(1, 2, 1)
                                .edge(2, 3, 0)
                                .build(),
                        Graph.builder(2).edge(0, 1, 1).build(),
                        Graph.of(1)),
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

    /** Of independent edges: \(p(\text{edges} \mid \text{some}) = p(\text{edges}) / (1 - p(\text{none}))\) at each node. */
    @Test
    void connectedEdges_areThoseOfAnyGraph_dividedByTheProbabilityOfSome() {
        Constructor any = constructor(parameters(), DecoderConfig.paper());
        Constructor connected =
                constructor(parameters(), DecoderConfig.paper().withConnectivity(Connectivity.CONNECTED));
        for (Graph graph : graphs(4, Connectivity.CONNECTED).subList(0, 60)) {
            double logP = 0;
            for (int k = 1; k < 4; k++) {
                Graph before = graph.inducedSubgraph(Orderings.identity(k));
                Graph.Builder alone = Graph.builder(k + 1);
                for (int e = 0; e < before.edges(); e++) {
                    alone.edge(before.edgeSource(e), before.edgeTarget(e), before.edgeType(e));
                }
                double logBefore = score(any, before).logPAddEdges().scalarValue();
                double logNone = score(any, alone.build()).logPAddEdges().scalarValue() - logBefore;
                double logOwn = score(any, graph.inducedSubgraph(Orderings.identity(k + 1)))
                                .logPAddEdges()
                                .scalarValue()
                        - logBefore;
                logP += logOwn - Math.log(1 - Math.exp(logNone));
            }
            assertThat(score(connected, graph).logPAddEdges().scalarValue())
                    .as("%s", graph)
                    .isCloseTo(logP, within(1e-11));
        }
    }

    /** An edge that is nearly impossible is certain where it is the only one that can be. */
    @Test
    void logSomeEdge_isExactForTinyProbabilities() {
        DMatrixRMaj logits = new DMatrixRMaj(new double[][] {{0, -60, -70}, {0, -40, -90}, {0, -42, -41}, {0, 30, 1}});
        Tape tape = Tape.forwardOnly();
        Variable some = IndependentEdges.logSomeEdge(tape.constant(logits), Indices.of(0, 1, 1, 2), 3);
        assertThat(some.value().data[0]).isCloseTo(-60 + Math.log1p(Math.exp(-10)), within(1e-13));
        assertThat(some.value().data[1])
                .isCloseTo(-40 + Math.log1p(Math.exp(-50) + Math.exp(-2) + Math.exp(-1)), within(1e-13));
        double none = SoftmaxOps.logSoftmax(tape.constant(logits)).value().get(3, 0);
        assertThat(some.value().data[2]).isCloseTo(-Math.exp(none), within(1e-16));
    }

    @ParameterizedTest
    @EnumSource
    void disconnected_isRefusedByAConstructorOfConnectedGraphs(EdgeModel edges) {
        DecoderConfig config = DecoderConfig.paper().withEdges(edges).withConnectivity(Connectivity.CONNECTED);
        Constructor constructor = constructor(parameters(), config);
        Graph path = Graph.builder(3).edge(0, 2, 0).edge(1, 2, 0).build();
        assertThatThrownBy(() -> score(constructor, path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the node at position 1")
                .hasMessageContaining("connected");
    }

    /** The code at every step, against the plain constructor. */
    @Test
    void codeAtEveryStep_isAddedToTheGraphStates() {
        Parameters parameters = parameters();
        Constructor constructor = constructor(parameters, DecoderConfig.paper().withCodeInput(CodeInput.EVERY_STEP));
        PlainConstructor plain = new PlainConstructor(new PlainLayers(parameters.values()));
        assertThat(parameters.values()).containsKeys("constructor.latentToGraph.weight");
        for (Graph graph : graphs(3, Connectivity.ANY)) {
            double logP = plain.construct(CODE, 3, Decision.along(graph, Orderings.identity(3)))
                    .logPx();
            assertThat(score(constructor, graph).logPx().scalarValue()).isCloseTo(logP, within(1e-12));
        }
    }

    /** What is off leaves neither weights nor scores behind: the same seed gives the same model. */
    @ParameterizedTest
    @EnumSource
    void weights_ofChoicesThatAreOff_areNotThere(EdgeModel edges) {
        Parameters plain = parameters();
        Parameters connected = parameters();
        DecoderConfig config = DecoderConfig.paper().withEdges(edges);
        constructor(plain, config);
        constructor(connected, config.withConnectivity(Connectivity.CONNECTED));
        assertThat(connected.values().keySet()).isEqualTo(plain.values().keySet());
        assertThat(plain.values().keySet()).noneMatch(name -> name.contains("latentToGraph"));
    }
}
