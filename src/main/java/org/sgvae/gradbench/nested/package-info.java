/** Derivatives of derivatives for GradBench: forward mode over the tape. */
@NullMarked
package org.sgvae.gradbench.nested;

import org.jspecify.annotations.NullMarked;
