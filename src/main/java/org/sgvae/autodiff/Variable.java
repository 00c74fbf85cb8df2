package org.sgvae.autodiff;

import java.util.Arrays;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A matrix on a {@link Tape}: a leaf, or the result of an operation with what its pullback needs to know.
 *
 * <p>The objects are the tape's and serve again after {@link Tape#reset()}: do not keep one beyond it. For one pass it
 * is then empty and operations refuse it; after that it is another variable, and nothing tells. Its value is read-only
 * once recorded, which is not checked either.
 */
public final class Variable {
    private static final DMatrixRMaj EMPTY = new DMatrixRMaj(0, 0);
    private static final Segment NONE = input -> input;

    private final Tape tape;
    private final int index;

    private Op op = Op.LEAF;
    private DMatrixRMaj value = EMPTY;
    private boolean ownsValue;
    private boolean stale = true;
    public boolean needsGradient;

    @Nullable
    public DMatrixRMaj gradient;

    /** What made this variable, if it is to be run again. */
    Segment segment = NONE;

    private Variable[] inputs = new Variable[4];
    private int inputCount;
    private final Indices[] indices = new Indices[3];
    private final DMatrixRMaj[] saved = new DMatrixRMaj[3];
    private int savedCount;
    private double scalar;

    Variable(Tape tape, int index) {
        this.tape = tape;
        this.index = index;
    }

    /** {@return the value, rows x columns; to be filled by the operation that made it and read-only afterwards} */
    public DMatrixRMaj value() {
        return value;
    }

    /** {@return the number of rows of the value} */
    public int rows() {
        return value.numRows;
    }

    /** {@return the number of columns of the value} */
    public int columns() {
        return value.numCols;
    }

    /**
     * Returns the only entry of a 1 x 1 value.
     *
     * @return the number
     * @throws IllegalStateException if the value is not 1 x 1
     */
    public double scalarValue() {
        if (rows() != 1 || columns() != 1) {
            throw new IllegalStateException(
                    "scalarValue: " + op.name() + " is " + Shapes.of(this) + ", not 1x1; sum it first or read value()");
        }
        return value.data[0];
    }

    /**
     * Returns the gradient of what {@link Tape#backward} was called with, rows x columns as the value.
     *
     * <p>Inside a pullback: the sum so far, zero at first, to be added to. Afterwards: complete for leaves, and for
     * every variable when the tape {@linkplain TapeInspector#retainGradients() retains gradients}; zero where the
     * result does not depend on this variable.
     *
     * @return the gradient
     * @throws IllegalStateException if this variable needs no gradient, or the tape has been reset since it was made
     */
    public DMatrixRMaj gradient() {
        if (!needsGradient) {
            throw new IllegalStateException("gradient: " + op.name() + " " + Shapes.of(this)
                    + " needs no gradient; make its inputs with tape.variable(...) on a recording tape");
        }
        DMatrixRMaj sum = gradient;
        if (sum == null) {
            sum = tape.workspace().zeros(rows(), columns());
            gradient = sum;
        }
        return sum;
    }

    /**
     * Tells whether a gradient flows to this variable: it is a leaf made by {@link Tape#variable} or depends on one.
     */
    public boolean needsGradient() {
        return needsGradient;
    }

    /** Tells whether the tape has been reset since this variable was made; seen until the reset after that. */
    boolean isStale() {
        return stale;
    }

    /** {@return the tape that this variable is on} */
    public Tape tape() {
        return tape;
    }

    /** {@return the operation that made this variable} */
    public Op op() {
        return op;
    }

    /** {@return the position on the tape, from 0} */
    public int index() {
        return index;
    }

    /** {@return the number of recorded inputs: none for leaves, and none on a forward-only tape} */
    public int inputCount() {
        return inputCount;
    }

    /**
     * Returns an input of the operation that made this variable.
     *
     * @param i position, from 0
     * @return the input
     */
    public Variable input(int i) {
        return inputs[i];
    }

    /**
     * Keeps an index list for the pullback.
     *
     * @param slot 0, 1 or 2
     * @param list the list, which must not change until the tape is reset
     * @return this variable
     */
    public Variable keep(int slot, Indices list) {
        indices[slot] = list;
        return this;
    }

    /**
     * Returns a kept index list.
     *
     * @param slot 0, 1 or 2, as given to {@link #keep(int, Indices)}
     * @return the list
     */
    public Indices indices(int slot) {
        return indices[slot];
    }

    /**
     * Keeps a number for the pullback.
     *
     * @param number the number
     * @return this variable
     */
    public Variable keep(double number) {
        scalar = number;
        return this;
    }

    /** {@return the number given to {@link #keep(double)}} */
    public double keptNumber() {
        return scalar;
    }

    /**
     * Makes a matrix that the operation fills and its pullback reads again; at most three.
     *
     * @param rows number of rows
     * @param columns number of columns
     * @return the matrix, with arbitrary entries, the tape's until it is reset
     */
    public DMatrixRMaj save(int rows, int columns) {
        DMatrixRMaj matrix = tape.workspace().borrow(op.name(), rows, columns);
        saved[savedCount++] = matrix;
        return matrix;
    }

    /**
     * Returns a matrix made by {@link #save}.
     *
     * @param i which one, from 0 in the order of making
     * @return the matrix
     */
    public DMatrixRMaj saved(int i) {
        return saved[i];
    }

    void addInput(Variable input) {
        if (inputCount == inputs.length) {
            inputs = Arrays.copyOf(inputs, 2 * inputCount);
        }
        inputs[inputCount++] = input;
    }

    /** Becomes a variable of the current pass, as yet without inputs. */
    void begin(Op newOp, DMatrixRMaj newValue, boolean ownsNewValue) {
        op = newOp;
        value = newValue;
        ownsValue = ownsNewValue;
        needsGradient = false;
        stale = false;
    }

    /** Gives all buffers back and forgets what the pullback was to know. */
    void recycle() {
        dropGradient();
        for (int i = 0; i < savedCount; i++) {
            tape.workspace().giveBack(saved[i]);
        }
        if (ownsValue) {
            tape.workspace().giveBack(value);
        }
        value = EMPTY;
        savedCount = 0;
        inputCount = 0;
        needsGradient = false;
        stale = true;
        segment = NONE;
    }

    void dropGradient() {
        DMatrixRMaj sum = gradient;
        if (sum != null) {
            tape.workspace().giveBack(sum);
            gradient = null;
        }
    }

    /** {@return position, operation and shape, as messages name it} */
    String label() {
        return String.format(Locale.ROOT, "%%%d %s %s", index, op.name(), Shapes.of(this));
    }

    /**
     * Shows position, operation, shape, value, and the gradient where there is one, for instance {@code %1 tanh 1x2
     * [0.7616 -0.4621], gradient [1.000 1.000]}; of large matrices the Frobenius norm.
     */
    @Override
    public String toString() {
        DMatrixRMaj sum = gradient;
        if (stale) {
            return label();
        }
        return label() + " " + MatrixText.of(value) + (sum == null ? "" : ", gradient " + MatrixText.of(sum));
    }
}
