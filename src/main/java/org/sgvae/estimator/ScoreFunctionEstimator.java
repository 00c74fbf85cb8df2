package org.sgvae.estimator;

/**
 * Turns the learning signals of samples into the weights of their gradients.
 *
 * <p>The estimate is \(\frac1n \sum_k \bigl[ p_k \nabla f_k + \sum_t s_{kt} \nabla \log q(\pi_{kt}) \bigr]\): the gradient of the signal
 * along its path, with weight p, and the score function of every choice t, with weight s.
 */
public interface ScoreFunctionEstimator {
    /**
     * Computes the weights.
     *
     * @param samples signals and choices; not modified
     * @param path receives the weights p of \(\nabla f\), one a sample
     * @param score receives the weights s of \(\nabla \log q\), one a choice
     */
    void weigh(Samples samples, double[] path, double[] score);

    /** {@return the smallest K that the estimator works with} */
    int smallestCopies();
}
