package org.sgvae.autodiff.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

/**
 * Asserts that two ways to compute a matrix are the same: in value, and in the gradient of every matrix that it is made of, under
 * random weights of its entries.
 *
 * <p>Errors are measured against the largest entry of the matrix in question, since round-off is.
 */
public final class Equivalence {
    private Equivalence() {}

    /**
     * Compares two functions.
     *
     * @param parameters matrices by name, which the functions take as {@code tape.variable(...)}
     * @param tolerance largest error
     * @param first one way
     * @param second the other
     */
    public static void assertSame(
            Map<String, DMatrixRMaj> parameters,
            double tolerance,
            Function<Tape, Variable> first,
            Function<Tape, Variable> second) {
        Map<String, DMatrixRMaj> expected = results(parameters, second);
        results(parameters, first).forEach((name, matrix) -> assertClose(name, matrix, expected.get(name), tolerance));
    }

    private static Map<String, DMatrixRMaj> results(
            Map<String, DMatrixRMaj> parameters, Function<Tape, Variable> function) {
        Tape tape = Tape.recording();
        Variable y = function.apply(tape);
        tape.backward(y, RandomMatrices.normal(new SplittableRandom(1), y.rows(), y.columns()));
        Map<String, DMatrixRMaj> results = new LinkedHashMap<>();
        results.put("value", y.value().copy());
        parameters.forEach((name, matrix) -> results.put(
                "gradient of " + name, tape.variable(matrix).gradient().copy()));
        return results;
    }

    /** Asserts that two matrices are the same up to an error relative to the largest entry. */
    public static void assertClose(String name, DMatrixRMaj actual, DMatrixRMaj expected, double tolerance) {
        assertThat(actual.numRows).as(name).isEqualTo(expected.numRows);
        assertThat(actual.numCols).as(name).isEqualTo(expected.numCols);
        double largest = 0;
        for (int i = 0; i < expected.getNumElements(); i++) {
            largest = Math.max(largest, Math.abs(expected.data[i]));
        }
        for (int i = 0; i < expected.getNumElements(); i++) {
            assertThat(Math.abs(actual.data[i] - expected.data[i]))
                    .as("%s, entry %d: %s instead of %s", name, i, actual.data[i], expected.data[i])
                    .isLessThanOrEqualTo(tolerance * largest);
        }
    }
}
