package org.sgvae.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.decoder.CodeInput;
import org.sgvae.decoder.Connectivity;
import org.sgvae.decoder.DecoderConfig;
import org.sgvae.decoder.EdgeModel;
import org.sgvae.decoder.NodeTypes;
import org.sgvae.decoder.PropagationTime;
import org.sgvae.encoder.Posterior;
import org.sgvae.encoder.Removal;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.graph.ValenceRule;
import org.sgvae.model.Latent;
import org.sgvae.nn.Initializer;
import org.sgvae.plain.Decision.Kind;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.sgvae.SgvaeConfig;

/** The plain model against the fast one, for all combinations of what makes a model another one than the paper's. */
class PlainVariantsTest {
    private static final double TOLERANCE = 1e-10;

    static List<SgvaeConfig> configs() {
        List<SgvaeConfig> configs = new ArrayList<>();
        for (Posterior posterior : Posterior.values()) {
            int latentDim = posterior == Posterior.POINT ? 3 : 2;
            SgvaeConfig paper = new SgvaeConfig(3, 4, 5, 2, 3, 2, posterior, latentDim);
            for (DecoderConfig decoder : decoders()) {
                for (Removal removal : Removal.values()) {
                    SgvaeConfig config = paper.withDecoder(decoder).withRemoval(removal);
                    configs.add(config);
                    if (posterior == Posterior.GAUSSIAN) {
                        configs.add(config.withPathDim(4));
                        configs.add(config.withPathDim(4).withPriorComponents(3));
                    }
                }
            }
        }
        return configs;
    }

    private static List<DecoderConfig> decoders() {
        List<DecoderConfig> decoders = new ArrayList<>();
        for (EdgeModel edges : EdgeModel.values()) {
            for (CodeInput codeInput : CodeInput.values()) {
                for (Connectivity connectivity : Connectivity.values()) {
                    for (PropagationTime time : PropagationTime.values()) {
                        for (NodeTypes types : NodeTypes.values()) {
                            decoders.add(new DecoderConfig(edges, types, codeInput, connectivity, time, List.of()));
                        }
                    }
                }
            }
        }
        return decoders;
    }

    private static Sgvae model(SgvaeConfig config) {
        return Sgvae.create(config, Initializer.normal(0.6), RandomKey.of(1));
    }

