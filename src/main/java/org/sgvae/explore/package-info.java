/** A live map of the latent codes, served to a browser on this machine; in the app only. */
@NullMarked
package org.sgvae.explore;

import org.jspecify.annotations.NullMarked;
