/** GraphNVP (Madhawa et al. 2019): an invertible flow of adjacency tensor and node types. */
@NullMarked
package org.sgvae.graphnvp;

import org.jspecify.annotations.NullMarked;
