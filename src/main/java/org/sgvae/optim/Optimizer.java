package org.sgvae.optim;

import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** Changes parameters along their gradients, and can be saved and restored between steps. */
public interface Optimizer {
    /**
     * Takes one step down the gradient.
     *
     * @param gradients gradients of the loss, not modified; their parameters are modified
     * @param learningRate α, finite and not negative
     * @throws IllegalArgumentException if the rate is out of range or the gradients are those of other parameters;
     *     nothing is modified
     * @throws ArithmeticException if a gradient is not finite or too large to be squared; nothing is modified
     */
    void step(Gradients gradients, double learningRate);

    /**
     * Everything that the next steps depend on, besides the parameters and what the optimiser was made with.
     *
     * @return matrices by name, all names beginning with the name of the method and a dot, such as {@code adam.};
     *     copies
     */
    Map<String, DMatrixRMaj> state();

    /**
     * Goes on where another optimiser of the same kind and parameters was: the next steps give the same bits.
     *
     * @param state its {@link #state}, perhaps among matrices of names that begin otherwise, which are ignored; not
     *     modified
     * @throws IllegalArgumentException if a matrix is missing, not known, of another shape or has a value that no steps
     *     give; nothing is modified
     */
    void restore(Map<String, DMatrixRMaj> state);
}
