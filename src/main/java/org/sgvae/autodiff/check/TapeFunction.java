package org.sgvae.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

/** A function on a tape as {@link SlopeComparison} wants it: a number, with the gradients of its parameters. */
final class TapeFunction {
    private final Function<Tape, Variable> function;
    private final Tape forward = Tape.forwardOnly();
    private final DMatrixRMaj weights;

    private TapeFunction(Function<Tape, Variable> function, DMatrixRMaj weights) {
        this.function = function;
        this.weights = weights;
    }

    /** Computes the gradients; if the value is not 1 x 1, those of the sum of its entries with random weights. */
    static SlopeComparison compare(
            Map<String, DMatrixRMaj> parameters,
            Function<Tape, Variable> function,
            double tolerance,
            SplittableRandom random) {
        Tape tape = Tape.recording();
        Variable y = function.apply(tape);
        DMatrixRMaj weights = new DMatrixRMaj(y.rows(), y.columns());
        for (int i = 0; i < weights.getNumElements(); i++) {
            weights.data[i] = weights.getNumElements() == 1 ? 1 : random.nextDouble(-1, 1);
        }
        TapeFunction scalar = new TapeFunction(function, weights);
        double value = scalar.weightedSum(y);
        if (y.needsGradient()) {
            tape.backward(y, weights);
        }
        List<SlopeComparison.Parameter> checked = new ArrayList<>();
        parameters.forEach((name, matrix) -> checked.add(new SlopeComparison.Parameter(
                name, matrix, tape.variable(matrix).gradient().copy(), false)));
        return new SlopeComparison(checked, scalar::value, value, tolerance, random);
    }

    private double value() {
        forward.reset();
        return weightedSum(function.apply(forward));
    }

    private double weightedSum(Variable y) {
        double sum = 0;
        for (int i = 0; i < y.value().getNumElements(); i++) {
            sum += weights.data[i] * y.value().data[i];
        }
        return sum;
    }
}
