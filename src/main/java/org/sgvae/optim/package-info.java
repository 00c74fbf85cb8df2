/** Optimisers and what goes with them: gradients by parameter, clipping, schedules. */
@NullMarked
package org.sgvae.optim;

import org.jspecify.annotations.NullMarked;
