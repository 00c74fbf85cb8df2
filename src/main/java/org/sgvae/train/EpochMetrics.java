package org.sgvae.train;

import java.util.OptionalDouble;

/**
 * What one epoch of training measured: means over all samples of the epoch, each taken before its step; nats.
 *
 * @param epoch number of the epoch, from 1
 * @param bound for a Gaussian posterior \(\mathrm{ELBO} - \log|\mathrm{Aut}|\), a bound on the log-likelihood of the unlabelled
 *     graph; for a point posterior the paper's surrogate, which bounds nothing
 * @param reconstruction \(\log p(x, π \mid z)\)
 * @param kl KL divergence of the posterior from the prior; for a point posterior \(-\log p(z)\), without a code 0
 * @param logQOrder \(\log q(π \mid x)\)
 * @param validationElbo the same bound of graphs that are not trained on, after the epoch's last step, where it was looked at
 * @param gradientNorm norm of the gradient before clipping
 * @param trainSeconds time spent in training steps, and in the look at other graphs
 * @param graphsPerSecond graphs of the data, each with all its orderings, trained on in a second
 */
public record EpochMetrics(
        int epoch,
        double bound,
        double reconstruction,
        double kl,
        double logQOrder,
        OptionalDouble validationElbo,
        double gradientNorm,
        double trainSeconds,
        double graphsPerSecond) {}
