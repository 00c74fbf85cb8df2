package org.sgvae.nn;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

/** A named weight of a model. Its value is the one thing that an optimiser changes in place. */
public final class Parameter {
    private final String name;
    private final boolean vector;
    private final DMatrixRMaj value;

    Parameter(String name, boolean vector, DMatrixRMaj value) {
        this.name = name;
        this.vector = vector;
        this.value = value;
    }

    /** {@return the name in weights files, for instance {@code constructor.addNode.weight}} */
    public String name() {
        return name;
    }

    /** Returns the value, rows x columns; a vector is one row. Optimisers and readers of weights modify it. */
    public DMatrixRMaj value() {
        return value;
    }

    /** {@return the shape in weights files: {@code [columns]} for a vector, otherwise {@code [rows, columns]}} */
    public long[] shape() {
        return vector ? new long[] {value.numCols} : new long[] {value.numRows, value.numCols};
    }

    /**
     * Returns this parameter as a leaf of a tape.
     *
     * @param tape where it is used
     * @return the leaf, the same one for every use on that tape
     */
    public Variable on(Tape tape) {
        return tape.variable(value);
    }

    @Override
    public String toString() {
        return name + " " + value.numRows + "x" + value.numCols;
    }
}
