/** The decoder p of the VAE: the graph constructor (paper, Algorithm 3), with independent or sequential edges. */
@NullMarked
package org.sgvae.decoder;

import org.jspecify.annotations.NullMarked;
