package org.sgvae.gradbench;

import java.util.Map;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ElementwiseOps;
import org.sgvae.autodiff.op.MatrixOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.json.JsonPlace;

/**
 * \(\frac12 \sum_i (\operatorname{sign} t_i - \sum_j x_j t_i^j)^2\): a polynomial fitted to the sign at n points of
 * [−1, 1].
 */
final class LeastSquares {
    static final Map<String, Evaluation> FUNCTIONS = Map.of(
            "primal", input -> ScalarFunction.value(Matrices.row(input.at("x")), error(input)),
            "gradient", input -> ScalarFunction.gradient(Matrices.row(input.at("x")), error(input)));

    private LeastSquares() {}

    private static Function<Variable, Variable> error(JsonPlace input) {
        int n = input.at("n").asInt();
        return x -> {
            Variable powers = x.tape().zeroConstant(n, x.columns());
            Variable signs = x.tape().zeroConstant(n, 1);
            fill(powers.value(), signs.value());
            Variable residual = ArithmeticOps.subtract(signs, MatrixOps.matmulTransB(powers, x));
            return ArithmeticOps.scale(0.5, ReductionOps.sum(ElementwiseOps.square(residual)));
        };
    }

    private static void fill(DMatrixRMaj powers, DMatrixRMaj signs) {
        int n = powers.numRows;
        for (int i = 0; i < n; i++) {
            double t = -1 + 2.0 * i / (n - 1);
            signs.data[i] = Math.signum(t);
            double power = 1;
            for (int j = 0; j < powers.numCols; j++, power *= t) {
                powers.data[i * powers.numCols + j] = power;
            }
        }
    }
}
