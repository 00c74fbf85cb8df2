/**
 * The tool's side of <a href="https://github.com/gradbench/gradbench">GradBench</a>, a suite that compares tools for
 * automatic differentiation: a protocol of JSON lines, and twelve small programs written as users of the library would
 * write them.
 *
 * <p>What the library lacks is made of its public parts: {@link org.sgvae.gradbench.Trigonometry} and {@link
 * org.sgvae.gradbench.LowerTriangle} are operations with pullbacks of their own, {@link org.sgvae.gradbench.Tangent} is
 * forward mode over the tape, and {@link org.sgvae.gradbench.nested.Scalar} nests derivatives of numbers.
 */
@NullMarked
package org.sgvae.gradbench;

import org.jspecify.annotations.NullMarked;
