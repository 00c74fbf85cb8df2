package org.sgvae.autodiff;

import java.util.HashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * What a tape shows beyond values and gradients of leaves, for teaching and debugging: the gradients of intermediate
 * results, the lines of code that made them, and where a value stopped being finite. {@link TapePrinter} writes it
 * down.
 *
 * <pre>{@code
 * tape.inspector().retainGradients().traceLines();
 * ...
 * tape.backward(loss);
 * log.accept(TapePrinter.table(tape));
 * }</pre>
 */
public final class TapeInspector {
    private final Tape tape;
    private final Map<Integer, StackWalker.StackFrame> lineOfEntry = new HashMap<>();
    private boolean retainsGradients;
    private boolean tracesLines;

    TapeInspector(Tape tape) {
        this.tape = tape;
    }

    /**
     * Keeps the gradients of all variables after {@link Tape#backward(Variable)} from now on, not those of leaves only.
     *
     * @return this inspector
     */
    public TapeInspector retainGradients() {
        retainsGradients = true;
        return this;
    }

    /**
     * Remembers from now on which line of code outside this package made each variable; slow.
     *
     * @return this inspector
     */
    public TapeInspector traceLines() {
        tracesLines = true;
        return this;
    }

    /**
     * Looks for the first value that is infinite or not a number.
     *
     * @throws NonFiniteException if there is one, with the operation that made it and the values it was made from
     */
    public void requireFinite() {
        for (int i = 0; i < tape.size(); i++) {
            DMatrixRMaj value = tape.get(i).value();
            for (int j = 0; j < value.getNumElements(); j++) {
                if (!Double.isFinite(value.data[j])) {
                    throw new NonFiniteException(tape.get(i), j / value.numCols, j % value.numCols);
                }
            }
        }
    }

    boolean retainsGradients() {
        return retainsGradients;
    }

    /** {@return the line of code that made a variable, as in {@code Linear.apply(Linear.java:52)}, if it was traced} */
    @Nullable
    String madeAt(Variable y) {
        StackWalker.StackFrame line = lineOfEntry.get(y.index());
        return line == null ? null : line.toString();
    }

    void appended(Variable y) {
        if (tracesLines) {
            String here = Tape.class.getPackageName() + ".";
            StackWalker.getInstance()
                    .walk(frames -> frames.filter(frame -> !frame.getClassName().startsWith(here))
                            .findFirst())
                    .ifPresent(line -> lineOfEntry.put(y.index(), line));
        }
    }

    void reset() {
        lineOfEntry.clear();
    }
}
