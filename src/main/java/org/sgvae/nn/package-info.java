/**
 * Layers, their parameters, and files of them: weights and checkpoints.
 *
 * <p>A layer registers its weights in {@link org.sgvae.nn.Parameters} when it is built, under the names of the weights files, so
 * the optimiser sees every one of them. A layer has no other state: it can be applied on many tapes at once.
 */
@NullMarked
package org.sgvae.nn;

import org.jspecify.annotations.NullMarked;
