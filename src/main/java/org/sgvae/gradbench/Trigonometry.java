package org.sgvae.gradbench;

import java.util.function.DoubleUnaryOperator;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Variable;
import org.sgvae.kernel.Kernels;

/** Sine and cosine, entry by entry, which the library does not have. */
final class Trigonometry {
    private static final Op SIN = new Op("sin", (Kernels kernels, Variable y) -> pull(y, Math::cos));
    private static final Op COS = new Op("cos", (Kernels kernels, Variable y) -> pull(y, x -> -Math.sin(x)));

    private Trigonometry() {}

    static Variable sin(Variable x) {
        return apply(SIN, x, Math::sin);
    }

    static Variable cos(Variable x) {
        return apply(COS, x, Math::cos);
    }

    private static Variable apply(Op op, Variable x, DoubleUnaryOperator f) {
        Variable y = x.tape().append(op, x.rows(), x.columns(), x);
        for (int i = 0; i < y.value().getNumElements(); i++) {
            y.value().data[i] = f.applyAsDouble(x.value().data[i]);
        }
        return y;
    }

    private static void pull(Variable y, DoubleUnaryOperator slope) {
        Variable x = y.input(0);
        if (x.needsGradient()) {
            for (int i = 0; i < y.value().getNumElements(); i++) {
                x.gradient().data[i] += y.gradient().data[i] * slope.applyAsDouble(x.value().data[i]);
            }
        }
    }
}
