package org.sgvae.model;

import org.sgvae.estimator.ScoreFunctionEstimator;

/**
 * What the paper maximises: \(f = \ell + \log p(z) - \log q(π|x)\) with a point as code.
 *
 * <p>It is <em>not</em> a lower bound of the likelihood, since a point has no density; it is called a surrogate wherever it is
 * reported. Its gradient as published: \(\nabla \ell\), through z as well, and \(\nabla \log q(π|x) \cdot (f - 1)\) from the
 * {@linkplain org.sgvae.estimator.Reinforce#asPublished() published estimator}; the gradient of \(\log p(z)\) through z is left out.
 */
public record PaperSurrogate() implements Objective {
    @Override
    public void weigh(BatchTerms values, ScoreFunctionEstimator estimator, double progress, BatchTerms weights) {
        int samples = values.size();
        double[] signal = new double[samples];
        for (int i = 0; i < samples; i++) {
            signal[i] = values.logPx[i] + values.logPz[i] - values.logQOrder[i];
        }
        estimator.weigh(signal, samples, values.copies(), weights.logPx, weights.logQOrder);
        for (int i = 0; i < samples; i++) {
            weights.logPx[i] /= samples;
            weights.logQOrder[i] /= samples;
        }
    }
}
