package org.sgvae.autodiff;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The variables of a tape in order of computation.
 *
 * <p>The objects are used again, and two sets of them take turns: those of one pass rest during the next, so that a
 * variable which is kept over a reset is seen to be {@linkplain Variable#isStale() stale}, instead of being another
 * one, for a pass.
 */
final class TapeEntries {
    private final Tape tape;
    private final SingleUser user = new SingleUser();
    private Variable[] entries = new Variable[0];
    private Variable[] resting = new Variable[0];
    private int size;

    TapeEntries(Tape tape) {
        this.tape = tape;
    }

    Tape tape() {
        return tape;
    }

    SingleUser user() {
        return user;
    }

    int size() {
        return size;
    }

    Variable get(int index) {
        return entries[index];
    }

    /** Appends a leaf, its value the caller's. */
    Variable addLeaf(DMatrixRMaj value, boolean needsGradient) {
        Variable leaf = add(Op.LEAF, value, false);
        leaf.needsGradient = needsGradient;
        return leaf;
    }

    /** Appends the result of an operation, as yet without inputs and with arbitrary entries. */
    Variable add(Op op, int rows, int columns) {
        long before = user.enter(op.name());
        try {
            return add(op, tape.workspace().borrow(op.name(), rows, columns), true);
        } finally {
            user.leave(before);
        }
    }

    private Variable add(Op op, DMatrixRMaj value, boolean ownsValue) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, Math.max(64, 2 * size));
        }
        Variable entry = entries[size];
        if (entry == null) {
            entry = new Variable(tape, size);
            entries[size] = entry;
        }
        entry.begin(op, value, ownsValue);
        size++;
        tape.inspector().appended(entry);
        return entry;
    }

    Variable link(Variable y, List<Variable> inputs) {
        for (int i = 0; i < inputs.size(); i++) { // an iterator would be garbage
            link(y, inputs.get(i));
        }
        return y;
    }

    /**
     * Inputs are recorded even where one of them needs no gradient, so that a printed tape shows the whole computation.
     */
    Variable link(Variable y, Variable input) {
        if (input.tape() != tape || input.isStale()) {
            String name = y.op().name();
            entries[--size].recycle(); // y, which nobody will see
            requireOwn(name, input);
        }
        if (tape.isRecording()) {
            y.addInput(input);
            y.needsGradient |= input.needsGradient;
        }
        return y;
    }

    void requireOwn(String what, Variable x) {
        if (x.tape() != tape) {
            throw new IllegalArgumentException(what + ": " + x.label() + " is on another tape; compute all on one");
        }
        if (x.isStale()) {
            throw new IllegalArgumentException(what + ": " + x + "; do not keep variables over it");
        }
    }

    void dropGradients() {
        for (int i = 0; i < size; i++) {
            entries[i].dropGradient();
        }
    }

    /** Drops the gradients of what is not a leaf. */
    void dropGradientsOfResults() {
        for (int i = 0; i < size; i++) {
            if (entries[i].inputCount() > 0) {
                entries[i].dropGradient();
            }
        }
    }

    /** Gives all buffers back and begins with the other set of objects. */
    void reset() {
        for (int i = 0; i < size; i++) {
            entries[i].recycle();
        }
        Variable[] rested = resting;
        resting = entries;
        entries = rested;
        size = 0;
    }
}
