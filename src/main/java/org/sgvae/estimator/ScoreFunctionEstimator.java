package org.sgvae.estimator;

import java.util.List;

/**
 * Turns the learning signals of samples into the weights of their gradients.
 *
 * <p>The estimate is \(\frac1n \sum_k \bigl[ p_k \nabla f_k + \sum_t s_{kt} \nabla \log q(\pi_{kt}) \bigr]\): the gradient
 * of the signal along its path, with weight p, and the score function of every choice t, with weight s.
 *
 * <p>An estimator is a record of its settings. What it learns, such as a baseline, are numbers that the training run
 * keeps for it and passes to every call: so one estimator serves any number of runs and threads, and a checkpoint holds
 * all that the next step depends on.
 */
public interface ScoreFunctionEstimator {
    /**
     * Computes the weights. Calls for the parts of one mini-batch may run on several threads at once.
     *
     * @param samples signals and choices; not modified
     * @param state what was learned before this mini-batch; not modified
     * @param path receives the weights p of \(\nabla f\), one a sample
     * @param score receives the weights s of \(\nabla \log q\), one a choice
     */
    void weigh(LearningSignals samples, double[] state, double[] path, double[] score);

    /**
     * Learns from a mini-batch after its weights were computed.
     *
     * @param parts signals and choices of all its parts; not modified
     * @param state what was learned, modified; all zeros at first
     */
    default void learn(List<LearningSignals> parts, double[] state) {}

    /** {@return how many numbers it learns} */
    default int stateSize() {
        return 0;
    }

    /** {@return the smallest K that the estimator works with} */
    default int smallestCopies() {
        return 1;
    }
}
