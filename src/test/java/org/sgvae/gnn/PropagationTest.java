package org.sgvae.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgvae.autodiff.op.MatrixOps.affine;
import static org.sgvae.autodiff.op.SegmentOps.segmentSum;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.op.Equivalence;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.nn.GruCell;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

class PropagationTest {
    private static final Initializer WEIGHTS = Initializer.normal(0.4);

    private final Parameters parameters = new Parameters(WEIGHTS, RandomKey.of(1));

    /** By src/site/markdown/model.md: an affine message for every directed edge, their sum at the receiver, then the GRU. */
    private static Variable plain(Parameters parameters, Variable h, GraphBatch batch, int rounds, int edgeTypes) {
        Tape tape = h.tape();
        Variable state = h;
        for (int t = 0; t < rounds; t++) {
            String name = "prop." + t;
            Variable messages = affine(
                    PlainMessages.inputs(state, batch, edgeTypes),
                    parameters.get(name + ".message.weight").on(tape),
                    parameters.get(name + ".message.bias").on(tape));
            Variable heard = segmentSum(messages, batch.receiver(), batch.rows());
            state = GruCell.gates(
                    affine(
                            heard,
                            parameters.get(name + ".gru.weight_ih").on(tape),
                            parameters.get(name + ".gru.bias_ih").on(tape)),
                    affine(
                            state,
                            parameters.get(name + ".gru.weight_hh").on(tape),
                            parameters.get(name + ".gru.bias_hh").on(tape)),
                    state);
        }
        return state;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1, 1", "2, 2, 5, 6, 1", "3, 3, 4, 7, 2", "4, 2, 3, 2, 3", "5, 1, 16, 32, 2", "6, 4, 2, 5, 1"})
    void apply_isItsPlainForm(long seed, int rounds, int d, int m, int edgeTypes) {
        Propagation propagation = new Propagation(parameters, "prop", rounds, d, m, edgeTypes);
        GraphBatch batch = RandomBatches.batch(RandomBatches.graphs(seed, edgeTypes));
        DMatrixRMaj h = RandomMatrices.normal(new SplittableRandom(seed), batch.rows(), d);
        Map<String, DMatrixRMaj> all = parameters.values();
        all.put("h", h);
        Equivalence.assertSame(
                all,
                1e-12,
                tape -> propagation.apply(tape.variable(h), batch),
                tape -> plain(parameters, tape.variable(h), batch, rounds, edgeTypes));
    }

    /** What a sender with weight 0 says is not heard, as if its edges were not there; weight 1 changes nothing. */
    @Test
    void applyWeighted_ofZerosAndOnesHasTheEdgesOfTheOnesAlone() {
        Propagation propagation = new Propagation(parameters, "prop", 2, 3, 4, 1);
        Graph path = Graph.of(4, new int[] {0, 1}, new int[] {1, 2}, new int[] {2, 3});
        DMatrixRMaj h = RandomMatrices.normal(new SplittableRandom(8), 4, 3);
        Tape tape = Tape.forwardOnly();
        DMatrixRMaj weight = new DMatrixRMaj(new double[][] {{1}, {1}, {0}, {1}});
        Variable weighted =
                propagation.applyWeighted(tape.constant(h), tape.constant(weight), RandomBatches.batch(List.of(path)));
        DMatrixRMaj without = apply(propagation, h, Graph.of(4, new int[] {0, 1}));
        for (int v : new int[] {0, 1, 3}) {
            for (int j = 0; j < 3; j++) {
                assertThat(weighted.value().get(v, j)).isEqualTo(without.get(v, j));
            }
        }
        assertThat(weighted.value().get(2, 0)).isNotEqualTo(without.get(2, 0)); // it hears those beside it all the same
    }

    /** Used twice on one tape, it shares the product of its weights; the gradients of both uses add up. */
    @Test
    void apply_mayBeRepeatedOnOneTape() {
        Propagation propagation = new Propagation(parameters, "prop", 2, 3, 4, 2);
        GraphBatch first = RandomBatches.batch(RandomBatches.graphs(7, 2));
        GraphBatch second = new GraphBatch();
        second.add(Graph.of(first.rows()));
        DMatrixRMaj h = RandomMatrices.normal(new SplittableRandom(7), first.rows(), 3);
        Equivalence.assertSame(
                parameters.values(),
                1e-12,
                tape -> propagation.apply(propagation.apply(tape.constant(h), first), second),
                tape -> plain(parameters, plain(parameters, tape.constant(h), first, 2, 2), second, 2, 2));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1, 1", "2, 2, 3, 4, 2"})
    void gradients_areThoseOfCentralDifferences(long seed, int rounds, int d, int m, int edgeTypes) {
        Propagation propagation = new Propagation(parameters, "prop", rounds, d, m, edgeTypes);
        GraphBatch batch = RandomBatches.batch(RandomBatches.graphs(seed, edgeTypes));
        DMatrixRMaj h = RandomMatrices.normal(new SplittableRandom(seed), batch.rows(), d);
        Map<String, DMatrixRMaj> all = parameters.values();
        all.put("h", h);
        GradientCheck.assertGradients(all, tape -> propagation.apply(tape.variable(h), batch));
    }

    @Test
    void relabelling_permutesTheStates() {
        Random random = new Random(3);
        Graph graph = RandomGraphs.typed(random, 8, 0.4, 1, 2);
        int[] order = RandomGraphs.ordering(random, 8);
        Propagation propagation = new Propagation(parameters, "prop", 2, 3, 4, 2);
        DMatrixRMaj h = RandomMatrices.normal(new SplittableRandom(3), 8, 3);
        DMatrixRMaj states = apply(propagation, h, graph);
        DMatrixRMaj relabelled = apply(propagation, rows(h, order), graph.relabel(order));
        Equivalence.assertClose("states", relabelled, rows(states, order), 1e-13);
    }

    /** After T rounds a node has heard of those at most T edges away, and of no others. */
    @Test
    void states_dependOnNodesWithinReachAlone() {
        Graph path = Graph.of(6, new int[] {0, 1}, new int[] {1, 2}, new int[] {2, 3}, new int[] {4, 5});
        Propagation propagation = new Propagation(parameters, "prop", 2, 3, 4, 1);
        DMatrixRMaj h = RandomMatrices.normal(new SplittableRandom(5), 6, 3);
        DMatrixRMaj before = apply(propagation, h, path);
        h.set(0, 0, h.get(0, 0) + 1);
        DMatrixRMaj after = apply(propagation, h, path);
        for (int v = 0; v < 6; v++) {
            assertThat(before.get(v, 0) != after.get(v, 0)).as("node %d", v).isEqualTo(v <= 2);
        }
    }

    private static DMatrixRMaj apply(Propagation propagation, DMatrixRMaj h, Graph graph) {
        Tape tape = Tape.forwardOnly();
        return propagation
                .apply(tape.constant(h), RandomBatches.batch(List.of(graph)))
                .value();
    }

    private static DMatrixRMaj rows(DMatrixRMaj h, int[] order) {
        Orderings.requirePermutation(order, h.numRows);
        DMatrixRMaj rows = new DMatrixRMaj(h.numRows, h.numCols);
        for (int i = 0; i < order.length; i++) {
            for (int j = 0; j < h.numCols; j++) {
                rows.set(i, j, h.get(order[i], j));
            }
        }
        return rows;
    }

    @Test
    void weights_ofEveryRoundAreRegistered() {
        assertThat(new Propagation(parameters, "prop", 2, 5, 6, 1)).isNotNull();
        assertThat(parameters.all().stream().map(Parameter::toString))
                .containsExactlyInAnyOrder(
                        "prop.0.message.weight 6x11",
                        "prop.0.message.bias 1x6",
                        "prop.0.gru.weight_ih 15x6",
                        "prop.0.gru.weight_hh 15x5",
                        "prop.0.gru.bias_ih 1x15",
                        "prop.0.gru.bias_hh 1x15",
                        "prop.1.message.weight 6x11",
                        "prop.1.message.bias 1x6",
                        "prop.1.gru.weight_ih 15x6",
                        "prop.1.gru.weight_hh 15x5",
                        "prop.1.gru.bias_ih 1x15",
                        "prop.1.gru.bias_hh 1x15");
    }
}
