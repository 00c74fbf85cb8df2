package org.sgvae.gradbench;

import java.util.Map;
import org.sgvae.autodiff.op.SoftmaxOps;

/** The log of a sum of exponentials of a long vector. */
final class LogSumExp {
    static final Map<String, Evaluation> FUNCTIONS = Map.of(
            "primal", input -> ScalarFunction.value(Matrices.row(input.at("x")), SoftmaxOps::logSumExp),
            "gradient", input -> ScalarFunction.gradient(Matrices.row(input.at("x")), SoftmaxOps::logSumExp));

    private LogSumExp() {}
}
