package org.sgvae.autodiff;

import org.sgvae.kernel.Kernels;

/**
 * The backward rule of an operation: takes the gradient of its result to gradients of its inputs.
 *
 * <p>For \(y = f(a, b)\) it <em>adds</em> the vector–Jacobian products (VJP) \(\bar a \mathrel{+}= \bar y\,\partial
 * y/\partial a\) and \(\bar b \mathrel{+}= \bar y\,\partial y/\partial b\). It never overwrites: a variable that is
 * used twice receives two contributions. A pullback is a constant; what it needs of one particular call (inputs,
 * indices, saved matrices) it asks of the result, so that recording an operation allocates nothing.
 */
@FunctionalInterface
public interface Pullback {
    /**
     * Adds the contribution of {@code y} to the gradients of those of its inputs that
     * {@linkplain Variable#needsGradient() need one}.
     *
     * @param kernels dense kernels of the tape
     * @param y result of the operation, whose {@link Variable#gradient()} is complete; not modified
     */
    void apply(Kernels kernels, Variable y);
}
