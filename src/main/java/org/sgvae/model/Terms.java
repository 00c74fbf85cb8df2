package org.sgvae.model;

import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Variable;
import org.sgvae.decoder.ConstructionScore;
import org.sgvae.distribution.DiagonalGaussian;
import org.sgvae.encoder.Destruction;

/**
 * The log-densities of one pass of B graphs through destructor and constructor, in nats; every objective and every bound is made
 * of these.
 *
 * @param z latent codes, B x latentDim
 * @param logPx \(\ell = \log p(x, π \mid z)\) of the labelled graph along its ordering, B x 1; where edges come one after the other, its
 *     estimate by one order of them, \(\log p(x, π, ρ \mid z) - \log q(ρ \mid π)\)
 * @param logPz \(\log p(z)\), B x 1
 * @param logQz \(\log q(z \mid π, x)\), B x 1; zero for a point posterior, which has no density
 * @param kl \(\mathrm{KL}(q(z \mid π, x) \,\|\, p(z))\), B x 1; absent for a point posterior, where it is infinite
 * @param posterior \(q(z \mid π, x)\), B x latentDim; absent for a point posterior and for a model without code
 * @param logQOrder \(\log q(π \mid x)\), B x 1
 * @param construction the parts of {@code logPx}
 * @param destruction the removals one by one
 */
public record Terms(
        Variable z,
        Variable logPx,
        Variable logPz,
        Variable logQz,
        @Nullable Variable kl,
        @Nullable DiagonalGaussian posterior,
        Variable logQOrder,
        ConstructionScore construction,
        Destruction destruction) {}
