/** Optimisers and what goes with them: gradients by parameter, clipping, schedules. */
package org.sgvae.optim;
