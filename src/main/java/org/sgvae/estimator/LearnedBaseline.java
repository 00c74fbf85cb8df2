package org.sgvae.estimator;

import java.util.List;

/**
 * REINFORCE with a learned baseline (NVIL; Mnih and Gregor 2014): \(s = (f - b(x)) / \max(1, σ)\).
 *
 * <p>The baseline is linear in what is known of a graph before anything is drawn, its number of choices c:
 * \(b(x) = w_0 + w_1 (c - \bar c)\), with \(\bar c\) the mean over all samples so far. After each mini-batch the weights
 * follow the gradient of the squared error, \(w \leftarrow w + η\,(f - b)\,φ / |φ|^2\) with \(φ = (1, c - \bar c)\),
 * sample by sample; the division by \(|φ|^2\) makes the step independent of how large graphs are. NVIL's constant
 * baseline is \(w_0\).
 *
 * <p>NVIL also divides by a running deviation of the centred signal,
 * \(σ^2 \leftarrow γ σ^2 + (1-γ) \overline{(f - b)^2}\), from 1. That scales the score function's part of the gradient
 * and leaves the path's as it is; with γ = 1 it is off.
 *
 * <p>Unbiased but for that scale, as b and σ were known before the sample; a graph's samples must have equally many
 * choices.
 *
 * @param rate η, the share of an error that is mended at once, in (0, 2)
 * @param decay γ, in [0, 1]; 1 for σ = 1
 */
public record LearnedBaseline(double rate, double decay) implements BaselineEstimator {
    private static final int LEVEL = 0; // places in the state
    private static final int SLOPE = 1;
    private static final int MEAN_CHOICES = 2;
    private static final int SEEN = 3;
    private static final int VARIANCE_LESS_1 = 4; // as a state begins with zeros

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if one of the two is out of range
     */
    public LearnedBaseline {
        if (!(rate > 0 && rate < 2)) {
            throw new IllegalArgumentException("rate " + rate + ": must lie between 0 and 2, or the baseline diverges");
        }
        if (!(decay >= 0 && decay <= 1)) {
            throw new IllegalArgumentException("decay " + decay + ": must lie in [0, 1]");
        }
    }

    /**
     * An estimator without normalisation: σ = 1.
     *
     * @param rate η, in (0, 2)
     * @return the estimator
     * @throws IllegalArgumentException if the rate is out of range
     */
    public static LearnedBaseline of(double rate) {
        return new LearnedBaseline(rate, 1);
    }

    /**
     * Returns what is expected of a graph's signal.
     *
     * @param choices number of choices that its samples are made of
     * @param state what was learned; not modified
     * @return b, nats
     */
    public static double baseline(int choices, double[] state) {
        return state[LEVEL] + state[SLOPE] * (choices - state[MEAN_CHOICES]);
    }

    @Override
    public double baseline(LearningSignals samples, int k, double[] state) {
        return baseline(samples.choicesOf(k), state);
    }

    @Override
    public void weigh(LearningSignals samples, double[] state, double[] path, double[] score) {
        BaselineEstimator.super.weigh(samples, state, path, score);
        double scale = Math.max(1, Math.sqrt(1 + state[VARIANCE_LESS_1]));
        for (int choice = 0; choice < samples.choices(); choice++) {
            score[choice] /= scale;
        }
    }

    @Override
    public void learn(List<LearningSignals> parts, double[] state) {
        double squares = 0;
        int size = 0;
        for (LearningSignals samples : parts) {
            for (int k = 0; k < samples.size(); k++) {
                double centred = samples.signal(k) - baseline(samples, k, state);
                squares += centred * centred;
            }
            size += samples.size();
        }
        state[VARIANCE_LESS_1] = decay * state[VARIANCE_LESS_1] + (1 - decay) * (squares / size - 1);
        for (LearningSignals samples : parts) {
            for (int k = 0; k < samples.size(); k++) {
                learn(samples.choicesOf(k), samples.signal(k), state);
            }
        }
    }

    private void learn(int choices, double signal, double[] state) {
        state[SEEN]++;
        double shift = (choices - state[MEAN_CHOICES]) / state[SEEN];
        state[MEAN_CHOICES] += shift;
        state[LEVEL] += state[SLOPE] * shift; // the same line, written about the new mean
        double centred = choices - state[MEAN_CHOICES];
        double step = rate * (signal - baseline(choices, state)) / (1 + centred * centred);
        state[LEVEL] += step;
        state[SLOPE] += step * centred;
    }

    @Override
    public int stateSize() {
        return 5;
    }
}
