package org.sgvae.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.NonFiniteException;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.TapePrinter;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ElementwiseOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.random.RandomKey;

/** The lines of code that a tape traces, which are those outside the tape's own package. */
class TracedLinesTest {
    private static Tape traced() {
        Tape tape = Tape.recording();
        tape.inspector().traceLines();
        return tape;
    }

    @Test
    void requireFinite_namesOperationAndLine() {
        Tape tape = traced();
        Variable y = ReductionOps.sum(ElementwiseOps.log(tape.variable(new DMatrixRMaj(1, 2, true, 1, -1))));
        assertThatThrownBy(() -> tape.backward(y))
                .isInstanceOf(NonFiniteException.class)
                .hasMessageContaining("log (entry 1 of the tape, 1x2) has NaN at row 0, column 1")
                .hasMessageContaining("made from %0 leaf 1x2")
                .hasMessageContaining("TracedLinesTest.requireFinite_namesOperationAndLine(TracedLinesTest.java:");
    }

    @Test
    void table_namesTheLineOfALayer() {
        Tape tape = traced();
        Linear layer = new Linear(new Parameters(Initializer.normal(1), RandomKey.of(1)), "layer", 2, 3);
        layer.apply(tape.constant(new DMatrixRMaj(1, 2)));
        assertThat(TapePrinter.table(tape))
                .contains("affine", "Linear.apply(Linear.java:", "TracedLinesTest.table_namesTheLineOfALayer(");
    }

    @Test
    void reset_forgetsLines() {
        Tape tape = traced();
        tape.constant(new DMatrixRMaj(1, 2));
        assertThat(TapePrinter.table(tape)).contains(".java:");
        tape.reset();
        assertThat(TapePrinter.table(tape)).doesNotContain(".java:");
    }
}
