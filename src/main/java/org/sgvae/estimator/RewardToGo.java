package org.sgvae.estimator;

import java.util.Arrays;

/**
 * Leave-one-out with the costs that a choice cannot have caused left out:
 * \(s_{kt} = G_{kt} - \frac{1}{K-1} \sum_{j \ne k} G_{jt}\) with \(G_{kt} = f_k + \sum_{r \lt t} c_{kr}\), since earlier
 * choices' costs have mean zero against the score of a later choice (Sutton et al. 2000). The reward g itself depends on
 * all choices. Unbiased; a graph's samples must have equally many choices.
 */
public record RewardToGo() implements ScoreFunctionEstimator {
    @Override
    public void weigh(LearningSignals samples, double[] state, double[] path, double[] score) {
        Arrays.fill(path, 0, samples.size(), 1);
        double[] toGo = new double[samples.size()]; // G of each sample's next choice
        Arrays.setAll(toGo, samples::signal);
        int graphs = samples.size() / samples.copies();
        double[] sums = new double[graphs * (mostChoices(samples) + 1)]; // over a graph's samples, by t
        for (int choice = 0; choice < samples.choices(); choice++) {
            int k = samples.sampleOf(choice);
            score[choice] = toGo[k];
            toGo[k] += samples.cost(choice);
            sums[samples.numberOf(choice) * graphs + k / samples.copies()] += score[choice];
        }
        for (int choice = 0; choice < samples.choices(); choice++) {
            double sum = sums[samples.numberOf(choice) * graphs + samples.sampleOf(choice) / samples.copies()];
            score[choice] -= (sum - score[choice]) / (samples.copies() - 1);
        }
    }

    private static int mostChoices(LearningSignals samples) {
        int most = 0;
        for (int choice = 0; choice < samples.choices(); choice++) {
            most = Math.max(most, samples.numberOf(choice) + 1);
        }
        return most;
    }

    @Override
    public int smallestCopies() {
        return 2;
    }
}
