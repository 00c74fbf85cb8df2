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
    // Between these two, a sum of squares has lost nothing: none overflowed, and those that underflowed do not count.
    private static final double SMALLEST_SQUARES = 1e-280;
    private static final double LARGEST_SQUARES = 1e280;

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
     * Adds the gradients that a tape computed. Sums over several tapes are the same bits if the tapes come in the same
     * order.
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

    /**
     * The Euclidean norm of all gradients together.
     *
     * @return the norm; it overflows or underflows only where no double is near it
     */
    public double norm() {
        double squares = squaredNorm();
        if (squares > SMALLEST_SQUARES && squares < LARGEST_SQUARES) {
            return Math.sqrt(squares);
        }
        double largest = 0;
        for (DMatrixRMaj sum : sums) {
            for (int i = 0; i < sum.getNumElements(); i++) {
                largest = Math.max(largest, Math.abs(sum.data[i])); // NaN stays NaN
            }
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double scaledSquares = 0;
        for (DMatrixRMaj sum : sums) {
            for (int i = 0; i < sum.getNumElements(); i++) {
                double scaled = sum.data[i] / largest;
                scaledSquares += scaled * scaled;
            }
        }
        return largest * Math.sqrt(scaledSquares);
    }

    private double squaredNorm() {
        double squares = 0;
        for (DMatrixRMaj sum : sums) {
            squares += kernels.dot(sum, sum);
        }
        return squares;
    }

    /**
     * Scales all gradients down so that their common norm is at most a limit (Pascanu, Mikolov and Bengio 2013).
     * Gradients with a norm that is not finite are left as they are.
     *
     * @param limit largest norm, positive; infinite for none
     * @return the norm before
     * @throws IllegalArgumentException if the limit is not positive
     */
    public double clipNorm(double limit) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException(
                    "norm limit " + limit + ": must be positive, or infinite for no clipping");
        }
        double norm = norm();
        if (norm > limit && Double.isFinite(norm)) {
            for (DMatrixRMaj sum : sums) {
                kernels.scale(limit / norm, sum);
            }
        }
        return norm;
    }
}
