package org.sgvae.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sgvae.autodiff.op.MatrixOps.dot;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.gnn.Minibatch;
import org.sgvae.gnn.Sizes;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.Orderings;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/** Removals that leave the rest connected. */
class ConnectedRemovalTest {
    private static final Sizes SIZES = new Sizes(3, 4, 5, 2, 1, 1);
    private static final List<Graph> GRAPHS = List.of(
            GraphFamilies.path(4),
            GraphFamilies.star(4),
            GraphFamilies.cycle(4),
            Graph.of(5, new int[][] {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}}),
            GraphFamilies.path(2),
            Graph.of(1));

    private final Parameters parameters = new Parameters(Initializer.normal(0.8), RandomKey.of(1));

    private static boolean grows(Graph graph, int[] ordering) {
        return IntStream.rangeClosed(1, ordering.length)
                .allMatch(k -> graph.inducedSubgraph(Arrays.copyOf(ordering, k)).isConnected());
    }

    private static Destruction along(Destructor destructor, Graph graph, int... ordering) {
        Minibatch batch = Minibatch.of(graph, ordering);
        return destructor.destruct(Tape.forwardOnly(), batch, VictimRule.along(batch));
    }

    @ParameterizedTest
    @EnumSource
    void probabilities_ofOrderingsThatStayConnectedSumToOne(Removal removal) {
        Destructor destructor = new Destructor(parameters, SIZES, new EncoderConfig(removal, true, 0));
        for (Graph graph : GRAPHS) {
            double sum = 0;
            for (int[] ordering : Orderings.all(graph.nodes())) {
                if (grows(graph, ordering)) {
                    sum += Math.exp(CommonOps_DDRM.elementSum(
                            along(destructor, graph, ordering).logQSteps().value()));
                } else {
                    assertThatThrownBy(() -> along(destructor, graph, ordering))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("falls apart");
                }
            }
            assertThat(sum).as("%s", graph).isCloseTo(1, within(1e-13));
        }
    }

    /** At the first step, with the same weights: the probabilities of any removal, given that it is no cut vertex that goes. */
    @Test
    void firstRemoval_isThatOfAnyGraphGivenThatTheRestIsConnected() {
        Destructor connected = new Destructor(parameters, SIZES, new EncoderConfig(Removal.HARD, true, 0));
        Destructor any =
                new Destructor(new Parameters(Initializer.normal(0.8), RandomKey.of(1)), SIZES, EncoderConfig.paper());
        Graph graph = GRAPHS.get(3); // nodes 2 and 3 are cut vertices
        int[][] orderings = {{4, 3, 2, 1, 0}, {4, 3, 2, 0, 1}, {0, 1, 2, 3, 4}};
        double[] probabilities = Arrays.stream(orderings)
                .mapToDouble(ordering ->
                        Math.exp(along(any, graph, ordering).logQSteps().value().get(0)))
                .toArray();
        for (int i = 0; i < 3; i++) {
            assertThat(Math.exp(along(connected, graph, orderings[i])
                            .logQSteps()
                            .value()
                            .get(0)))
                    .isCloseTo(probabilities[i] / Arrays.stream(probabilities).sum(), within(1e-13));
        }
    }

    @ParameterizedTest
    @EnumSource
    void batch_drawsOrderingsThatGrow_asEachGraphAlone(Removal removal) {
        Destructor destructor = new Destructor(parameters, SIZES, new EncoderConfig(removal, true, 0));
        Random random = new Random(2);
        List<Graph> graphs = IntStream.range(0, 200)
                .mapToObj(i -> RandomGraphs.typed(random, 1 + i % 8, 0.5, 1, 1))
                .filter(Graph::isConnected)
                .toList();
        Minibatch batch = new Minibatch(graphs, 2);
        long[] keys = IntStream.range(0, batch.size())
                .mapToLong(i -> RandomKey.of(3).split(i).bits())
                .toArray();
        Destruction together = destructor.destruct(Tape.forwardOnly(), batch, VictimRule.sampled(keys));
        for (int b = 0; b < batch.size(); b++) {
            assertThat(grows(batch.graph(b), together.batch().ordering(b))).isTrue();
            DMatrixRMaj alone = along(
                            destructor, batch.graph(b), together.batch().ordering(b))
                    .lastState()
                    .value();
            for (int i = 0; i < 3; i++) {
                assertThat(together.lastState().value().get(b, i)).isCloseTo(alone.get(0, i), within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void gradients_areThoseOfCentralDifferences(Removal removal) {
        Destructor destructor = new Destructor(parameters, SIZES, new EncoderConfig(removal, true, 0));
        Minibatch stored = new Minibatch(GRAPHS, 1);
        Minibatch batch = stored.along(b -> Orderings.all(stored.nodes(b)).stream()
                .filter(ordering -> grows(stored.graph(b), ordering))
                .reduce((earlier, later) -> later)
                .orElseThrow());
        GradientCheck.of(parameters.values(), tape -> {
                    Destruction destruction = destructor.destruct(tape, batch, VictimRule.along(batch));
                    DMatrixRMaj weights =
                            new DMatrixRMaj(destruction.logQSteps().rows(), 1);
                    for (int i = 0; i < weights.numRows; i++) {
                        weights.set(i, 0, 1 + 0.3 * i);
                    }
                    return dot(tape.constant(weights), destruction.logQSteps());
                })
                .alongDirections(2)
                .assertGradients();
    }

    @Test
    void disconnectedGraph_isRefused() {
        Destructor destructor = new Destructor(parameters, SIZES, new EncoderConfig(Removal.HARD, true, 0));
        assertThatThrownBy(() -> along(destructor, Graph.of(3, new int[][] {{0, 1}}), 0, 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not connected")
                .hasMessageContaining("connectivity any");
    }
}
