package org.sgvae.objective;

import org.sgvae.estimator.LearningSignals;
import org.sgvae.kernel.ElementaryFunctions;

/**
 * The weights of reweighted wake-sleep (Bornschein and Bengio 2015): with \(w_k = e^{τ f_k} / \sum_j e^{τ f_j}\) over the K samples of
 * a graph, \(p_k = K w_k\) and \(s_k = K w_k - 1\).
 */
final class ImportanceWeights {
    private ImportanceWeights() {}

    /**
     * Computes the weights.
     *
     * @param samples signals f and choices; not modified
     * @param temper τ
     * @param path receives p, one a sample
     * @param score receives s, one a choice
     */
    static void weigh(LearningSignals samples, double temper, double[] path, double[] score) {
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
            }
        }
        for (int choice = 0; choice < samples.choices(); choice++) {
            score[choice] = path[samples.sampleOf(choice)] - 1;
        }
    }
}
