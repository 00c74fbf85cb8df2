/** Operations on the tape, each with its pullback: arithmetic, products, reductions, shapes, segments and softmax. */
@NullMarked
package org.sgvae.autodiff.op;

import org.jspecify.annotations.NullMarked;
