/** What is measured of latent codes: information, reconstruction, interpolation, principal axes. */
@NullMarked
package org.sgvae.latent;

import org.jspecify.annotations.NullMarked;
