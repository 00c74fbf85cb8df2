/**
 * Distributions over the rows of a batch. A network yields a distribution; the caller chooses to sample from it or to
 * score an outcome. Log-probabilities are in nats.
 */
@NullMarked
package org.sgvae.distribution;

import org.jspecify.annotations.NullMarked;
