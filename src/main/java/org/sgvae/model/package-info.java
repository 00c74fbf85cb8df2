/**
 * SGVAE, the sequential graph variational autoencoder ("Sequential graphical variational autoencoder"; its decoder is the
 * generator of Li et al., <em>Learning Deep Generative Models of Graphs</em>, 2018).
 *
 * <p>The {@link org.sgvae.model.Destructor} takes a graph apart node by node and so chooses an ordering and a latent code; the
 * {@link org.sgvae.model.Constructor} builds the graph again from the code. {@link org.sgvae.model.Sgvae} holds both and their
 * parameters; {@link org.sgvae.model.Objective} says what is trained. {@link org.sgvae.model.Sggn} is the generator without code that
 * the paper compares it with. All log-densities are in nats.
 */
@NullMarked
package org.sgvae.model;

import org.jspecify.annotations.NullMarked;
