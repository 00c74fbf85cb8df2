/** SGVAE, the sequential graph variational autoencoder: encoder and decoder put together, with its configuration. */
@NullMarked
package org.sgvae.sgvae;

import org.jspecify.annotations.NullMarked;
