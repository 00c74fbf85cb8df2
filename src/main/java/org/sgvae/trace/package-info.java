/** One graph's way through the model, decision by decision, as the plain model computes it; in the app only. */
@NullMarked
package org.sgvae.trace;

import org.jspecify.annotations.NullMarked;
