package org.sgvae.evaluate;

import org.sgvae.statistics.Estimate;

/**
 * The bound on \(-\log p(G)\) that a number of importance samples gives.
 *
 * @param samples how many weights are in one mean, K
 * @param nllG \(-\log \tfrac1K \sum_k w_k\), nats
 */
public record ImportanceBound(int samples, Estimate nllG) {}
