package org.sgvae.estimator;

/**
 * REINFORCE with the mean of the graph's other samples as baseline (RLOO; Kool, van Hoof and Welling 2019): with K
 * samples of a graph, \(s_k = f_k - \frac{1}{K-1} \sum_{j \ne k} f_j\). Unbiased, and nothing needs to be learned.
 */
public record LeaveOneOut() implements BaselineEstimator {
    @Override
    public double baseline(LearningSignals samples, int k, double[] state) {
        int copies = samples.copies();
        int first = k - k % copies;
        double others = 0;
        for (int j = first; j < first + copies; j++) {
            others += j == k ? 0 : samples.signal(j);
        }
        return others / (copies - 1);
    }

    @Override
    public int smallestCopies() {
        return 2;
    }
}
