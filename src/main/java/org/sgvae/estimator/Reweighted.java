package org.sgvae.estimator;

import org.sgvae.kernel.ElementaryFunctions;

/**
 * Self-normalised importance weights (reweighted wake-sleep; Bornschein and Bengio 2015): with K samples of a graph and
 * \(w_k = e^{τ f_k} / \sum_j e^{τ f_j}\), \(p_k = K w_k\) and \(s_k = K w_k - 1\).
 *
 * <p>Not an estimator of the gradient of \(E[f]\): the path follows the K-sample bound
 * \(\log \frac1K \sum_k e^{f_k}\) (Burda, Grosse and Salakhutdinov 2016), and q moves towards the posterior that the f imply, whatever
 * their scale. A sample that is nats better than its rivals counts alone, so an ordering is found and kept long before the mean
 * signal tells of it. At the optimum of the bound all weights are \(1/K\), and both agree; 1 is the control variate that then leaves no
 * noise. Biased for finite K, by \(O(1/K)\). With τ below 1 the weights are more even and the bias larger.
 *
 * @param temper τ, 1 for importance weights proper
 */
public record Reweighted(double temper) implements ScoreFunctionEstimator {
    @Override
    public void weigh(Samples samples, double[] path, double[] score) {
        int copies = samples.copies();
        for (int first = 0; first < samples.size(); first += copies) {
            double max = Double.NEGATIVE_INFINITY;
            for (int k = first; k < first + copies; k++) {
                max = Math.max(max, samples.signal(k));
            }
            double sum = 0;
            for (int k = first; k < first + copies; k++) {
                path[k] = ElementaryFunctions.exp(temper * (samples.signal(k) - max));
                sum += path[k];
            }
            for (int k = first; k < first + copies; k++) {
                path[k] *= copies / sum;
                samples.weighChoices(k, path[k] - 1, score);
            }
        }
    }

    @Override
    public int smallestCopies() {
        return 2;
    }
}
