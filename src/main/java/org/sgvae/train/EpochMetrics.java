package org.sgvae.train;

/**
 * What one epoch of training measured: means over all samples of the epoch, each taken before its step; nats.
 *
 * @param epoch number of the epoch, from 1
 * @param bound for a Gaussian posterior \(\mathrm{ELBO} - \log|\mathrm{Aut}|\), a bound on the log-likelihood of the unlabelled
 *     graph; for a point posterior the paper's surrogate, which bounds nothing
 * @param reconstruction \(\log p(x, π \mid z)\)
 * @param kl KL divergence of the posterior from the prior; for a point posterior \(-\log p(z)\), without a code 0
 * @param logQOrder \(\log q(π \mid x)\)
 * @param gradientNorm norm of the gradient before clipping
 * @param trainSeconds time spent in training steps
 * @param graphsPerSecond graphs of the data, each with all its orderings, trained on in a second
 */
public record EpochMetrics(
        int epoch,
        double bound,
        double reconstruction,
        double kl,
        double logQOrder,
        double gradientNorm,
        double trainSeconds,
        double graphsPerSecond) {}
