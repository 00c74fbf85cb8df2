package org.sgvae.estimator;

/**
 * Turns the learning signals of samples into the weights of their gradients.
 *
 * <p>The estimate is \(\frac1n \sum_k \bigl[ p_k \nabla f(π_k) + s_k \nabla \log q(π_k) \bigr]\): the gradient of the signal along
 * its path, with weight p, and the score function, with weight s.
 */
public interface ScoreFunctionEstimator {
    /**
     * Computes the weights.
     *
     * @param signal learning signals f, nats; K samples of a graph stand next to each other; not modified
     * @param samples how many of them count
     * @param copies K, how many samples each graph has
     * @param path receives the weights p of \(\nabla f\)
     * @param score receives the weights s of \(\nabla \log q\)
     */
    void weigh(double[] signal, int samples, int copies, double[] path, double[] score);

    /** Returns the smallest K that the estimator works with. */
    int smallestCopies();
}
