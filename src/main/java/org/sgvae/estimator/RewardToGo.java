package org.sgvae.estimator;

import java.util.Arrays;

/**
 * Leave-one-out with the costs that a choice cannot have caused left out: \(s_{kt} = G_{kt} - \frac{1}{K-1} \sum_{j \ne k} G_{jt}\) with
 * \(G_{kt} = f_k + \sum_{r \lt t} c_{kr}\), since earlier choices' costs have mean zero against the score of a later choice
 * (Sutton et al. 2000). The reward g itself depends on all choices. Unbiased; a graph's samples must have equally many choices.
 */
public record RewardToGo() implements ScoreFunctionEstimator {
    @Override
    public void weigh(Samples samples, double[] path, double[] score) {
        Arrays.fill(path, 0, samples.size(), 1);
        int copies = samples.copies();
        for (int first = 0; first < samples.size(); first += copies) {
            int choices = samples.firstChoice(first + 1) - samples.firstChoice(first);
            for (int k = first; k < first + copies; k++) {
                double toGo = samples.signal(k);
                for (int t = 0; t < choices; t++) {
                    score[samples.firstChoice(k) + t] = toGo;
                    toGo += samples.cost(samples.firstChoice(k) + t);
                }
            }
            for (int t = 0; t < choices; t++) {
                double sum = 0;
                for (int k = first; k < first + copies; k++) {
                    sum += score[samples.firstChoice(k) + t];
                }
                for (int k = first; k < first + copies; k++) {
                    int choice = samples.firstChoice(k) + t;
                    score[choice] -= (sum - score[choice]) / (copies - 1);
                }
            }
        }
    }

    @Override
    public int smallestCopies() {
        return 2;
    }
}
