package org.sgvae.autodiff;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.kernel.Kernels;

/**
 * Reverse accumulation: from the result down to the first entry of a tape, each operation hands the gradient of its
 * result on to its inputs, \(\bar x \mathrel{+}= \bar y\,\partial y/\partial x\).
 */
final class ReversePass {
    static final DMatrixRMaj ONE = new DMatrixRMaj(1, 1, true, 1);

    private ReversePass() {}

    static void requireFiniteScalar(Variable y) {
        Shapes.require(y.rows() == 1 && y.columns() == 1, "backward", y, "only a 1x1 has a gradient; sum it first");
        if (!Double.isFinite(y.scalarValue())) {
            y.tape().inspector().requireFinite();
        }
    }

    static void run(TapeEntries entries, Variable y, DMatrixRMaj yBar) {
        if (yBar.numRows != y.rows() || yBar.numCols != y.columns()) {
            throw new IllegalArgumentException("backward: weights " + yBar.numRows + "x" + yBar.numCols + " for "
                    + Shapes.of(y) + "; the shapes must agree");
        }
        if (!entries.tape().isRecording()) {
            throw new IllegalStateException("backward: this tape is forward-only; make it with Tape.recording()");
        }
        if (!y.needsGradient()) {
            throw new IllegalStateException("backward: " + y.label()
                    + " depends on no leaf that needs a gradient; make one with tape.variable(...)");
        }
        long before = entries.user().enter("backward");
        boolean retains = entries.tape().inspector().retainsGradients();
        if (retains) { // those of an earlier result would be pulled back once more
            entries.dropGradientsOfResults();
        }
        Kernels kernels = entries.tape().kernels();
        try {
            kernels.add(yBar, y.gradient());
            pullBack(entries, y.index(), kernels, retains);
        } catch (RuntimeException | Error e) {
            entries.dropGradients(); // half of the sums are missing
            throw e;
        } finally {
            entries.user().leave(before);
        }
    }

    private static void pullBack(TapeEntries entries, int from, Kernels kernels, boolean retains) {
        for (int i = from; i >= 0; i--) {
            Variable y = entries.get(i);
            if (y.gradient != null && y.inputCount() > 0) { // those of leaves stay
                y.op().pullback().apply(kernels, y);
                if (!retains) {
                    y.dropGradient(); // still in the cache, it serves the next operation
                }
            }
        }
    }
}
