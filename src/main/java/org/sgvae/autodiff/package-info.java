/**
 * Reverse-mode automatic differentiation of matrix expressions.
 *
 * <p>A {@link org.sgvae.autodiff.Tape} records every operation in the order in which it was computed; each record is a
 * {@link org.sgvae.autodiff.Variable}, which knows its value, its inputs and the
 * {@link org.sgvae.autodiff.Pullback} of the operation that made it. {@link org.sgvae.autodiff.Tape#backward} walks the
 * record once from the end to the beginning and adds up gradients.
 */
@NullMarked
package org.sgvae.autodiff;

import org.jspecify.annotations.NullMarked;
