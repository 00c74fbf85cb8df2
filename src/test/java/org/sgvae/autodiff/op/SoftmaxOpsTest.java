package org.sgvae.autodiff.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.ElementwiseOps.exp;
import static org.sgvae.autodiff.op.ElementwiseOps.log;
import static org.sgvae.autodiff.op.Examples.entries;
import static org.sgvae.autodiff.op.Examples.normal;
import static org.sgvae.autodiff.op.Examples.row;
import static org.sgvae.autodiff.op.ReductionOps.sumOverColumns;
import static org.sgvae.autodiff.op.SoftmaxOps.logSoftmax;
import static org.sgvae.autodiff.op.SoftmaxOps.logSumExp;
import static org.sgvae.autodiff.op.SoftmaxOps.softmax;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Passes;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;

class SoftmaxOpsTest {
    private static final double NONE = Double.NEGATIVE_INFINITY;
    private final List<DMatrixRMaj> x = List.of(normal(4, 5, 1));

    @Test
    void logSumExp_isWhatItsNameSays() {
        Passes.assertSame(x, in -> logSumExp(in.get(0)), in -> log(sumOverColumns(exp(in.get(0)))));
    }

    @Test
    void logSoftmax_isLogitsMinusLogSumExp() {
        Passes.assertSame(x, in -> logSoftmax(in.get(0)), in -> subtract(in.get(0), logSumExp(in.get(0))));
    }

    @Test
    void softmax_isTheExponentialOfLogSoftmax() {
        Passes.assertSame(x, in -> softmax(in.get(0)), in -> exp(logSoftmax(in.get(0))));
    }

    @Test
    void softmax_sumsToOneAndDoesNotSeeAShift() {
        Tape tape = Tape.forwardOnly();
        Variable logits = tape.constant(x.get(0));
        assertThat(entries(sumOverColumns(softmax(logits)).value()))
                .containsExactly(new double[] {1, 1, 1, 1}, within(1e-15));
        Variable shifted = ArithmeticOps.addConstant(logits, 1e4);
        assertThat(entries(logSoftmax(shifted).value()))
                .containsExactly(
                        entries(logSoftmax(logits).value()), within(1e-11)); // the shift itself rounds to 1e-12
    }

    @Test
    void operations_areRightFarOut() {
        Tape tape = Tape.forwardOnly();
        Variable far = tape.constant(new DMatrixRMaj(3, 3, true, 1e4, 1e4, -1e4, -1e4, -1e4, -1e4, 1e4, 0, -1e4));
        assertThat(entries(logSumExp(far).value()))
                .containsExactly(new double[] {1e4 + Math.log(2), -1e4 + Math.log(3), 1e4}, within(1e-11));
        assertThat(entries(softmax(far).value()))
                .containsExactly(new double[] {0.5, 0.5, 0, 1 / 3., 1 / 3., 1 / 3., 1, 0, 0}, within(1e-15));
        double half = -Math.log(2);
        double third = -Math.log(3);
        assertThat(entries(logSoftmax(far).value()))
                .containsExactly(
                        new double[] {half, half, half - 2e4, third, third, third, 0, -1e4, -2e4}, within(1e-11));
        for (DMatrixRMaj point : List.of(row(1e4, 1e4 - 1, -1e4), row(-1e4, -1e4 + 0.5, -1e4 + 2))) {
            GradientCheck.of(List.of(point), in -> logSoftmax(in.get(0)))
                    .withTolerance(1e-9)
                    .assertGradients();
            GradientCheck.assertGradients(List.of(point), in -> softmax(in.get(0)));
            GradientCheck.assertGradients(List.of(point), in -> logSumExp(in.get(0)));
        }
    }

    @Test
    void impossibleEntries_haveProbabilityZeroAndNoGradient() {
        Tape tape = Tape.recording();
        Variable logits = tape.variable(row(NONE, 0, 0));
        Variable y = logSoftmax(logits);
        assertThat(entries(y.value())).containsExactly(NONE, -Math.log(2), -Math.log(2));
        assertThat(entries(softmax(logits).value())).containsExactly(0, 0.5, 0.5);
        tape.backward(y, row(0, 1, 0));
        assertThat(entries(logits.gradient())).containsExactly(0, 0.5, -0.5);
    }

    @Test
    void logSumExp_ofNothingPossibleIsMinusInfinity() {
        Tape tape = Tape.recording();
        Variable logits = tape.variable(new DMatrixRMaj(2, 2, true, NONE, NONE, 0, 0));
        Variable y = logSumExp(logits);
        assertThat(entries(y.value())).containsExactly(NONE, Math.log(2));
        tape.backward(y, Examples.column(1, 1));
        assertThat(entries(logits.gradient())).containsExactly(0, 0, 0.5, 0.5);
        assertThat(entries(logSumExp(tape.constant(new DMatrixRMaj(2, 0))).value()))
                .containsExactly(NONE, NONE);
        assertThat(logSumExp(tape.constant(row(0, Double.POSITIVE_INFINITY))).scalarValue())
                .isEqualTo(Double.POSITIVE_INFINITY);
    }
}
