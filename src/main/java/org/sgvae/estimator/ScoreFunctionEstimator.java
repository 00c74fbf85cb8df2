package org.sgvae.estimator;

/** Turns learning signals into weights of the score function \(\nabla \log q\). */
public interface ScoreFunctionEstimator {
    /**
     * Computes \(w_k\) such that \(\frac1n \sum_k w_k \nabla \log q(π_k)\) estimates the gradient of the mean signal.
     *
     * @param signal learning signals f, nats; K samples of a graph stand next to each other; not modified
     * @param samples how many of them count
     * @param copies K, how many samples each graph has
     * @param weight receives the weights
     */
    void weigh(double[] signal, int samples, int copies, double[] weight);

    /** Returns the smallest K that the estimator works with. */
    int smallestCopies();
}
