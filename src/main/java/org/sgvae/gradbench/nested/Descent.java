package org.sgvae.gradbench.nested;

import java.util.function.Function;

/**
 * GradBench's gradient descent, differentiable itself. Its rate grows after ten steps in a row and shrinks after one
 * that does not descend.
 *
 * @param mode how the gradient is computed
 * @param level number of derivatives around it
 */
public record Descent(Differentiation mode, int level) {
    private static final double FIRST_RATE = 1e-5;
    private static final double SMALLEST = 1e-5;
    private static final int STEADY = 10;

    /** {@return where a function is least, from a start} */
    public Scalar[] argmin(Function<Scalar[], Scalar> f, Scalar[] start) {
        Scalar[] x = start;
        Scalar fx = f.apply(x);
        Scalar[] gradient = mode.gradient(f, x, level);
        double rate = FIRST_RATE;
        int steps = 0;
        while (norm(gradient) > SMALLEST) {
            if (steps == STEADY) {
                rate *= 2;
                steps = 0;
                continue;
            }
            Scalar[] y = new Scalar[x.length];
            Scalar[] step = new Scalar[x.length];
            for (int i = 0; i < y.length; i++) {
                y[i] = x[i].minus(gradient[i].times(Scalar.of(rate)));
                step[i] = x[i].minus(y[i]);
            }
            if (norm(step) <= SMALLEST) {
                break;
            }
            Scalar fy = f.apply(y);
            if (fy.value() < fx.value()) {
                x = y;
                fx = fy;
                gradient = mode.gradient(f, x, level);
                steps++;
            } else {
                rate /= 2;
                steps = 0;
            }
        }
        return x;
    }

    /** {@return where a function is largest, from a start} */
    public Scalar[] argmax(Function<Scalar[], Scalar> f, Scalar[] start) {
        return argmin(x -> f.apply(x).negate(), start);
    }

    private static double norm(Scalar[] vector) {
        double sum = 0;
        for (Scalar entry : vector) {
            sum += entry.value() * entry.value();
        }
        return Math.sqrt(sum);
    }
}
