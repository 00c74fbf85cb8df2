package org.sgvae.autodiff.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ArithmeticOps.negate;
import static org.sgvae.autodiff.op.ElementwiseOps.exp;
import static org.sgvae.autodiff.op.ElementwiseOps.log;
import static org.sgvae.autodiff.op.ElementwiseOps.logSigmoid;
import static org.sgvae.autodiff.op.ElementwiseOps.relu;
import static org.sgvae.autodiff.op.ElementwiseOps.sigmoid;
import static org.sgvae.autodiff.op.ElementwiseOps.softplus;
import static org.sgvae.autodiff.op.ElementwiseOps.sqrt;
import static org.sgvae.autodiff.op.ElementwiseOps.square;
import static org.sgvae.autodiff.op.ElementwiseOps.stopGradient;
import static org.sgvae.autodiff.op.ElementwiseOps.tanh;
import static org.sgvae.autodiff.op.Examples.entries;
import static org.sgvae.autodiff.op.Examples.normal;
import static org.sgvae.autodiff.op.Examples.row;

import java.util.List;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Passes;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

class ElementwiseOpsTest {
    private static final DMatrixRMaj FAR = row(-1e4, -800, -40, 0, 40, 800, 1e4);

    private static double[] values(UnaryOperator<Variable> op) {
        return entries(op.apply(Tape.forwardOnly().constant(FAR)).value());
    }

    private static double[] slopes(UnaryOperator<Variable> op) {
        Tape tape = Tape.recording();
        Variable x = tape.variable(FAR);
        tape.backward(ReductionOps.sum(op.apply(x)));
        return entries(x.gradient());
    }

    @Test
    void logSigmoid_isRightFarOut() {
        assertThat(values(ElementwiseOps::logSigmoid))
                .containsExactly(new double[] {-1e4, -800, -40, -Math.log(2), -Math.exp(-40), 0, 0}, within(1e-16));
        assertThat(values(ElementwiseOps::logSigmoid)[4]).isCloseTo(-Math.exp(-40), within(1e-32));
        assertThat(slopes(ElementwiseOps::logSigmoid))
                .containsExactly(new double[] {1, 1, 1, 0.5, Math.exp(-40), 0, 0}, within(1e-16));
    }

    @Test
    void softplus_isRightFarOut() {
        assertThat(values(ElementwiseOps::softplus))
                .containsExactly(new double[] {0, 0, Math.exp(-40), Math.log(2), 40, 800, 1e4}, within(1e-16));
        assertThat(slopes(ElementwiseOps::softplus))
                .containsExactly(new double[] {0, 0, Math.exp(-40), 0.5, 1, 1, 1}, within(1e-16));
    }

    @Test
    void sigmoidAndTanh_saturateFarOut() {
        assertThat(values(ElementwiseOps::sigmoid))
                .containsExactly(new double[] {0, 0, Math.exp(-40), 0.5, 1, 1, 1}, within(1e-16));
        assertThat(values(ElementwiseOps::tanh)).containsExactly(-1, -1, -1, 0, 1, 1, 1);
        assertThat(slopes(ElementwiseOps::sigmoid))
                .containsExactly(new double[] {0, 0, Math.exp(-40), 0.25, 0, 0, 0}, within(1e-16));
        assertThat(slopes(ElementwiseOps::tanh))
                .containsExactly(new double[] {0, 0, 4 * Math.exp(-80), 1, 4 * Math.exp(-80), 0, 0}, within(1e-48));
    }

    @Test
    void logSigmoid_isTheLogarithmOfSigmoid() {
        Passes.assertSame(List.of(normal(3, 4, 1)), in -> logSigmoid(in.get(0)), in -> log(sigmoid(in.get(0))));
    }

    @Test
    void softplus_isMinusLogSigmoidOfTheNegative() {
        Passes.assertSame(
                List.of(normal(3, 4, 1)), in -> softplus(in.get(0)), in -> negate(logSigmoid(negate(in.get(0)))));
    }

    @Test
    void tanh_isSigmoidOfTwice() {
        Passes.assertSame(
                List.of(normal(3, 4, 1)),
                in -> tanh(in.get(0)),
                in -> ArithmeticOps.addConstant(
                        ArithmeticOps.scale(2, sigmoid(ArithmeticOps.scale(2, in.get(0)))), -1));
    }

    @Test
    void inverses_undoEachOther() {
        Passes.assertSame(List.of(normal(3, 4, 1)), in -> log(exp(in.get(0))), in -> in.get(0));
        Passes.assertSame(List.of(row(0.5, 1, 7)), in -> sqrt(square(in.get(0))), in -> in.get(0));
    }

    @Test
    void relu_hasSlopeZeroAtTheKink() {
        Tape tape = Tape.recording();
        Variable x = tape.variable(row(-1, -0.0, 0, 1));
        Variable y = relu(x);
        tape.backward(ReductionOps.sum(y));
        assertThat(entries(y.value())).containsExactly(0, 0, 0, 1);
        assertThat(entries(x.gradient())).containsExactly(0, 0, 0, 1);
    }

    @Test
    void stopGradient_keepsTheValueAndStopsTheGradient() {
        Tape tape = Tape.recording();
        Variable x = tape.variable(row(3));
        Variable y = multiply(x, stopGradient(square(x)));
        assertThat(y.scalarValue()).isEqualTo(27);
        assertThat(stopGradient(x).needsGradient()).isFalse();
        tape.backward(y);
        assertThat(x.gradient().data[0]).isEqualTo(9);
    }
}
