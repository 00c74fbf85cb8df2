/** Keys: where every random number of the library comes from, so that results never depend on threads or order. */
package org.sgvae.random;