    private static PlainSgvae plain(Sgvae model) {
        boolean connected = model.config().connectivity() == Connectivity.CONNECTED;
        PlainLayers layers = new PlainLayers(model.parameters().values());
        return new PlainSgvae(
                new PlainDestructor(layers, connected, model.config().removal() == Removal.RELAXED),
                new PlainConstructor(
                        layers,
                        connected,
                        model.config().propagation() == PropagationTime.AFTER_CHANGES,
                        model.config().valences()));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void terms_areThoseOfTheFastModel(SgvaeConfig config) {
        Random random = new Random(5);
        for (int n = 1; n < 9; n++) {
            int[] ordering = RandomGraphs.ordering(random, n);
            Graph graph = config.connectivity() == Connectivity.ANY
                    ? RandomGraphs.typed(random, n, 0.4, 3, 2)
                    : connectedAlong(random, ordering);
            double[] noise = {random.nextGaussian(), random.nextGaussian(), 0};
            assertSame(model(config), graph, ordering, noise);
            if (config.types() == NodeTypes.AT_ONCE) { // and with valences that the graph just keeps to
                DecoderConfig limited = config.decoder().withValences(largestSums(graph));
                assertSame(model(config.withDecoder(limited)), graph, ordering, noise);
            }
        }
    }

    /** For each of three node types the largest sum of bond orders that a node of it has. */
    private static List<Integer> largestSums(Graph graph) {
        Integer[] largest = {0, 0, 0};
        for (int v = 0; v < graph.nodes(); v++) {
            int sum = 0;
            for (int i = 0; i < graph.degree(v); i++) {
                sum += 1 + graph.neighbourEdgeType(v, i);
            }
            largest[graph.nodeType(v)] = Math.max(largest[graph.nodeType(v)], sum);
        }
        return List.of(largest);
    }

    private static void assertSame(Sgvae model, Graph graph, int[] ordering, double... noise) {
        DMatrixRMaj noiseRow = new DMatrixRMaj(1, model.config().latentDim(), true, noise);
        PlainSgvae.Terms plain = plain(model).terms(graph, Decision.along(graph, ordering), noise);
        Sgvae.Pass fast = model.passAlong(Tape.forwardOnly(), Minibatch.of(graph, ordering), noiseRow);
        Latent code = fast.terms().latent();
        assertThat(plain.destruction().ordering()).isEqualTo(ordering);
        assertNumbers(fast.terms().logQOrder(), plain.destruction().logQOrder());
        assertNumbers(code.z(), plain.z());
        assertNumbers(code.logPz(), plain.logPz());
        assertNumbers(code.logQz(), plain.logQz());
        PlainConstructor.Construction built = plain.construction();
        assertNumbers(fast.construction().logPAddNode(), sum(built, Kind.NODE));
        assertNumbers(
                fast.construction().logPAddEdges(),
                sum(built, Kind.EDGE, Kind.ANOTHER_EDGE, Kind.PARTNER, Kind.EDGE_TYPE));
        assertNumbers(fast.construction().logPNodeTypes(), sum(built, Kind.NODE_TYPE));
        assertNumbers(fast.terms().logPx(), built.logPx());
        if (code.posterior() != null) {
            assertNumbers(code.posterior().mean(), plain.mean());
            assertNumbers(code.posterior().logStd(), plain.logStd());
            assertNumbers(code.divergence(), plain.kl());
        }
    }

    /** A graph of three node types and two edge types, in which each node of the ordering is joined to one before it. */
    private static Graph connectedAlong(Random random, int... ordering) {
        Graph sparse = RandomGraphs.typed(random, ordering.length, 0.2, 3, 2);
        Graph.Builder builder = Graph.builder(ordering.length);
        for (int v = 0; v < ordering.length; v++) {
            builder.nodeType(v, sparse.nodeType(v));
        }
        for (int v = 1; v < ordering.length; v++) {
            int certain = random.nextInt(v);
            for (int u = 0; u < v; u++) {
                if (u == certain || sparse.hasEdge(ordering[u], ordering[v])) {
                    builder.edge(ordering[u], ordering[v], random.nextInt(2));
                }
            }
        }
        return builder.build();
    }

    private static double sum(PlainConstructor.Construction built, Kind... kinds) {
        return Arrays.stream(kinds)
                .mapToDouble(kind -> built.logP().getOrDefault(kind, 0.0))
                .sum();
    }

    private static void assertNumbers(Variable expected, double... actual) {
        assertThat(actual).hasSize(expected.value().getNumElements());
        for (int i = 0; i < actual.length; i++) {
            assertThat(Math.abs(actual[i] - expected.value().data[i])).isLessThan(TOLERANCE);
        }
    }

    /** Whatever is drawn is built again, with the same log-probabilities; and what counts orders cannot be forgotten. */
    @ParameterizedTest
    @MethodSource("configs")
    void drawnGraphs_areScoredAsTheyWereDrawn(SgvaeConfig config) {
        PlainSgvae plain = plain(model(config));
        Random random = new Random(6);
        int stopped = 0;
        for (int i = 0; i < 20; i++) {
            double[] z = random.doubles(config.latentDim(), -2, 2).toArray();
            List<Integer> partners = new ArrayList<>();
            PlainConstructor.Construction built = plain.constructor().construct(z, 4, decision -> {
                int choice = Decision.drawn(random).applyAsInt(decision);
                if (decision.kind() == Kind.PARTNER) {
                    partners.add(choice);
                }
                return choice;
            });
            assertThat(config.connectivity() == Connectivity.ANY
                            || built.graph().isConnected())
                    .isTrue();
            stopped += built.stopped() ? 1 : 0;
            if (built.stopped() && partners.stream().allMatch(choice -> choice == 0)) { // oldest first, as it is scored
                int n = built.graph().nodes();
                PlainConstructor.Construction scored =
                        plain.constructor().construct(z, n, Decision.along(built.graph(), Orderings.identity(n)));
                assertThat(scored).isEqualTo(built);
            }
        }
        assertThat(stopped).isPositive();
    }

    /** All of what can be decided, like an odometer: the probabilities of graphs of up to three nodes add up to one. */
    @ParameterizedTest
    @MethodSource("decoders")
    void probabilities_addUpToOne(DecoderConfig decoder) {
        SgvaeConfig config = new SgvaeConfig(3, 4, 5, 2, 1, 2, Posterior.GAUSSIAN, 2).withDecoder(decoder);
        List<Graph> built = new ArrayList<>();
        assertThat(total(plain(model(config)).constructor(), built)).isCloseTo(1, within(1e-12));
        assertThat(built).hasSizeGreaterThan(10);
    }

    /** The same where only what valences leave is chosen among; no other graph has a probability. */
    @ParameterizedTest
    @MethodSource("decoders")
    void valences_leaveADistributionOverWhatKeepsToThem(DecoderConfig decoder) {
        SgvaeConfig config = new SgvaeConfig(3, 4, 5, 2, 2, 2, Posterior.GAUSSIAN, 2)
                .withDecoder(decoder.withTypes(NodeTypes.AT_ONCE));
        PlainConstructor any = plain(model(config)).constructor();
        List<Integer> valences = List.of(2, 1);
        PlainConstructor limited = new PlainConstructor(any.layers(), any.connected(), any.afterChanges(), valences);
        List<Graph> built = new ArrayList<>();
        assertThat(total(limited, built)).isCloseTo(1, within(1e-12));
        ValenceRule rule = new ValenceRule(valences, List.of(1, 2));
        assertThat(built).hasSizeGreaterThan(10).allMatch(rule::isSatisfiedBy);
        assertThat(built.stream().allMatch(Graph::isConnected))
                .isEqualTo(decoder.connectivity() == Connectivity.CONNECTED);
    }

    /** The sum of the probabilities of all that can be decided up to three nodes, and the graphs that come out. */
    private static double total(PlainConstructor plain, List<Graph> built) {
        double[] z = {0.4, -0.9};
        double sum = 0;
        List<Integer> start = List.of();
        do {
            List<Integer> prefix = start;
            List<Integer> made = new ArrayList<>();
            List<double[]> logProbs = new ArrayList<>();
            double[] logP = {0};
            built.add(plain.construct(z, 3, decision -> {
                        double[] logProb = decision.logProb();
                        int choice = made.size() < prefix.size() ? prefix.get(made.size()) : possible(0, logProb);
                        made.add(choice);
                        logProbs.add(logProb);
                        logP[0] += logProb[choice];
                        return choice;
                    })
                    .graph());
            sum += Math.exp(logP[0]);
            start = next(made, logProbs);
        } while (!start.isEmpty());
        return sum;
    }

    /** The first choice from one on that has a probability, or how many there are. */
    private static int possible(int from, double... logProb) {
        int choice = from;
        while (choice < logProb.length && logProb[choice] == Double.NEGATIVE_INFINITY) {
            choice++;
        }
        return choice;
    }

    /** The choices with the last one raised that can be, and nothing after it; or none after the last sequence. */
    private static List<Integer> next(List<Integer> made, List<double[]> logProbs) {
        for (int i = made.size() - 1; i >= 0; i--) {
            int raised = possible(made.get(i) + 1, logProbs.get(i));
            if (raised < logProbs.get(i).length) {
                List<Integer> next = new ArrayList<>(made.subList(0, i));
                next.add(raised);
                return next;
            }
        }
        return List.of();
    }

    @Test
    void orderingWhoseBeginningIsNotConnected_isRefused() {
        Graph path = Graph.of(3, new int[][] {{0, 1}, {1, 2}});
        SgvaeConfig config = new SgvaeConfig(3, 4, 5, 2, 1, 1, Posterior.GAUSSIAN, 2)
                .withDecoder(new DecoderConfig(
                        EdgeModel.SEQUENTIAL,
                        NodeTypes.AFTERWARDS,
                        CodeInput.FIRST_NODE,
                        Connectivity.CONNECTED,
                        PropagationTime.EVERY_STEP,
                        List.of()));
        PlainSgvae plain = plain(model(config));
        var target = Decision.along(path, 0, 2, 1);
        assertThatThrownBy(() -> plain.destructor().destruct(path, target))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connected");
        assertThatThrownBy(() -> plain.constructor().construct(new double[2], 3, target))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("place 1");
    }
}
