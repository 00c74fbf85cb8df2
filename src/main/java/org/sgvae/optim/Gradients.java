package org.sgvae.optim;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.kernel.Kernels;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;

/** One gradient a parameter, in the parameters' order; summed up over tapes and steps until cleared. */
public final class Gradients {
    private final List<Parameter> parameters;
    private final List<DMatrixRMaj> sums = new ArrayList<>();
    private final Kernels kernels = Kernels.create();

    /**
     * Makes zero gradients.
     *
     * @param parameters what they are of; not modified
     */
    public Gradients(Parameters parameters) {
        this.parameters = new ArrayList<>(parameters.all());
        for (Parameter parameter : this.parameters) {
            sums.add(new DMatrixRMaj(parameter.value().numRows, parameter.value().numCols));
        }
    }

    /**
     * Adds the gradients that a tape computed. Sums over several tapes are the same bits if the tapes come in the same order.
     *
     * @param tape a tape after {@link Tape#backward}; not modified
     */
    public void add(Tape tape) {
        for (int i = 0; i < sums.size(); i++) {
            kernels.add(parameters.get(i).on(tape).gradient(), sums.get(i));
        }
    }

    /** Sets all gradients to zero. */
    public void clear() {
        for (int i = 0; i < sums.size(); i++) {
            sums.get(i).zero();
        }
    }

    /** {@return the number of parameters} */
    public int size() {
        return sums.size();
    }

    /**
     * Returns a parameter.
     *
     * @param i its number in the order of registration
     * @return the parameter
     */
    public Parameter parameter(int i) {
        return parameters.get(i);
    }

    /**
     * Returns a gradient.
     *
     * @param i number of the parameter
     * @return its gradient, of the parameter's shape
     */
    public DMatrixRMaj gradient(int i) {
        return sums.get(i);
    }

    /** {@return the Euclidean norm of all gradients together} */
    public double norm() {
        double squares = 0;
        for (int i = 0; i < sums.size(); i++) {
            squares += kernels.dot(sums.get(i), sums.get(i));
        }
        return Math.sqrt(squares);
    }

    /**
     * Scales all gradients down so that their common norm is at most a limit (Pascanu, Mikolov and Bengio 2013).
     *
     * @param limit largest norm; infinite for none
     * @return the norm before
     */
    public double clipNorm(double limit) {
        double norm = norm();
        if (norm > limit) {
            for (int i = 0; i < sums.size(); i++) {
                kernels.scale(limit / norm, sums.get(i));
            }
        }
        return norm;
    }
}
