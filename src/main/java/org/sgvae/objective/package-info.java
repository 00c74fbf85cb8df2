/** What training maximises: the evidence lower bound, the K-sample bound and the paper's surrogate. */
@NullMarked
package org.sgvae.objective;

import org.jspecify.annotations.NullMarked;
