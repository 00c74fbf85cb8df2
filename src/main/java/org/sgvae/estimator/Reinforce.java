package org.sgvae.estimator;

import java.util.Arrays;

/**
 * REINFORCE (Williams 1992) with a constant baseline: \(s = f - b\). The SGVAE paper has b = 1, which its derivation leaves over; the
 * mean of that term is zero, so it only adds noise. Unbiased.
 *
 * @param baseline b, nats
 */
public record Reinforce(double baseline) implements ScoreFunctionEstimator {
    /** The estimator of the paper: one sample, \(s = f - 1\). */
    public static Reinforce asPublished() {
        return new Reinforce(1);
    }

    @Override
    public void weigh(Samples samples, double[] path, double[] score) {
        Arrays.fill(path, 0, samples.size(), 1);
        for (int k = 0; k < samples.size(); k++) {
            samples.weighChoices(k, samples.signal(k) - baseline, score);
        }
    }

    @Override
    public int smallestCopies() {
        return 1;
    }
}
