package org.sgvae.gradbench;

import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

/** A function of one matrix with a 1 x 1 value, and its gradient, each with a tape that serves all runs. */
final class ScalarFunction {
    private final DMatrixRMaj x;
    private final Function<Variable, Variable> function;
    private final Tape tape;

    private ScalarFunction(DMatrixRMaj x, Function<Variable, Variable> function, Tape tape) {
        this.x = x;
        this.function = function;
        this.tape = tape;
    }

    static Evaluation.Run value(DMatrixRMaj x, Function<Variable, Variable> function) {
        ScalarFunction scalar = new ScalarFunction(x, function, Tape.forwardOnly());
        return () -> {
            Variable y = scalar.apply();
            return () -> Matrices.number(y.scalarValue());
        };
    }

    /** The gradient as a flat list. */
    static Evaluation.Run gradient(DMatrixRMaj x, Function<Variable, Variable> function) {
        ScalarFunction scalar = new ScalarFunction(x, function, Tape.recording());
        return () -> {
            scalar.tape.backward(scalar.apply());
            DMatrixRMaj gradient = scalar.tape.variable(x).gradient();
            return () -> Matrices.flat(gradient);
        };
    }

    private Variable apply() {
        tape.reset();
        return function.apply(tape.variable(x));
    }
}
