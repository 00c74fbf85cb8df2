package org.sgvae.model;

import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Variable;
import org.sgvae.gnn.Minibatch;

/**
 * The log-densities of one pass of B samples through a model, in nats; every objective and every bound is made of these.
 *
 * @param batch the samples' graphs along their orderings π, until the tape is reset; as it was given, from a model that
 *     scores graphs without an ordering
 * @param logPx \(\log p(x, π \mid z)\) of the labelled graph along its ordering, B x 1; where edges come one after the
 *     other, its estimate by one order of them, \(\log p(x, π, ρ \mid z) - \log q(ρ \mid π)\)
 * @param logQOrder \(\log q(π \mid x)\), B x 1
 * @param choices the choices that the orderings were drawn by, where a gradient of \(\log q(π \mid x)\) is wanted
 * @param latent the codes; absent for a model without
 */
public record Terms(
        Minibatch batch,
        Variable logPx,
        Variable logQOrder,
        Choices choices,
        @Nullable Latent latent) {}
