package org.sgvae.autodiff.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ElementwiseOps.relu;
import static org.sgvae.autodiff.op.Examples.normal;
import static org.sgvae.autodiff.op.MatrixOps.affine;
import static org.sgvae.autodiff.op.MatrixOps.affineRelu;
import static org.sgvae.autodiff.op.MatrixOps.dot;
import static org.sgvae.autodiff.op.MatrixOps.matmul;
import static org.sgvae.autodiff.op.MatrixOps.matmulTransA;
import static org.sgvae.autodiff.op.MatrixOps.matmulTransB;
import static org.sgvae.autodiff.op.MatrixOps.transpose;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Passes;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

class MatrixOpsTest {
    private final List<DMatrixRMaj> layer = List.of(normal(7, 5, 1), normal(9, 5, 2), normal(1, 9, 3));

    @Test
    void matmul_isEjmls() {
        Tape tape = Tape.forwardOnly();
        DMatrixRMaj a = normal(3, 4, 1);
        DMatrixRMaj b = normal(4, 5, 2);
        DMatrixRMaj product = CommonOps_DDRM.mult(a, b, null);
        assertThat(Examples.entries(matmul(tape.constant(a), tape.constant(b)).value()))
                .containsExactly(product.data, within(1e-14));
    }

    @Test
    void matmulTransA_isMatmulOfTheTranspose() {
        Passes.assertSame(
                List.of(normal(4, 3, 1), normal(4, 5, 2)),
                in -> matmulTransA(in.get(0), in.get(1)),
                in -> matmul(transpose(in.get(0)), in.get(1)));
    }

    @Test
    void matmulTransB_isMatmulOfTheTranspose() {
        Passes.assertSame(
                List.of(normal(3, 4, 1), normal(5, 4, 2)),
                in -> matmulTransB(in.get(0), in.get(1)),
                in -> matmul(in.get(0), transpose(in.get(1))));
    }

    @Test
    void affine_isProductPlusBias() {
        Passes.assertSame(
                layer,
                in -> affine(in.get(0), in.get(1), in.get(2)),
                in -> add(matmulTransB(in.get(0), in.get(1)), in.get(2)));
    }

    @Test
    void affineRelu_isReluOfProductPlusBias() {
        Passes.assertSame(
                layer,
                in -> affineRelu(in.get(0), in.get(1), in.get(2)),
                in -> relu(add(matmulTransB(in.get(0), in.get(1)), in.get(2))));
    }

    @Test
    void dot_isSumOfProducts() {
        Passes.assertSame(
                List.of(normal(3, 4, 1), normal(3, 4, 2)),
                in -> dot(in.get(0), in.get(1)),
                in -> ReductionOps.sum(multiply(in.get(0), in.get(1))));
    }

    @Test
    void product_overAnEmptyInnerSizeIsZero() {
        Tape tape = Tape.forwardOnly();
        Variable y = matmul(tape.constant(new DMatrixRMaj(2, 0)), tape.constant(new DMatrixRMaj(0, 3)));
        assertThat(Examples.entries(y.value())).containsExactly(0, 0, 0, 0, 0, 0);
    }

    @Test
    void operations_rejectShapesThatDoNotFit() {
        Tape tape = Tape.recording();
        Variable a = tape.constant(normal(3, 4, 1));
        Variable b = tape.constant(normal(5, 2, 2));
        assertThatThrownBy(() -> matmul(a, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("matmul: 3x4 times 5x2; the inner sizes must agree");
        assertThatThrownBy(() -> matmulTransA(a, b)).hasMessageStartingWith("matmulTransA: 3x4 transposed times 5x2");
        assertThatThrownBy(() -> matmulTransB(a, b)).hasMessageStartingWith("matmulTransB: 3x4 times transposed 5x2");
        assertThatThrownBy(() -> dot(a, b)).hasMessageStartingWith("dot: 3x4 and 5x2");
        assertThatThrownBy(() -> affine(a, b, b)).hasMessageStartingWith("affine: 3x4 through weight 5x2");
        Variable weight = tape.constant(normal(6, 4, 3));
        assertThatThrownBy(() -> affineRelu(a, weight, b))
                .hasMessageStartingWith("affineRelu: 6x4 weight with bias 5x2");
        assertThat(tape.size()).isEqualTo(3);
    }
}
