package org.sgvae.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.sgvae.kernel.Kernels;

/**
 * The record of a computation with matrices, from which gradients are computed backwards.
 *
 * <pre>{@code
 * Tape tape = Tape.recording();
 * Variable w = tape.variable(weights);                     // a leaf that needs a gradient
 * Variable x = tape.constant(inputs);                      // a leaf that needs none
 * Variable loss = ReductionOps.mean(ElementwiseOps.square(MatrixOps.matmulTransB(x, w)));
 * tape.backward(loss);
 * w.gradient();                                            // d loss / d weights
 * tape.reset();                                            // the buffers serve the next pass
 * }</pre>
 *
 * <p>Operations are appended as they are computed, so their order is topological and {@link #backward} is one pass down the
 * list (reverse accumulation; Griewank and Walther, <em>Evaluating Derivatives</em>, ch. 3). All buffers are the tape's and
 * are used again after {@link #reset()}: a pass of shapes already seen allocates nothing.
 *
 * <p>A tape is used by one thread at a time. Tapes share no state, so any number of them work side by side.
 */
public final class Tape {
    static final DMatrixRMaj EMPTY = new DMatrixRMaj(0, 0);

    /** Computes a variable that many operations of a pass share; see {@link Tape#once}. */
    @FunctionalInterface
    public interface Derivation {
        /**
         * Computes the variable.
         *
         * @param tape where to
         * @return the variable
         */
        Variable derive(Tape tape);
    }

    /** A part of a computation that may be run again; see {@link Tape#segment}. */
    @FunctionalInterface
    public interface Segment {
        /**
         * Computes the result.
         *
         * @param input what it is computed from, besides weights; on the tape where the computation is to be
         * @return the result, the same bits each time
         */
        Variable compute(Variable input);
    }

    private static final Supplier<Indices> NEW_INDICES = Indices::new;
    private static final Supplier<List<Variable>> NEW_LIST = ArrayList::new;

    private final Kernels kernels;
    private final boolean recording;
    private final MatrixPool pool = new MatrixPool();
    private final IdentityHashMap<DMatrixRMaj, Variable> leaves = new IdentityHashMap<>();
    private final IdentityHashMap<Derivation, Variable> derived = new IdentityHashMap<>();
    private final IdentityHashMap<Supplier<?>, Recycled<?>> recycled = new IdentityHashMap<>();
    private final List<Recycled<?>> recycledLists = new ArrayList<>();
    private Variable[] entries = new Variable[0];
    private int size;
    private boolean retainGradients;
    private boolean traceLines;
    private boolean recomputes;
    private @Nullable Tape inner;

    private Tape(Kernels kernels, boolean recording) {
        this.kernels = kernels;
        this.recording = recording;
    }

    /** Makes a tape that records, with the fastest kernels of this machine. */
    public static Tape recording() {
        return new Tape(Kernels.create(), true);
    }

    /** Makes a tape for values only, for sampling and evaluation: it keeps no inputs and runs no pullback. */
    public static Tape forwardOnly() {
        return new Tape(Kernels.create(), false);
    }

    /**
     * Makes a tape that records, with kernels of the caller's choice.
     *
     * @param kernels dense kernels, used by this tape only
     * @return the tape
     */
    public static Tape recording(Kernels kernels) {
        return new Tape(kernels, true);
    }

    /**
     * Makes a tape for values only, with kernels of the caller's choice.
     *
     * @param kernels dense kernels, used by this tape only
     * @return the tape
     */
    public static Tape forwardOnly(Kernels kernels) {
        return new Tape(kernels, false);
    }

    /** Keeps the gradients of all variables after {@link #backward}, not those of leaves only: for teaching and debugging. */
    public void retainGradients() {
        retainGradients = true;
    }

    /** Remembers from now on which line of code made each variable; slow, for debugging. */
    public void traceLines() {
        traceLines = true;
    }

    /**
     * Keeps less from now on: of each {@linkplain #segment segment} only input and result, and runs it again for its gradient. A
     * pass then takes about a third longer, and much less memory where there are many segments.
     */
    public void recompute() {
        recomputes = true;
    }

