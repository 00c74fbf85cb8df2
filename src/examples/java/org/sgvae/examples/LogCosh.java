package org.sgvae.examples;

import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ReductionOps.sum;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Pullback;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;

/** Exercise 2: y = log cosh x with the pullback x̄ += ȳ tanh x, and the mistake that only a second use of x shows. */
public final class LogCosh {
    private static final Pullback ADDS = (kernels, y) -> {
        for (int i = 0; i < y.value().getNumElements(); i++) {
            y.input(0).gradient().data[i] +=
                    y.gradient().data[i] * Math.tanh(y.input(0).value().data[i]);
        }
    };

    private static final Pullback OVERWRITES = (kernels, y) -> {
        for (int i = 0; i < y.value().getNumElements(); i++) {
            y.input(0).gradient().data[i] =
                    y.gradient().data[i] * Math.tanh(y.input(0).value().data[i]);
        }
    };

    public static void main(String[] args) {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{0.5, -2, 300}});
        for (Pullback pullback : List.of(ADDS, OVERWRITES)) {
            boolean once = GradientCheck.of(List.of(x), in -> sum(logCosh(pullback, in.get(0))))
                    .run()
                    .agrees();
            boolean twice = GradientCheck.of(List.of(x), in -> sum(multiply(in.get(0), logCosh(pullback, in.get(0)))))
                    .run()
                    .agrees();
            System.out.printf(
                    "%s: sum of log cosh x %s, sum of x log cosh x %s%n",
                    pullback == ADDS ? "adds" : "overwrites",
                    once ? "agrees" : "disagrees",
                    twice ? "agrees" : "disagrees");
        }
    }

    /** |x| + log(1 + exp(-2 |x|)) - log 2, as cosh 300 squared would overflow. */
    private static Variable logCosh(Pullback pullback, Variable x) {
        Variable y = x.tape().append(new Op("logCosh", pullback), x.rows(), x.columns(), x);
        for (int i = 0; i < y.value().getNumElements(); i++) {
            double size = Math.abs(x.value().data[i]);
            y.value().data[i] = size + Math.log1p(Math.exp(-2 * size)) - Math.log(2);
        }
        return y;
    }
}
