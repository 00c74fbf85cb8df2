/** Training: its configuration, the loop over mini-batches, and the directory that a run leaves behind. */
@NullMarked
package org.sgvae.train;

import org.jspecify.annotations.NullMarked;
