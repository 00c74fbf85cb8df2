package org.sgvae.model;

import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Variable;
import org.sgvae.gnn.Minibatch;

/**
 * The posterior of codes of B graphs.
 *
 * @param batch the graphs along their orderings π, until the tape is reset
 * @param mean means, or points, B x latentDim
 * @param logStd logarithms of the standard deviations, B x latentDim; absent for a point posterior
 * @param logQOrder \(\log q(π \mid x)\) of the orderings, B x 1, nats
 */
public record Code(Minibatch batch, Variable mean, @Nullable Variable logStd, Variable logQOrder) {}
