/** The encoder q of the VAE: the graph destructor (paper, Algorithm 2) and the posterior of the latent code. */
@NullMarked
package org.sgvae.encoder;

import org.jspecify.annotations.NullMarked;
