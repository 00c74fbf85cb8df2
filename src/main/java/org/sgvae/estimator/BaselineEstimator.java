package org.sgvae.estimator;

import java.util.Arrays;

/**
 * REINFORCE with a baseline (Williams 1992): \(p_k = 1\) and \(s_{kt} = f_k - b_k\) for all choices t of a sample. It is
 * unbiased for every baseline b that does not depend on the sample's own choices, and the closer b is to f, the smaller
 * is the variance.
 */
public interface BaselineEstimator extends ScoreFunctionEstimator {
    /**
     * Returns the baseline of a sample.
     *
     * @param samples signals and choices; not modified
     * @param k number of the sample; its own signal has no part in the baseline
     * @param state what was learned before this mini-batch; not modified
     * @return \(b_k\), nats
     */
    double baseline(LearningSignals samples, int k, double[] state);

    @Override
    default void weigh(LearningSignals samples, double[] state, double[] path, double[] score) {
        Arrays.fill(path, 0, samples.size(), 1);
        double[] centred = new double[samples.size()];
        for (int k = 0; k < samples.size(); k++) {
            centred[k] = samples.signal(k) - baseline(samples, k, state);
        }
        for (int choice = 0; choice < samples.choices(); choice++) {
            score[choice] = centred[samples.sampleOf(choice)];
        }
    }
}
