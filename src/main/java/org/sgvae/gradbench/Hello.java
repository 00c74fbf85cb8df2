package org.sgvae.gradbench;

import java.util.Map;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ElementwiseOps;

/** The square of a number, and its derivative. */
final class Hello {
    static final Map<String, Evaluation> FUNCTIONS = Map.of(
            "square",
            input -> ScalarFunction.value(Matrices.scalar(input.asDouble()), ElementwiseOps::square),
            "double",
            input -> () -> {
                Tape tape = Tape.recording();
                Variable x = tape.variable(Matrices.scalar(input.asDouble()));
                tape.backward(ElementwiseOps.square(x));
                return () -> Matrices.number(x.gradient().get(0));
            });

    private Hello() {}
}
