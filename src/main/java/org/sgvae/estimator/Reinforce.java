package org.sgvae.estimator;

/**
 * REINFORCE (Williams 1992) with a constant baseline: \(s = f - b\). The SGVAE paper has b = 1, which its derivation
 * leaves over; the mean of that term is zero, so it only adds noise. Unbiased.
 *
 * @param baseline b, nats
 */
public record Reinforce(double baseline) implements BaselineEstimator {
    /** The estimator of the paper: one sample, \(s = f - 1\). */
    public static Reinforce asPublished() {
        return new Reinforce(1);
    }

    @Override
    public double baseline(LearningSignals samples, int k, double[] state) {
        return baseline;
    }
}
