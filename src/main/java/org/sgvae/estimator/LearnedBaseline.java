package org.sgvae.estimator;

import java.util.Arrays;

/**
 * REINFORCE with a learned baseline (NVIL; Mnih and Gregor 2014): \(s = (f - b(x)) / \max(1, σ)\).
 *
 * <p>The baseline is linear in what is known of a graph before anything is drawn, its number of choices c:
 * \(b(x) = w_0 + w_1 (c - \bar c)\), with \(\bar c\) the mean over all samples so far. After each mini-batch the weights follow the
 * gradient of the squared error, \(w \leftarrow w + η\,(f - b)\,φ / |φ|^2\) with \(φ = (1, c - \bar c)\), sample by sample; the division
 * by \(|φ|^2\) makes the step independent of how large graphs are. NVIL's constant baseline is \(w_0\).
 *
 * <p>NVIL also divides by a running deviation of the centred signal, \(σ^2 \leftarrow γ σ^2 + (1-γ) \overline{(f - b)^2}\). That scales
 * the score function's part of the gradient and leaves the path's as it is, so it is off unless asked for.
 *
 * <p>Unbiased but for that scale, as b and σ were known before the sample; a graph's samples must have equally many choices. Has a
 * state: one training run, one estimator.
 */
public final class LearnedBaseline implements ScoreFunctionEstimator {
    private final double rate;
    private final double decay;
    private double level;
    private double slope;
    private double meanChoices;
    private double seen;
    private double variance = 1;

    private LearnedBaseline(double rate, double decay) {
        if (!(rate > 0 && rate < 2)) {
            throw new IllegalArgumentException("rate " + rate + ": must lie between 0 and 2, or the baseline diverges");
        }
        this.rate = rate;
        this.decay = decay;
    }

    /**
     * Makes an estimator that has seen nothing yet; its first mini-batch has baseline 0.
     *
     * @param rate η, the share of an error that is mended at once, in (0, 2)
     * @return the estimator, without normalisation: σ = 1
     * @throws IllegalArgumentException if the rate is out of range
     */
    public static LearnedBaseline of(double rate) {
        return new LearnedBaseline(rate, 1);
    }

    /**
     * Makes an estimator that also divides by the running deviation, where that is above 1.
     *
     * @param rate η, the share of an error that is mended at once, in (0, 2)
     * @param decay γ, in [0, 1)
     * @return the estimator
     * @throws IllegalArgumentException if one of the two is out of range
     */
    public static LearnedBaseline normalised(double rate, double decay) {
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException("decay " + decay + ": must lie in [0, 1)");
        }
        return new LearnedBaseline(rate, decay);
    }

    /**
     * Returns what is expected of a graph's signal.
     *
     * @param choices number of choices that its samples are made of
     * @return b, nats
     */
    public double baseline(int choices) {
        return level + slope * (choices - meanChoices);
    }

    @Override
    public void weigh(Samples samples, double[] path, double[] score) {
        Arrays.fill(path, 0, samples.size(), 1);
        double scale = Math.max(1, Math.sqrt(variance));
        double squares = 0;
        for (int k = 0; k < samples.size(); k++) {
            double centred = samples.signal(k) - baseline(choices(samples, k));
            samples.weighChoices(k, centred / scale, score);
            squares += centred * centred;
        }
        variance = decay * variance + (1 - decay) * squares / samples.size();
        for (int k = 0; k < samples.size(); k++) {
            learn(choices(samples, k), samples.signal(k));
        }
    }

    private static int choices(Samples samples, int k) {
        return samples.firstChoice(k + 1) - samples.firstChoice(k);
    }

    private void learn(int choices, double signal) {
        double shift = (choices - meanChoices) / ++seen;
        meanChoices += shift;
        level += slope * shift; // the same line, written about the new mean
        double centred = choices - meanChoices;
        double step = rate * (signal - baseline(choices)) / (1 + centred * centred);
        level += step;
        slope += step * centred;
    }

    @Override
    public int smallestCopies() {
        return 1;
    }
}
