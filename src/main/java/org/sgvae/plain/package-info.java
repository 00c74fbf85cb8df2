/** SGVAE one graph at a time, with loops over numbers: to read first, and to check the fast model against. */
@NullMarked
package org.sgvae.plain;

import org.jspecify.annotations.NullMarked;
