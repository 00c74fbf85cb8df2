/**
 * SGVAE one graph at a time, with loops over numbers: to read first, and to check the fast model against.
 *
 * <p>The model is {@link PlainDestructor}, {@link PlainConstructor}, {@link Edges} and {@link PlainSgvae}, to be read in this
 * order: some 300 lines. The others are what it is made of. It has all variants that there are of the fast one.
 */
@NullMarked
package org.sgvae.plain;

import org.jspecify.annotations.NullMarked;
