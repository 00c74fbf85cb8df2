package org.sgvae.estimator;

/**
 * REINFORCE (Williams 1992) with a constant baseline: \(w = f - b\). The SGVAE paper has b = 1, which its derivation leaves over; the
 * mean of that term is zero, so it only adds noise.
 *
 * @param baseline b, nats
 */
public record Reinforce(double baseline) implements ScoreFunctionEstimator {
    /** The estimator of the paper: one sample, \(w = f - 1\). */
    public static Reinforce asPublished() {
        return new Reinforce(1);
    }

    @Override
    public void weigh(double[] signal, int samples, int copies, double[] weight) {
        for (int k = 0; k < samples; k++) {
            weight[k] = signal[k] - baseline;
        }
    }

    @Override
    public int smallestCopies() {
        return 1;
    }
}
