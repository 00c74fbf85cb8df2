package org.sgvae.autodiff.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.addConstant;
import static org.sgvae.autodiff.op.ArithmeticOps.divide;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ArithmeticOps.negate;
import static org.sgvae.autodiff.op.ArithmeticOps.scale;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.Examples.column;
import static org.sgvae.autodiff.op.Examples.entries;
import static org.sgvae.autodiff.op.Examples.normal;
import static org.sgvae.autodiff.op.Examples.row;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Passes;
import org.sgvae.autodiff.Shapes;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

class ArithmeticOpsTest {
    private static final int[][] SHAPES = {{3, 4}, {1, 4}, {3, 1}, {1, 1}};

    @Test
    void operations_stretchEitherSide() {
        assertStretches(ArithmeticOps::add, (a, b) -> a + b);
        assertStretches(ArithmeticOps::subtract, (a, b) -> a - b);
        assertStretches(ArithmeticOps::multiply, (a, b) -> a * b);
        assertStretches(ArithmeticOps::divide, (a, b) -> a / b);
    }

    private static void assertStretches(BinaryOperator<Variable> op, DoubleBinaryOperator expected) {
        for (int[] left : SHAPES) {
            for (int[] right : SHAPES) {
                Tape tape = Tape.recording();
                DMatrixRMaj a = normal(left[0], left[1], 1);
                DMatrixRMaj b = normal(right[0], right[1], 2);
                DMatrixRMaj y = op.apply(tape.variable(a), tape.variable(b)).value();
                assertThat(y.numRows).isEqualTo(Math.max(left[0], right[0]));
                assertThat(y.numCols).isEqualTo(Math.max(left[1], right[1]));
                for (int i = 0; i < y.numRows; i++) {
                    for (int j = 0; j < y.numCols; j++) {
                        double fromA = a.get(Math.min(i, a.numRows - 1), Math.min(j, a.numCols - 1));
                        double fromB = b.get(Math.min(i, b.numRows - 1), Math.min(j, b.numCols - 1));
                        assertThat(y.get(i, j)).isEqualTo(expected.applyAsDouble(fromA, fromB));
                    }
                }
            }
        }
    }

    @Test
    void stretching_isMultiplicationByOnes() {
        DMatrixRMaj ones = column(1, 1, 1);
        Passes.assertSame(
                List.of(normal(3, 4, 1), normal(1, 4, 2)),
                in -> multiply(in.get(0), in.get(1)),
                in -> multiply(in.get(0), MatrixOps.matmul(in.get(0).tape().constant(ones), in.get(1))));
    }

    @Test
    void subtract_isAdditionOfTheNegative() {
        Passes.assertSame(
                List.of(normal(3, 4, 1), normal(3, 1, 2)),
                in -> subtract(in.get(0), in.get(1)),
                in -> add(in.get(0), negate(in.get(1))));
    }

    @Test
    void divide_isMultiplicationByTheInverse() {
        Passes.assertSame(
                List.of(normal(3, 4, 1), normal(1, 4, 2)),
                in -> divide(in.get(0), in.get(1)),
                in -> multiply(in.get(0), divide(in.get(0).tape().constant(row(1)), in.get(1))));
    }

    @Test
    void constants_scaleAndShift() {
        Tape tape = Tape.recording();
        Variable x = tape.variable(row(1, -2));
        assertThat(entries(scale(3, x).value())).containsExactly(3, -6);
        assertThat(entries(negate(x).value())).containsExactly(-1, 2);
        assertThat(entries(addConstant(x, 0.5).value())).containsExactly(1.5, -1.5);
    }

    @Test
    void operations_ofEmptyMatricesAreEmpty() {
        Tape tape = Tape.recording();
        Variable none = tape.variable(new DMatrixRMaj(0, 3));
        Variable y = multiply(none, tape.variable(row(1, 2, 3)));
        assertThat(Shapes.of(y)).isEqualTo("0x3");
    }

    @Test
    void operations_rejectShapesThatDoNotFit() {
        Tape tape = Tape.recording();
        Variable a = tape.constant(normal(3, 4, 1));
        Variable b = tape.constant(normal(2, 4, 2));
        assertThatThrownBy(() -> add(a, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("add: 3x4 and 2x4; rows and columns must each agree, or be 1 in one of them");
        assertThatThrownBy(() -> divide(b, a)).hasMessageStartingWith("divide: 2x4 and 3x4");
    }
}
