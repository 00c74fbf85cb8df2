package org.sgvae.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

/**
 * Runs what a tape recorded once more, on dual numbers: backward mode against forward mode along random directions
 * \(\dot X\) of all leaves at once, \(\langle \bar Y, J \dot X \rangle = \langle J^\top \bar Y, \dot X \rangle\).
 */
public final class DualTape {
    private DualTape() {}

    /**
     * Checks the gradients that {@link Tape#backward(Variable, DMatrixRMaj)} left on a tape, and the result's value.
     *
     * @param y the result that it was called with
     * @param yBar its weights
     * @param seed source of the directions
     * @param tolerance largest relative difference of value and slope, beside 1e-13 of the sum of the absolute parts
     */
    public static void check(Variable y, DMatrixRMaj yBar, long seed, double tolerance) {
        Map<Integer, DMatrixRMaj> directions = new HashMap<>();
        SplittableRandom random = new SplittableRandom(seed);
        double backward = 0;
        double size = 1;
        for (int n = 0; n <= y.index(); n++) {
            Variable leaf = y.tape().get(n);
            if (leaf.inputCount() == 0 && leaf.needsGradient()) {
                DMatrixRMaj direction = RandomMatrices.normal(random, leaf.rows(), leaf.columns());
                directions.put(n, direction);
                for (int i = 0; i < direction.getNumElements(); i++) {
                    double part = leaf.gradient().data[i] * direction.data[i];
                    backward += part;
                    size += Math.abs(part);
                }
            }
        }
        assertThat(directions).isNotEmpty();
        Dual[][] expected = evaluate(y, directions);
        double forward = 0;
        for (int i = 0; i < y.rows(); i++) {
            for (int j = 0; j < y.columns(); j++) {
                double value = expected[i][j].value();
                assertThat(y.value().get(i, j))
                        .as(y.toString())
                        .isCloseTo(value, within(1e-12 * (1 + Math.abs(value))));
                forward += yBar.get(i, j) * expected[i][j].slope();
            }
        }
        assertThat(backward).as(y.toString()).isCloseTo(forward, within(tolerance * Math.abs(forward) + 1e-13 * size));
    }

    /**
     * Evaluates a result.
     *
     * @param y the result
     * @param directions derivatives of leaves by their positions; those of others are zero
     */
    private static Dual[][] evaluate(Variable y, Map<Integer, DMatrixRMaj> directions) {
        List<Dual[][]> duals = new ArrayList<>();
        for (int n = 0; n <= y.index(); n++) {
            Variable entry = y.tape().get(n);
            if (entry.inputCount() == 0) {
                duals.add(leaf(entry.value(), directions.get(n)));
            } else {
                List<Dual[][]> inputs = IntStream.range(0, entry.inputCount())
                        .mapToObj(i -> duals.get(entry.input(i).index()))
                        .toList();
                duals.add(DualOps.apply(entry, inputs));
            }
        }
        return duals.get(y.index());
    }

    private static Dual[][] leaf(DMatrixRMaj value, DMatrixRMaj direction) {
        Dual[][] dual = new Dual[value.numRows][value.numCols];
        for (int i = 0; i < value.numRows; i++) {
            for (int j = 0; j < value.numCols; j++) {
                dual[i][j] = new Dual(value.get(i, j), direction == null ? 0 : direction.get(i, j));
            }
        }
        return dual;
    }
}
