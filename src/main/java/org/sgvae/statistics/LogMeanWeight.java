package org.sgvae.statistics;

import java.util.Arrays;
import org.sgvae.kernel.ElementaryFunctions;

/**
 * The logarithm of the mean of importance weights, \(\log \tfrac1K \sum_k w_k\), computed from their logarithms without overflow.
 *
 * @param value the logarithm of the mean, nats
 * @param standardError by the delta method, \(\frac{s}{\sqrt K \bar w}\) with s the sample standard deviation of the weights; infinite
 *     for one weight. Too small where few weights dominate
 * @param effectiveSamples \((\sum w)^2 / \sum w^2\), from 1 (one weight dominates) to K (all are equal)
 */
public record LogMeanWeight(double value, double standardError, double effectiveSamples) {
    /** Of the weights {@code from..to-1}; −∞ without error where all of them are zero. */
    public static LogMeanWeight of(double[] logWeights, int from, int to) {
        int count = to - from;
        double largest = Arrays.stream(logWeights, from, to).max().orElseThrow();
        if (largest == Double.NEGATIVE_INFINITY) {
            return new LogMeanWeight(largest, 0, 0);
        }
        double sum = 0;
        double squares = 0;
        for (int k = from; k < to; k++) {
            double weight = ElementaryFunctions.exp(logWeights[k] - largest);
            sum += weight;
            squares += weight * weight;
        }
        double effective = sum * sum / squares;
        // s^2 / (K mean^2) = (squares - sum^2 / K) / (K - 1) * K / sum^2
        double relativeVariance = (count / effective - 1) / (count - 1.0);
        double error = count == 1 ? Double.POSITIVE_INFINITY : Math.sqrt(Math.max(0, relativeVariance));
        return new LogMeanWeight(largest + ElementaryFunctions.log(sum / count), error, effective);
    }
}