    /** Tells whether {@linkplain #segment segments} are run again. */
    public boolean recomputes() {
        return recording && recomputes;
    }

    /** Tells whether operations are recorded for {@link #backward}. */
    public boolean isRecording() {
        return recording;
    }

    /** {@return the dense kernels that operations on this tape use} */
    public Kernels kernels() {
        return kernels;
    }

    /** {@return the number of variables on the tape} */
    public int size() {
        return size;
    }

    /**
     * Returns a variable by its position.
     *
     * @param index position, from 0, in order of computation
     * @return the variable
     */
    public Variable get(int index) {
        return entries[index];
    }

    /**
     * Returns the leaf of a matrix whose gradient is wanted. The same matrix object is the same leaf, however often it is
     * asked for, so a weight used in many places has one gradient.
     *
     * @param value the matrix; not copied, not modified; must not change until the tape is reset
     * @return the leaf
     */
    public Variable variable(DMatrixRMaj value) {
        Variable leaf = leaves.get(value);
        if (leaf == null) {
            leaf = leaf(value, recording);
            leaves.put(value, leaf);
        }
        return leaf;
    }

    /**
     * Puts a matrix on the tape whose gradient is not wanted.
     *
     * @param value the matrix; not copied, not modified; must not change until the tape is reset
     * @return the leaf
     */
    public Variable constant(DMatrixRMaj value) {
        return leaf(value, false);
    }

    /**
     * Makes a constant in a buffer of the tape.
     *
     * @param rows number of rows
     * @param columns number of columns
     * @return a leaf of zeros without gradient, whose value the caller may fill before it is used
     */
    public Variable zeroConstant(int rows, int columns) {
        Variable leaf = leaf(zeros(rows, columns), false);
        leaf.ownsValue = true;
        return leaf;
    }

    private Variable leaf(DMatrixRMaj value, boolean needsGradient) {
        Variable leaf = next(Op.LEAF);
        leaf.value = value;
        leaf.ownsValue = false;
        leaf.needsGradient = needsGradient;
        return leaf;
    }

    /**
     * Returns a variable that is computed once a pass and then shared, such as a product of two weights.
     *
     * @param derivation computes it; its identity is the key
     * @return the variable
     */
    public Variable once(Derivation derivation) {
        Variable known = derived.get(derivation);
        if (known == null) {
            known = derivation.derive(this);
            derived.put(derivation, known);
        }
        return known;
    }

    /**
     * Computes a part of a computation that {@link #recompute} lets the tape forget and run again.
     *
     * @param input what it is computed from, besides leaves made by {@link #variable}, on this tape; not modified
     * @param segment the part; what it uses besides must not change until the tape is reset
     * @return its result, on this tape
     */
    public Variable segment(Variable input, Segment segment) {
        return recomputes() ? Recomputation.of(input, segment) : segment.compute(input);
    }

    /** The tape that segments are run on. */
    Tape inner() {
        Tape tape = inner;
        if (tape == null) {
            tape = new Tape(kernels, true);
            inner = tape;
        }
        return tape;
    }

    /**
     * Appends the result of an operation with one input. The caller computes its value.
     *
     * @param op the operation
     * @param rows number of rows of the result
     * @param columns number of columns of the result
     * @param a the input
     * @return the result, with arbitrary entries as yet
     */
    public Variable append(Op op, int rows, int columns, Variable a) {
        Variable y = result(op, rows, columns);
        link(y, a);
        return y;
    }

    /**
     * Appends the result of an operation with two inputs. The caller computes its value.
     *
     * @param op the operation
     * @param rows number of rows of the result
     * @param columns number of columns of the result
     * @param a the first input
     * @param b the second input
     * @return the result, with arbitrary entries as yet
     */
    public Variable append(Op op, int rows, int columns, Variable a, Variable b) {
        Variable y = result(op, rows, columns);
        link(y, a);
        link(y, b);
        return y;
    }

