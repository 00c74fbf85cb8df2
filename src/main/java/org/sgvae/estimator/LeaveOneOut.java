package org.sgvae.estimator;

import java.util.Arrays;

/**
 * REINFORCE with the mean of the graph's other samples as baseline (RLOO; Kool, van Hoof and Welling 2019): with K samples of a
 * graph, \(s_k = f_k - \frac{1}{K-1} \sum_{j \ne k} f_j\). Unbiased, and nothing needs to be learned.
 */
public record LeaveOneOut() implements ScoreFunctionEstimator {
    @Override
    public void weigh(Samples samples, double[] path, double[] score) {
        Arrays.fill(path, 0, samples.size(), 1);
        int copies = samples.copies();
        for (int first = 0; first < samples.size(); first += copies) {
            double sum = 0;
            for (int k = first; k < first + copies; k++) {
                sum += samples.signal(k);
            }
            for (int k = first; k < first + copies; k++) {
                double baseline = (sum - samples.signal(k)) / (copies - 1);
                samples.weighChoices(k, samples.signal(k) - baseline, score);
            }
        }
    }

    @Override
    public int smallestCopies() {
        return 2;
    }
}
