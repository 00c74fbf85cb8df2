package org.sgvae.autodiff;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
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
 * <p>Operations are appended as they are computed, so their order is topological and {@link #backward(Variable)} is one
 * pass down the list (reverse accumulation; Griewank and Walther, <em>Evaluating Derivatives</em>, ch. 3).
 *
 * <p>A tape serves one thread at a time; tapes share no state. Two threads inside an append or a backward at once get a
 * {@link java.util.ConcurrentModificationException}, unless they are nanoseconds apart; buffers are not watched.
 */
public final class Tape {
    /*
     * Who owns which buffer until when.
     *
     * The value of a result, and what an operation saves for its pullback, are the variable's from append to reset.
     * The value of a leaf is the caller's and never copied; zeroConstant is the exception.
     * A gradient is borrowed when the first pullback adds to it. That of a result goes back as soon as its own pullback
     * is done, still in the cache, and serves the next one; that of a leaf stays until clearGradients or reset.
     * Scratch is borrowed and given back within one operation or one pullback.
     * Index lists and other objects (Workspace.recycled) are lent until reset, as operations refer to them.
     *
     * Variables are used again, too: kept over reset, one would be another result later. TapeEntries has two sets of
     * them that take turns, so the mistake is seen in the pass that follows; after that it is not.
     */
    private final Kernels kernels;
    private final boolean recording;
    private final Workspace workspace = new Workspace();
    private final TapeEntries entries = new TapeEntries(this);
    private final TapeInspector inspector = new TapeInspector(this);
    private final IdentityHashMap<DMatrixRMaj, Variable> leaves = new IdentityHashMap<>();
    private final IdentityHashMap<Derivation, Variable> derived = new IdentityHashMap<>();

    @Nullable
    Recomputation recomputation;

    private Tape(Kernels kernels, boolean recording) {
        this.kernels = kernels;
        this.recording = recording;
    }

    /** {@return a tape that records, with the fastest kernels of this machine} */
    public static Tape recording() {
        return recording(Kernels.create());
    }

    /** {@return a tape that records, with dense kernels that no other tape uses} */
    public static Tape recording(Kernels kernels) {
        return new Tape(kernels, true);
    }

    /** {@return a tape for values only, for sampling and evaluation: it keeps no inputs and runs no pullback} */
    public static Tape forwardOnly() {
        return forwardOnly(Kernels.create());
    }

    /** {@return a tape for values only, with dense kernels that no other tape uses} */
    public static Tape forwardOnly(Kernels kernels) {
        return new Tape(kernels, false);
    }

    /**
     * Keeps of each {@linkplain #segment segment} from now on only input and result, and runs it again for its
     * gradient: a pass takes about a third longer, and much less memory where there are many segments.
     */
    public void recompute() {
        if (recording && recomputation == null) {
            recomputation = new Recomputation(kernels);
        }
    }

    /** Tells whether {@linkplain #segment segments} are run again. */
    public boolean recomputes() {
        return recomputation != null;
    }

    /** Tells whether operations are recorded for {@link #backward(Variable)}. */
    public boolean isRecording() {
        return recording;
    }

    /** {@return the dense kernels that operations on this tape use} */
    public Kernels kernels() {
        return kernels;
    }

    /** {@return the buffers that operations on this tape borrow} */
    public Workspace workspace() {
        return workspace;
    }

    /** {@return an empty index list, the tape's until it is reset} */
    public Indices indices() {
        return workspace.indices();
    }

    /** {@return an empty list of variables, the tape's until it is reset} */
    public List<Variable> list() {
        return workspace.list();
    }

    /** {@return what shows and keeps more than this tape does, for debugging} */
    public TapeInspector inspector() {
        return inspector;
    }

    /** {@return the number of variables on the tape} */
    public int size() {
        return entries.size();
    }

    /** {@return the variable at a position, from 0, in order of computation} */
    public Variable get(int index) {
        return entries.get(Objects.checkIndex(index, size()));
    }

    /**
     * Returns the leaf of a matrix whose gradient is wanted; of the same matrix object always the same leaf.
     *
     * @param value the matrix; not copied, not modified; must not change until the tape is reset, which is not checked
     */
    public Variable variable(DMatrixRMaj value) {
        Variable leaf = leaves.get(value);
        if (leaf == null) {
            leaf = leaf(value, recording);
            leaves.put(value, leaf);
        }
        return leaf;
    }

    /** {@return a leaf of a matrix whose gradient is not wanted; the matrix as for {@link #variable}} */
    public Variable constant(DMatrixRMaj value) {
        return leaf(value, false);
    }

    Variable leaf(DMatrixRMaj value, boolean needsGradient) {
        return entries.addLeaf(value, needsGradient);
    }

    /** {@return a leaf of zeros without gradient, rows x columns, whose value the caller may fill before it is used} */
    public Variable zeroConstant(int rows, int columns) {
        Variable leaf = entries.add(Op.LEAF, rows, columns);
        leaf.value().zero();
        return leaf;
    }

    /** {@return the variable that a derivation computes, once a pass; such as a product of two shared weights} */
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
     * @param segment the part; what it uses besides must not change until the tape is reset, which is not checked
     */
    public Variable segment(Variable input, Segment segment) {
        return recomputation == null ? segment.compute(input) : recomputation.run(input, segment);
    }

    /**
     * Appends and returns the result of an operation with one input. The caller computes its value.
     *
     * @param rows number of rows of the result
     * @param columns number of columns of the result
     * @throws IllegalArgumentException if the input is on another tape or of before the last reset (seen for one pass),
     *     or the result is too large for an array; the tape is then as before
     */
    public Variable append(Op op, int rows, int columns, Variable a) {
        return entries.link(entries.add(op, rows, columns), a);
    }

    /** As {@link #append(Op, int, int, Variable)}, with two inputs. */
    public Variable append(Op op, int rows, int columns, Variable a, Variable b) {
        return entries.link(append(op, rows, columns, a), b);
    }

    /** As {@link #append(Op, int, int, Variable)}, with three inputs. */
    public Variable append(Op op, int rows, int columns, Variable a, Variable b, Variable c) {
        return entries.link(append(op, rows, columns, a, b), c);
    }

    /** As {@link #append(Op, int, int, Variable)}, with any number of inputs; the list is not kept. */
    public Variable append(Op op, int rows, int columns, List<Variable> inputs) {
        return entries.link(entries.add(op, rows, columns), inputs);
    }

    /**
     * Computes the gradients of a scalar with respect to all variables that it depends on; they add to gradients that
     * are there already. If a pullback throws, all gradients of this tape are cleared, and it can be used as before.
     *
     * @param y the scalar, 1 x 1
     * @throws IllegalArgumentException if {@code y} is not 1 x 1, on another tape, or of before the last reset
     * @throws IllegalStateException if the tape is forward-only or {@code y} depends on no {@link #variable}
     * @throws NonFiniteException if {@code y} is infinite or not a number, naming the operation where that began
     */
    public void backward(Variable y) {
        entries.requireOwn("backward", y);
        ReversePass.requireFiniteScalar(y);
        backward(y, ReversePass.ONE);
    }

    /**
     * Computes the vector–Jacobian product of a matrix: the gradients of \(\sum_{ij} \bar Y_{ij} Y_{ij}\).
     *
     * @param yBar the weights \(\bar Y\), not modified
     * @throws IllegalArgumentException if the shapes differ, and as {@link #backward(Variable)}
     */
    public void backward(Variable y, DMatrixRMaj yBar) {
        entries.requireOwn("backward", y);
        ReversePass.run(entries, y, yBar);
    }

    /** Forgets all gradients but keeps the record, so that another result can be differentiated. */
    public void clearGradients() {
        entries.dropGradients();
    }

    /** Forgets the record; buffers serve the next pass, variables and index lists of this one must not be used. */
    public void reset() {
        entries.reset();
        leaves.clear();
        derived.clear();
        workspace.reset();
        inspector.reset();
    }
}
