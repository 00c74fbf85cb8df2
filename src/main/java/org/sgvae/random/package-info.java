/** Keys: where every random number of the library comes from, so that results never depend on threads or order. */
@NullMarked
package org.sgvae.random;

import org.jspecify.annotations.NullMarked;
