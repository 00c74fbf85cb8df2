package org.sgvae.gradbench;

import java.util.Map;
import java.util.function.Function;
import org.sgvae.gradbench.nested.Descent;
import org.sgvae.gradbench.nested.Differentiation;
import org.sgvae.gradbench.nested.Scalar;
import org.sgvae.json.JsonPlace;

/** A particle steered past two charges, of which one can be moved by w, so that it comes down at 0. */
final class Particle {
    static final Map<String, Evaluation> FUNCTIONS = Map.of(
            "rr", input -> control(input, "rr"),
            "rf", input -> control(input, "rf"),
            "fr", input -> control(input, "fr"),
            "ff", input -> control(input, "ff"));

    private static final Scalar TIME_STEP = Scalar.of(0.1);

    private Particle() {}

    private static Evaluation.Run control(JsonPlace input, String modes) {
        double start = input.at("w").asDouble();
        Descent outer = new Descent(Differentiation.of(modes.charAt(0)), 0);
        Differentiation inner = Differentiation.of(modes.charAt(1));
        return () -> {
            Scalar[] w = outer.argmin(x -> squaredMiss(x[0], inner), new Scalar[] {Scalar.of(start)});
            return () -> Matrices.number(w[0].value());
        };
    }

    /** Euler's steps until the particle comes down; the squared place where its last line crosses the axis. */
    private static Scalar squaredMiss(Scalar w, Differentiation inner) {
        Function<Scalar[], Scalar> potential =
                z -> inverseDistance(z, Scalar.of(10).minus(w)).plus(inverseDistance(z, Scalar.of(0)));
        Scalar[] z = {Scalar.of(0), Scalar.of(8)};
        Scalar[] v = {Scalar.of(0.75), Scalar.of(0)};
        while (true) {
            Scalar[] gradient = inner.gradient(potential, z, 1);
            Scalar[] next = {z[0].plus(TIME_STEP.times(v[0])), z[1].plus(TIME_STEP.times(v[1]))};
            if (next[1].value() <= 0) {
                return z[0].minus(v[0].times(z[1]).over(v[1])).square();
            }
            v = new Scalar[] {v[0].minus(TIME_STEP.times(gradient[0])), v[1].minus(TIME_STEP.times(gradient[1]))};
            z = next;
        }
    }

    /** To a charge at (10, height). */
    private static Scalar inverseDistance(Scalar[] z, Scalar height) {
        Scalar squares =
                z[0].minus(Scalar.of(10)).square().plus(z[1].minus(height).square());
        return squares.sqrt().reciprocal();
    }
}
