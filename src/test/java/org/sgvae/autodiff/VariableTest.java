package org.sgvae.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.op.ElementwiseOps;
import org.sgvae.autodiff.op.ReductionOps;

class VariableTest {
    private final Tape tape = Tape.recording();

    @Test
    void toString_showsShapeAndValue() {
        Variable x = tape.constant(new DMatrixRMaj(new double[][] {{1, -0.5}, {1e-12, 300}}));
        assertThat(x).hasToString("%0 leaf 2x2 [1.000 -0.5000; 1.000e-12 300.0]");
    }

    @Test
    void toString_showsTheGradientOnceThereIsOne() {
        Variable x = tape.variable(new DMatrixRMaj(new double[][] {{3, 4}}));
        Variable y = ReductionOps.sum(ElementwiseOps.square(x));
        assertThat(x).hasToString("%0 leaf 1x2 [3.000 4.000]");
        tape.backward(y);
        assertThat(x).hasToString("%0 leaf 1x2 [3.000 4.000], gradient [6.000 8.000]");
        assertThat(y.toString()).startsWith("%2 sum 1x1 [25.00]");
    }

    @Test
    void toString_ofALargeMatrixShowsItsNorm() {
        DMatrixRMaj ones = new DMatrixRMaj(4, 25);
        ones.fill(1);
        assertThat(tape.variable(ones)).hasToString("%0 leaf 4x25 [norm 10.00]");
    }

    @Test
    void toString_tellsThatTheTapeWasReset() {
        Variable x = tape.variable(new DMatrixRMaj(new double[][] {{3}}));
        tape.reset();
        assertThat(x.toString()).contains("before the tape's reset").doesNotContain("[");
    }
}
