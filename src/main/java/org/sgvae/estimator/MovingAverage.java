package org.sgvae.estimator;

import java.util.Arrays;

/**
 * REINFORCE with a moving average of past signals as baseline: \(s = f - b\), and after each mini-batch
 * \(b \leftarrow γ b + (1-γ) \bar f\). Unbiased, as b was known before the sample; it takes away what all graphs have in common and
 * nothing else. Has a state: one training run, one estimator.
 */
public final class MovingAverage implements ScoreFunctionEstimator {
    private final double decay;
    private double baseline;
    private boolean started;

    /**
     * Makes an estimator that has seen nothing yet; its first mini-batch has baseline 0.
     *
     * @param decay γ, in [0, 1)
     */
    public MovingAverage(double decay) {
        this.decay = decay;
    }

    @Override
    public void weigh(Samples samples, double[] path, double[] score) {
        Arrays.fill(path, 0, samples.size(), 1);
        double sum = 0;
        for (int k = 0; k < samples.size(); k++) {
            samples.weighChoices(k, samples.signal(k) - baseline, score);
            sum += samples.signal(k);
        }
        double mean = sum / samples.size();
        baseline = started ? decay * baseline + (1 - decay) * mean : mean;
        started = true;
    }

    @Override
    public int smallestCopies() {
        return 1;
    }
}
