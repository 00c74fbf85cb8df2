package org.sgvae.objective;

import org.sgvae.estimator.Samples;
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
        Samples samples = new Samples();
        samples.clear(values.copies());
        for (int i = 0; i < values.size(); i++) {
            double signal = Elbo.of(values.logPx[i], values.kl[i], values.logQOrder[i]);
            samples.add(signal, values.firstChoice(i + 1) - values.firstChoice(i));
        }
        for (int t = 0; t < samples.choices(); t++) {
            samples.setCost(t, values.logQChoice[t]);
        }
        estimator.weigh(samples, weights.logPx, weights.logQChoice);
        for (int i = 0; i < values.size(); i++) {
            weights.logPx[i] /= values.size();
        }
        for (int t = 0; t < samples.choices(); t++) {
            weights.logQChoice[t] /= values.size();
        }
    }
}
