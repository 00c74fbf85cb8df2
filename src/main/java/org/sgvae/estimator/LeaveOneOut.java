package org.sgvae.estimator;

import java.util.Arrays;

/**
 * REINFORCE with the mean of the graph's other samples as baseline (RLOO; Kool, van Hoof and Welling 2019): with K samples of a
 * graph, \(s_k = f_k - \frac{1}{K-1} \sum_{j \ne k} f_j\). Unbiased, and nothing needs to be learned.
 */
public record LeaveOneOut() implements ScoreFunctionEstimator {
    @Override
    public void weigh(double[] signal, int samples, int copies, double[] path, double[] score) {
        Arrays.fill(path, 0, samples, 1);
        for (int first = 0; first < samples; first += copies) {
            double sum = 0;
            for (int k = first; k < first + copies; k++) {
                sum += signal[k];
            }
            for (int k = first; k < first + copies; k++) {
                score[k] = signal[k] - (sum - signal[k]) / (copies - 1);
            }
        }
    }

    @Override
    public int smallestCopies() {
        return 2;
    }
}