    /**
     * Appends the result of an operation with three inputs. The caller computes its value.
     *
     * @param op the operation
     * @param rows number of rows of the result
     * @param columns number of columns of the result
     * @param a the first input
     * @param b the second input
     * @param c the third input
     * @return the result, with arbitrary entries as yet
     */
    public Variable append(Op op, int rows, int columns, Variable a, Variable b, Variable c) {
        Variable y = append(op, rows, columns, a, b);
        link(y, c);
        return y;
    }

    /**
     * Appends the result of an operation with any number of inputs. The caller computes its value.
     *
     * @param op the operation
     * @param rows number of rows of the result
     * @param columns number of columns of the result
     * @param inputs the inputs; not modified
     * @return the result, with arbitrary entries as yet
     */
    public Variable append(Op op, int rows, int columns, List<Variable> inputs) {
        Variable y = result(op, rows, columns);
        for (int i = 0; i < inputs.size(); i++) { // an iterator would be garbage
            link(y, inputs.get(i));
        }
        return y;
    }

    private Variable result(Op op, int rows, int columns) {
        Variable y = next(op);
        y.value = pool.take(rows, columns);
        y.ownsValue = true;
        y.needsGradient = false;
        return y;
    }

    /** Inputs are recorded even where one of them needs no gradient, so that a printed tape shows the whole computation. */
    private void link(Variable y, Variable input) {
        if (input.tape() != this) {
            entries[--size].recycle(); // y, which nobody will see
            throw new IllegalArgumentException(
                    y.op().name() + ": its inputs are on different tapes; compute them on one");
        }
        if (recording) {
            y.addInput(input);
            y.needsGradient |= input.needsGradient;
        }
    }

