package org.sgvae.sgvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.dual.Dual;
import org.sgvae.encoder.Posterior;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.model.Terms;

/** All terms of the objective and their gradient against {@link DualSgvae}, along random directions of all weights at once. */
class DualSgvaeTest {
    /** Of log p(x), log p(z), log q(z), KL and log q(π): each its own, so that none hides another. */
    private static final double[] FACTORS = {1, 1.5, -1.25, -0.5, 0.75};

    @ParameterizedTest
    @EnumSource
    void objective_hasTheValueAndTheSlopesOfDualNumbers(Posterior posterior) {
        Sgvae model = SmallModels.of(posterior);
        Random random = new Random(5);
        List<Graph> graphs = List.of(
                Graph.of(new int[] {1}),
                Graph.of(new int[] {0, 2, 1}, new int[] {0, 2, 1}),
                RandomGraphs.typed(random, 6, 0.5, SmallModels.NODE_TYPES, SmallModels.EDGE_TYPES));
        for (Graph graph : graphs) {
            int[] ordering = RandomGraphs.ordering(random, graph.nodes());
            DMatrixRMaj noise = RandomMatrices.normal(
                    new SplittableRandom(6), 1, model.config().latentDim());
            Tape tape = Tape.recording();
            Variable objective = objective(
                    model.passAlong(tape, Minibatch.of(graph, ordering), noise).terms());
            tape.backward(objective);
            Map<String, DMatrixRMaj> gradients = SmallModels.gradients(model.parameters(), tape);
            for (int seed = 0; seed < 5; seed++) {
                Map<String, Dual[][]> weights = new LinkedHashMap<>();
                double slope = 0;
                double size = 1;
                SplittableRandom directions = new SplittableRandom(seed);
                for (Map.Entry<String, DMatrixRMaj> parameter :
                        model.parameters().values().entrySet()) {
                    DMatrixRMaj value = parameter.getValue();
                    DMatrixRMaj direction = RandomMatrices.normal(directions, value.numRows, value.numCols);
                    weights.put(parameter.getKey(), duals(value, direction));
                    for (int i = 0; i < value.getNumElements(); i++) {
                        double part = gradients.get(parameter.getKey()).data[i] * direction.data[i];
                        slope += part;
                        size += Math.abs(part);
                    }
                }
                Dual expected = objective(new DualSgvae(weights, model.config()).terms(graph, ordering, noise.data));
                assertThat(objective.scalarValue()).isCloseTo(expected.value(), within(1e-12 * size));
                assertThat(slope)
                        .isCloseTo(expected.slope(), within(1e-10 * Math.abs(expected.slope()) + 1e-13 * size));
            }
        }
    }

    private static Variable objective(Terms terms) {
        Variable sum = ArithmeticOps.add(
                ArithmeticOps.scale(FACTORS[0], terms.logPx()),
                ArithmeticOps.scale(FACTORS[1], terms.latent().logPz()));
        sum = ArithmeticOps.add(sum, ArithmeticOps.scale(FACTORS[4], terms.logQOrder()));
        if (terms.latent().posterior() != null) {
            sum = ArithmeticOps.add(
                    sum, ArithmeticOps.scale(FACTORS[2], terms.latent().logQz()));
            sum = ArithmeticOps.add(
                    sum, ArithmeticOps.scale(FACTORS[3], terms.latent().divergence()));
        }
        return sum;
    }

    private static Dual objective(DualSgvae.Terms terms) {
        return Dual.sum(
                terms.logPx().times(FACTORS[0]),
                terms.logPz().times(FACTORS[1]),
                terms.logQz().times(FACTORS[2]),
                terms.kl().times(FACTORS[3]),
                terms.logQOrder().times(FACTORS[4]));
    }

    private static Dual[][] duals(DMatrixRMaj value, DMatrixRMaj direction) {
        Dual[][] duals = new Dual[value.numRows][value.numCols];
        for (int i = 0; i < value.numRows; i++) {
            for (int j = 0; j < value.numCols; j++) {
                duals[i][j] = new Dual(value.get(i, j), direction.get(i, j));
            }
        }
        return duals;
    }
}
