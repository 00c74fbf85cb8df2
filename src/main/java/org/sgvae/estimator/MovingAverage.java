package org.sgvae.estimator;

import java.util.List;

/**
 * REINFORCE with a moving average of past signals as baseline: \(s = f - b\), and after each mini-batch
 * \(b \leftarrow γ b + (1-γ) \bar f\). Unbiased, as b was known before the sample; it takes away what all graphs have in
 * common and nothing else. The first mini-batch has baseline 0, and the second the mean of the first.
 *
 * <p>State: b, and 1 as soon as it is known.
 *
 * @param decay γ, in [0, 1)
 */
public record MovingAverage(double decay) implements BaselineEstimator {
    private static final int BASELINE = 0; // places in the state
    private static final int STARTED = 1;

    /**
     * Checks the decay.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public MovingAverage {
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException("decay " + decay + ": must lie in [0, 1)");
        }
    }

    @Override
    public double baseline(LearningSignals samples, int k, double[] state) {
        return state[BASELINE];
    }

    @Override
    public void learn(List<LearningSignals> parts, double[] state) {
        double sum = 0;
        int size = 0;
        for (LearningSignals samples : parts) {
            for (int k = 0; k < samples.size(); k++) {
                sum += samples.signal(k);
            }
            size += samples.size();
        }
        double mean = sum / size;
        state[BASELINE] = state[STARTED] > 0 ? decay * state[BASELINE] + (1 - decay) * mean : mean;
        state[STARTED] = 1;
    }

    @Override
    public int stateSize() {
        return 2;
    }
}
