package org.sgvae.objective;

import static org.sgvae.autodiff.op.ElementwiseOps.stopGradient;

import org.sgvae.autodiff.Variable;
import org.sgvae.estimator.Reinforce;
import org.sgvae.estimator.ScoreFunctionEstimator;
import org.sgvae.model.Latent;
import org.sgvae.model.ModelConfig;
import org.sgvae.model.Terms;

/**
 * What the paper maximises: \(f = \ell + \log p(z) - \log q(π|x)\) with a point as code.
 *
 * <p>It is <em>not</em> a lower bound of the likelihood, since a point has no density; it is called a surrogate wherever
 * it is reported. Its gradient as published: \(\nabla \ell\), through z as well, and
 * \(\nabla \log q(π|x) \cdot (f - 1)\) from the {@linkplain Reinforce#asPublished() published estimator}; the gradient of
 * \(\log p(z)\) through z is left out.
 *
 * @param estimator estimator of the gradient with respect to the ordering
 */
public record PaperSurrogate(ScoreFunctionEstimator estimator) implements EstimatedObjective {
    /** The surrogate with the published estimator. */
    public static PaperSurrogate asPublished() {
        return new PaperSurrogate(Reinforce.asPublished());
    }

    @Override
    public Variable signal(Terms terms, double progress, double[] state) {
        Latent code = terms.latent();
        if (code == null) {
            throw new IllegalArgumentException("the model has no code; train it with a bound");
        }
        Latent constantPrior = code.withDivergence(stopGradient(code.divergence()));
        return Elbo.signal(
                new Terms(terms.batch(), terms.logPx(), terms.logQOrder(), terms.choices(), constantPrior), 1, 0, 1);
    }

    @Override
    public double orderingWeight(double progress) {
        return 1;
    }

    @Override
    public void requireFits(ModelConfig model) {
        if (model.hasBound()) {
            throw new IllegalArgumentException(
                    "the paper's surrogate is defined for a point posterior; use a bound with another model");
        }
    }
}
