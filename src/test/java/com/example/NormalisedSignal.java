package com.example;

import java.util.Arrays;
import java.util.List;
import org.sgvae.estimator.LearningSignals;
import org.sgvae.estimator.ScoreFunctionEstimator;

/**
 * REINFORCE with all gradients divided by a running mean of how large signals are:
 * \(p = 1 / (1 + a)\), \(s = f / (1 + a)\), and after each mini-batch \(a \leftarrow γ a + (1 - γ)\,\overline{|f|}\).
 *
 * @param decay γ, in [0, 1)
 */
public record NormalisedSignal(double decay) implements ScoreFunctionEstimator {
    /**
     * Checks the decay.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public NormalisedSignal {
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException("decay " + decay + ": must lie in [0, 1)");
        }
    }

    @Override
    public void weigh(LearningSignals samples, double[] state, double[] path, double[] score) {
        double scale = 1 / (1 + state[0]);
        Arrays.fill(path, 0, samples.size(), scale);
        for (int i = 0; i < samples.choices(); i++) {
            score[i] = scale * samples.signal(samples.sampleOf(i));
        }
    }

    @Override
    public void learn(List<LearningSignals> parts, double[] state) {
        double sum = 0;
        int size = 0;
        for (LearningSignals samples : parts) {
            for (int k = 0; k < samples.size(); k++) {
                sum += Math.abs(samples.signal(k));
            }
            size += samples.size();
        }
        state[0] = decay * state[0] + (1 - decay) * sum / size;
    }

    @Override
    public int stateSize() {
        return 1;
    }
}