    private Variable next(Op op) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, Math.max(64, 2 * size));
        }
        Variable entry = entries[size];
        if (entry == null) {
            entry = new Variable(this, size);
            entries[size] = entry;
        }
        entry.op = op;
        if (traceLines) {
            entry.madeAt = callerOutsideThisPackage();
        }
        size++;
        return entry;
    }

    /**
     * Computes the gradients of a scalar with respect to all variables that it depends on; they add to gradients that are
     * there already.
     *
     * @param y the scalar, 1 x 1
     * @throws IllegalArgumentException if {@code y} is not 1 x 1
     * @throws IllegalStateException if the tape is forward-only
     * @throws NonFiniteException if {@code y} is infinite or not a number, naming the operation where that began
     */
    public void backward(Variable y) {
        Shapes.require(y.rows() == 1 && y.columns() == 1, "backward", y, "only a 1x1 has a gradient; sum it first");
        if (!Double.isFinite(y.value.data[0])) {
            requireFinite();
        }
        seed(y).data[0] += 1;
        pullBack(y);
    }

    /**
     * Computes the vector–Jacobian product of a matrix: the gradients of \(\sum_{ij} \bar Y_{ij} Y_{ij}\).
     *
     * @param y the matrix \(Y\)
     * @param yBar the weights \(\bar Y\), of the same shape; not modified
     * @throws IllegalArgumentException if the shapes differ
     * @throws IllegalStateException if the tape is forward-only
     */
    public void backward(Variable y, DMatrixRMaj yBar) {
        if (yBar.numRows != y.rows() || yBar.numCols != y.columns()) {
            throw new IllegalArgumentException("backward: weights " + yBar.numRows + "x" + yBar.numCols + " for "
                    + Shapes.of(y) + "; the shapes must agree");
        }
        DMatrixRMaj gradient = seed(y);
        for (int i = 0; i < yBar.getNumElements(); i++) {
            gradient.data[i] += yBar.data[i];
        }
        pullBack(y);
    }

    private DMatrixRMaj seed(Variable y) {
        if (!recording) {
            throw new IllegalStateException("backward: this tape is forward-only; make it with Tape.recording()");
        }
        if (!y.needsGradient()) {
            throw new IllegalStateException(
                    "backward: " + y + " depends on no leaf that needs a gradient; make one with tape.variable(...)");
        }
        if (retainGradients) { // those of an earlier result would be pulled back once more
            for (int i = 0; i < size; i++) {
                if (entries[i].inputCount() > 0) {
                    entries[i].dropGradient();
                }
            }
        }
        return y.gradient();
    }

    private void pullBack(Variable from) {
        for (int i = from.index(); i >= 0; i--) {
            Variable y = entries[i];
            if (y.gradient != null && y.inputCount() > 0) { // those of leaves stay
                y.op.pullback().apply(kernels, y);
                if (!retainGradients) {
                    y.dropGradient(); // still in the cache, it serves the next operation
                }
            }
        }
    }

    /** Forgets all gradients but keeps the record, so that another result can be differentiated. */
    public void clearGradients() {
        for (int i = 0; i < size; i++) {
            entries[i].dropGradient();
        }
    }

    /** Forgets the record. Buffers are kept for the next pass; variables and index lists of this one must not be used any more. */
    public void reset() {
        for (int i = 0; i < size; i++) {
            entries[i].recycle();
        }
        size = 0;
        leaves.clear();
        derived.clear();
        for (int i = 0; i < recycledLists.size(); i++) {
            recycledLists.get(i).lent = 0;
        }
    }

    /** {@return an empty index list, the tape's until it is reset} */
    public Indices indices() {
        Indices indices = recycled(NEW_INDICES);
        indices.clear();
        return indices;
    }

    /**
     * Returns an index list with given entries, the tape's until it is reset.
     *
     * @param values the entries; copied
     * @return the list
     */
    public Indices indices(int... values) {
        return indices().addAll(values);
    }

    /** {@return an empty list of variables, the tape's until it is reset} */
    public List<Variable> list() {
        List<Variable> list = recycled(NEW_LIST);
        list.clear();
        return list;
    }

    /**
     * Lends a working object until the next {@link #reset()}: one left from an earlier pass, or a new one.
     *
     * @param <T> its type
     * @param maker makes a new one; a constant, since its identity names the kind of object
     * @return the object, in the state in which it was left
     */
    public <T> T recycled(Supplier<T> maker) {
        @SuppressWarnings("unchecked") // put below under the same key
        Recycled<T> list = (Recycled<T>) recycled.get(maker);
        if (list == null) {
            list = new Recycled<>();
            recycled.put(maker, list);
            recycledLists.add(list);
        }
        if (list.lent == list.objects.size()) {
            list.objects.add(maker.get());
        }
        return list.objects.get(list.lent++);
    }

    private static final class Recycled<T> {
        final List<T> objects = new ArrayList<>();
        int lent;
    }

    /**
     * Lends a matrix for the duration of a computation; hand it back with {@link #giveBack}.
     *
     * @param rows number of rows
     * @param columns number of columns
     * @return the matrix, with arbitrary entries
     */
    public DMatrixRMaj borrow(int rows, int columns) {
        return pool.take(rows, columns);
    }

    /**
     * Takes back a matrix that {@link #borrow} lent.
     *
     * @param matrix the matrix, not to be used any more
     */
    public void giveBack(DMatrixRMaj matrix) {
        pool.give(matrix);
    }

    DMatrixRMaj zeros(int rows, int columns) {
        DMatrixRMaj matrix = pool.take(rows, columns);
        Arrays.fill(matrix.data, 0, rows * columns, 0);
        return matrix;
    }

    /**
     * Looks for the first value that is infinite or not a number.
     *
     * @throws NonFiniteException if there is one, with the operation that made it and the values it was made from
     */
    public void requireFinite() {
        for (int i = 0; i < size; i++) {
            DMatrixRMaj value = entries[i].value();
            for (int j = 0; j < value.getNumElements(); j++) {
                if (!Double.isFinite(value.data[j])) {
                    throw new NonFiniteException(entries[i], j / value.numCols, j % value.numCols);
                }
            }
        }
    }

    private static StackWalker.@Nullable StackFrame callerOutsideThisPackage() {
        String here = Tape.class.getPackageName() + ".";
        Optional<StackWalker.StackFrame> caller = StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().startsWith(here)
                                || frame.getClassName().endsWith("Test"))
                        .findFirst());
        return caller.orElse(null);
    }
}
