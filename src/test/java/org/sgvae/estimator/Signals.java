package org.sgvae.estimator;

import org.sgvae.autodiff.Indices;

/** Learning signals as tests write them down. */
public final class Signals {
    private Signals() {}

    /** K samples of each graph with their signals, and the cost of every choice of every sample; choices sample by sample. */
    public static LearningSignals of(int copies, double[] signals, double[][] costs) {
        Indices sample = new Indices();
        Indices number = new Indices();
        int choices = 0;
        for (double[] own : costs) {
            choices += own.length;
        }
        double[] flat = new double[choices];
        for (int k = 0; k < costs.length; k++) {
            for (int t = 0; t < costs[k].length; t++) {
                flat[sample.size()] = costs[k][t];
                sample.add(k);
                number.add(t);
            }
        }
        return new LearningSignals(signals.length, copies, signals, sample, number, flat, 1);
    }

    /** The same where every sample has the same number of choices, which cost nothing. */
    public static LearningSignals of(int copies, int choices, double... signals) {
        return of(copies, signals, new double[signals.length][choices]);
    }

    /** The weights of all choices after the estimator has learned from other mini-batches; those of the paths must be 1. */
    public static double[] scores(ScoreFunctionEstimator estimator, LearningSignals samples, double[] state) {
        double[] path = new double[samples.size()];
        double[] score = new double[samples.choices()];
        estimator.weigh(samples, state, path, score);
        for (double weight : path) {
            if (weight != 1) {
                throw new AssertionError("a path has the weight " + weight);
            }
        }
        return score;
    }
}
