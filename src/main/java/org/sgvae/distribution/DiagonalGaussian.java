package org.sgvae.distribution;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.addConstant;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ArithmeticOps.negate;
import static org.sgvae.autodiff.op.ArithmeticOps.scale;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.ElementwiseOps.exp;
import static org.sgvae.autodiff.op.ElementwiseOps.square;
import static org.sgvae.autodiff.op.ReductionOps.sumOverColumns;

import org.sgvae.autodiff.Variable;
import org.sgvae.kernel.ElementaryFunctions;

/**
 * Independent normal vectors, one a row, with diagonal covariance: \(z = μ + e^{s} ⊙ ε\), \(ε \sim N(0, I)\).
 *
 * @param mean \(μ\), n x k
 * @param logStd \(s\), logarithm of the standard deviations, n x k
 */
public record DiagonalGaussian(Variable mean, Variable logStd) {
    private static final double LOG_2_PI = ElementaryFunctions.log(2 * Math.PI);

    /**
     * Draws by reparameterisation, so that gradients reach mean and deviation (Kingma and Welling 2014).
     *
     * @param noise \(ε\), n x k; not modified
     * @return \(z\), n x k
     */
    public Variable sample(Variable noise) {
        return add(mean, multiply(exp(logStd), noise));
    }

    /**
     * Scores the sample that some noise gives: \(\sum_i -\tfrac12 ε_i^2 - s_i - \tfrac12 \ln 2π\).
     *
     * @param noise \(ε\), n x k; not modified
     * @return log-densities, n x 1
     */
    public Variable logProbOfNoise(Variable noise) {
        Variable terms = subtract(scale(-0.5, square(noise)), logStd);
        return sumOverColumns(addConstant(terms, -0.5 * LOG_2_PI));
    }

    /**
     * Scores any vectors: \(\sum_i -\tfrac12 ((z_i - μ_i) e^{-s_i})^2 - s_i - \tfrac12 \ln 2π\).
     *
     * @param z the vectors, n x k; not modified
     * @return log-densities, n x 1
     */
    public Variable logProb(Variable z) {
        return logProbOfNoise(multiply(subtract(z, mean), exp(negate(logStd))));
    }

    /**
     * Kullback–Leibler divergence from the standard normal: \(\sum_i \tfrac12 (μ_i^2 + e^{2 s_i} - 1) - s_i\).
     *
     * @return divergences, n x 1
     */
    public Variable klToStandardNormal() {
        Variable squares = add(square(mean), exp(scale(2, logStd)));
        return sumOverColumns(subtract(scale(0.5, addConstant(squares, -1)), logStd));
    }

    /**
     * Scores vectors under the standard normal: \(\sum_i -\tfrac12 z_i^2 - \tfrac12 \ln 2π\).
     *
     * @param z the vectors, n x k; not modified
     * @return log-densities, n x 1
     */
    public static Variable standardLogProb(Variable z) {
        return sumOverColumns(addConstant(scale(-0.5, square(z)), -0.5 * LOG_2_PI));
    }
}
