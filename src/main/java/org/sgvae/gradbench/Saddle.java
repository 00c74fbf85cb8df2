package org.sgvae.gradbench;

import java.util.Map;
import java.util.stream.Stream;
import org.sgvae.gradbench.nested.Descent;
import org.sgvae.gradbench.nested.Differentiation;
import org.sgvae.gradbench.nested.Scalar;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonPlace;

/** A saddle point of \(|a|^2 - |b|^2\): the least over a of the largest over b, two descents, one inside the other. */
final class Saddle {
    static final Map<String, Evaluation> FUNCTIONS = Map.of(
            "rr", input -> saddle(input, "rr"),
            "rf", input -> saddle(input, "rf"),
            "fr", input -> saddle(input, "fr"),
            "ff", input -> saddle(input, "ff"));

    private Saddle() {}

    private static Evaluation.Run saddle(JsonPlace input, String modes) {
        double[] numbers = input.at("start").asDoubles();
        Scalar[] start = {Scalar.of(numbers[0]), Scalar.of(numbers[1])};
        Descent outer = new Descent(Differentiation.of(modes.charAt(0)), 0);
        Descent inner = new Descent(Differentiation.of(modes.charAt(1)), 1);
        return () -> {
            Scalar[] a = outer.argmin(x -> height(x, inner.argmax(y -> height(x, y), start)), start);
            Scalar[] b = inner.argmax(y -> height(a, y), start);
            return () -> JsonArray.ofNumbers(
                    Stream.of(a[0], a[1], b[0], b[1]).mapToDouble(Scalar::value).toArray());
        };
    }

    private static Scalar height(Scalar[] a, Scalar[] b) {
        return a[0].square().plus(a[1].square()).minus(b[0].square().plus(b[1].square()));
    }
}
