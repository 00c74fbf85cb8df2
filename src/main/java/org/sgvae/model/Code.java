package org.sgvae.model;

import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Variable;

/**
 * The posterior of codes of B graphs.
 *
 * @param mean means, or points, B x latentDim
 * @param logStd logarithms of the standard deviations, B x latentDim; absent for a point posterior
 * @param logQOrder \(\log q(π \mid x)\) of the orderings, B x 1, nats
 */
public record Code(Variable mean, @Nullable Variable logStd, Variable logQOrder) {}
