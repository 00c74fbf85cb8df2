package org.sgvae.autodiff.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sgvae.autodiff.op.ArithmeticOps.negate;
import static org.sgvae.autodiff.op.Examples.entries;
import static org.sgvae.autodiff.op.Examples.normal;
import static org.sgvae.autodiff.op.MatrixOps.transpose;

import java.util.List;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Passes;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

class ReductionOpsTest {
    private static final DMatrixRMaj X = new DMatrixRMaj(2, 3, true, 1, 5, -3, 4, 5, 0);

    private static double[] values(UnaryOperator<Variable> op) {
        return entries(op.apply(Tape.forwardOnly().constant(X)).value());
    }

    private static double[] gradient(UnaryOperator<Variable> op) {
        Tape tape = Tape.recording();
        Variable x = tape.variable(X);
        tape.backward(ReductionOps.sum(op.apply(x)));
        return entries(x.gradient());
    }

    @Test
    void reductions_overRowsOverColumnsAndOverAll() {
        assertThat(values(ReductionOps::sum)).containsExactly(12);
        assertThat(values(ReductionOps::sumOverRows)).containsExactly(5, 10, -3);
        assertThat(values(ReductionOps::sumOverColumns)).containsExactly(3, 9);
        assertThat(values(ReductionOps::mean)).containsExactly(2);
        assertThat(values(ReductionOps::meanOverRows)).containsExactly(2.5, 5, -1.5);
        assertThat(values(ReductionOps::meanOverColumns)).containsExactly(1, 3);
        assertThat(values(ReductionOps::max)).containsExactly(5);
        assertThat(values(ReductionOps::maxOverRows)).containsExactly(4, 5, 0);
        assertThat(values(ReductionOps::maxOverColumns)).containsExactly(5, 5);
        assertThat(values(ReductionOps::min)).containsExactly(-3);
        assertThat(values(ReductionOps::minOverRows)).containsExactly(1, 5, -3);
        assertThat(values(ReductionOps::minOverColumns)).containsExactly(-3, 0);
    }

    @Test
    void extremes_giveTheGradientOfATieToTheFirst() {
        assertThat(gradient(ReductionOps::max)).containsExactly(0, 1, 0, 0, 0, 0);
        assertThat(gradient(ReductionOps::maxOverRows)).containsExactly(0, 1, 0, 1, 0, 1);
        assertThat(gradient(ReductionOps::minOverRows)).containsExactly(1, 1, 1, 0, 0, 0);
        assertThat(gradient(ReductionOps::minOverColumns)).containsExactly(0, 0, 1, 0, 0, 1);
    }

    @Test
    void extremes_passNotANumberOn() {
        for (int at = 0; at < 3; at++) {
            double[] entries = {1, 2, 3};
            entries[at] = Double.NaN;
            Variable x = Tape.forwardOnly().constant(Examples.row(entries));
            assertThat(ReductionOps.max(x).scalarValue()).isNaN();
            assertThat(ReductionOps.minOverColumns(x).scalarValue()).isNaN();
        }
    }

    @Test
    void rows_areColumnsOfTheTranspose() {
        List<DMatrixRMaj> x = List.of(normal(4, 5, 1));
        Passes.assertSame(
                x,
                in -> ReductionOps.sumOverColumns(in.get(0)),
                in -> transpose(ReductionOps.sumOverRows(transpose(in.get(0)))));
        Passes.assertSame(
                x,
                in -> ReductionOps.maxOverColumns(in.get(0)),
                in -> transpose(ReductionOps.maxOverRows(transpose(in.get(0)))));
    }

    @Test
    void min_isMinusTheMaxOfTheNegative() {
        Passes.assertSame(
                List.of(normal(4, 5, 1)),
                in -> ReductionOps.minOverRows(in.get(0)),
                in -> negate(ReductionOps.maxOverRows(negate(in.get(0)))));
    }

    @Test
    void sum_ofNothingIsZero() {
        Tape tape = Tape.forwardOnly();
        assertThat(ReductionOps.sum(tape.constant(new DMatrixRMaj(0, 3))).scalarValue())
                .isZero();
        assertThat(entries(ReductionOps.sumOverRows(tape.constant(new DMatrixRMaj(0, 3)))
                        .value()))
                .containsExactly(0, 0, 0);
        assertThat(entries(ReductionOps.sumOverColumns(tape.constant(new DMatrixRMaj(2, 0)))
                        .value()))
                .containsExactly(0, 0);
    }

    @Test
    void others_ofNothingAreErrors() {
        Variable x = Tape.forwardOnly().constant(new DMatrixRMaj(0, 3));
        assertThatThrownBy(() -> ReductionOps.mean(x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mean: 0x3; there must be at least one entry to reduce");
        assertThatThrownBy(() -> ReductionOps.meanOverRows(x)).hasMessageStartingWith("meanOverRows: 0x3");
        assertThatThrownBy(() -> ReductionOps.maxOverRows(x)).hasMessageStartingWith("maxOverRows: 0x3");
        assertThatThrownBy(() -> ReductionOps.min(x)).hasMessageStartingWith("min: 0x3");
        assertThat(ReductionOps.maxOverColumns(x).rows()).isZero();
    }
}
