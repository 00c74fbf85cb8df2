package org.sgvae.autodiff.op;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Shapes;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

/** Products of matrices and affine maps. */
public final class MatrixOps {
    private MatrixOps() {}

    /**
     * Matrix product \(Y = AB\).
     *
     * <p>Pullback: \(\bar A = \bar Y B^\top\), \(\bar B = A^\top \bar Y\).
     *
     * @param a left factor, \(m \times k\); not modified
     * @param b right factor, \(k \times n\), on the same tape; not modified
     * @return \(Y\), \(m \times n\)
     * @throws IllegalArgumentException if the inner sizes or the tapes differ
     */
    public static Variable matmul(Variable a, Variable b) {
        Shapes.require(a.columns() == b.rows(), "matmul", a, "times", b, "the inner sizes must agree");
        Tape tape = a.tape();
        Variable y = tape.append(MATMUL, a.rows(), b.columns(), a, b);
        tape.kernels().mult(a.value(), b.value(), y.value());
        return y;
    }

    /** Ā += Ȳ Bᵀ and B̄ += Aᵀ Ȳ. */
    private static final Op MATMUL = new Op("matmul", (kernels, y) -> {
        Variable a = y.input(0);
        Variable b = y.input(1);
        if (a.needsGradient()) {
            kernels.multAddTransB(y.gradient(), b.value(), a.gradient());
        }
        if (b.needsGradient()) {
            kernels.multAddTransA(a.value(), y.gradient(), b.gradient());
        }
    });

    /**
     * Matrix product with the left factor transposed, \(Y = A^\top B\).
     *
     * <p>Pullback: \(\bar A = B \bar Y^\top\), \(\bar B = A \bar Y\).
     *
     * @param a left factor, \(k \times m\); not modified
     * @param b right factor, \(k \times n\), on the same tape; not modified
     * @return \(Y\), \(m \times n\)
     * @throws IllegalArgumentException if the numbers of rows or the tapes differ
     */
    public static Variable matmulTransA(Variable a, Variable b) {
        Shapes.require(a.rows() == b.rows(), "matmulTransA", a, "transposed times", b, "both must have as many rows");
        Tape tape = a.tape();
        Variable y = tape.append(MATMUL_TRANS_A, a.columns(), b.columns(), a, b);
        tape.kernels().multTransA(a.value(), b.value(), y.value());
        return y;
    }

    /** Ā += B Ȳᵀ and B̄ += A Ȳ. */
    private static final Op MATMUL_TRANS_A = new Op("matmulTransA", (kernels, y) -> {
        Variable a = y.input(0);
        Variable b = y.input(1);
        if (a.needsGradient()) {
            kernels.multAddTransB(b.value(), y.gradient(), a.gradient());
        }
        if (b.needsGradient()) {
            kernels.multAdd(a.value(), y.gradient(), b.gradient());
        }
    });

    /**
     * Matrix product with the right factor transposed, \(Y = A B^\top\).
     *
     * <p>Pullback: \(\bar A = \bar Y B\), \(\bar B = \bar Y^\top A\).
     *
     * @param a left factor, \(m \times k\); not modified
     * @param b right factor, \(n \times k\), on the same tape; not modified
     * @return \(Y\), \(m \times n\)
     * @throws IllegalArgumentException if the numbers of columns or the tapes differ
     */
    public static Variable matmulTransB(Variable a, Variable b) {
        Shapes.require(
                a.columns() == b.columns(), "matmulTransB", a, "times transposed", b, "both must have as many columns");
        Tape tape = a.tape();
        Variable y = tape.append(MATMUL_TRANS_B, a.rows(), b.rows(), a, b);
        tape.kernels().multTransB(a.value(), b.value(), y.value());
        return y;
    }

    /** Ā += Ȳ B and B̄ += Ȳᵀ A. */
    private static final Op MATMUL_TRANS_B = new Op("matmulTransB", (kernels, y) -> {
        Variable a = y.input(0);
        Variable b = y.input(1);
        if (a.needsGradient()) {
            kernels.multAdd(y.gradient(), b.value(), a.gradient());
        }
        if (b.needsGradient()) {
            kernels.multAddTransA(y.gradient(), a.value(), b.gradient());
        }
    });

    /**
     * A linear layer, \(Y = X W^\top + \mathbf 1 b\).
     *
     * <p>Pullback: \(\bar X = \bar Y W\), \(\bar W = \bar Y^\top X\), \(\bar b = \mathbf 1^\top \bar Y\).
     *
     * @param x inputs, one a row, \(n \times a\); not modified
     * @param weight \(W\), \(b \times a\), on the same tape; not modified
     * @param bias \(b\), \(1 \times b\), on the same tape; not modified
     * @return \(Y\), \(n \times b\)
     * @throws IllegalArgumentException if the sizes do not fit or the tapes differ
     */
    public static Variable affine(Variable x, Variable weight, Variable bias) {
        requireAffine("affine", x, weight, bias);
        Tape tape = x.tape();
        Variable y = tape.append(AFFINE, x.rows(), weight.rows(), x, weight, bias);
        tape.kernels().affine(x.value(), weight.value(), bias.value(), y.value());
        return y;
    }

    private static final Op AFFINE = new Op("affine", (kernels, y) -> pullBackAffine(y, y.gradient()));

    /**
     * A linear layer followed by \(\max(0, \cdot)\), \(Y = \mathrm{relu}(X W^\top + \mathbf 1 b)\).
     *
     * <p>Pullback: that of {@link #affine} with the gradient \(\bar Y \odot [Y > 0]\); at the kink the derivative is
     * taken to be 0.
     *
     * @param x inputs, one a row, \(n \times a\); not modified
     * @param weight \(W\), \(b \times a\), on the same tape; not modified
     * @param bias \(b\), \(1 \times b\), on the same tape; not modified
     * @return \(Y\), \(n \times b\)
     * @throws IllegalArgumentException if the sizes do not fit or the tapes differ
     */
    public static Variable affineRelu(Variable x, Variable weight, Variable bias) {
        requireAffine("affineRelu", x, weight, bias);
        Tape tape = x.tape();
        Variable y = tape.append(AFFINE_RELU, x.rows(), weight.rows(), x, weight, bias);
        tape.kernels().affineRelu(x.value(), weight.value(), bias.value(), y.value());
        return y;
    }

    private static final Op AFFINE_RELU = new Op("affineRelu", (kernels, y) -> {
        DMatrixRMaj masked = y.tape().workspace().borrow(y.rows(), y.columns());
        kernels.reluBackward(y.value(), y.gradient(), masked);
        pullBackAffine(y, masked);
        y.tape().workspace().giveBack(masked);
    });

    /** X̄ += Ȳ W, W̄ += Ȳᵀ X and b̄ += 1ᵀ Ȳ. */
    private static void pullBackAffine(Variable y, DMatrixRMaj yBar) {
        Variable x = y.input(0);
        Variable weight = y.input(1);
        Variable bias = y.input(2);
        if (x.needsGradient()) {
            y.tape().kernels().multAdd(yBar, weight.value(), x.gradient());
        }
        if (weight.needsGradient()) {
            y.tape().kernels().multAddTransA(yBar, x.value(), weight.gradient());
        }
        if (bias.needsGradient()) {
            y.tape().kernels().addColumnSums(yBar, bias.gradient());
        }
    }

    private static void requireAffine(String op, Variable x, Variable weight, Variable bias) {
        Shapes.require(
                x.columns() == weight.columns(),
                op,
                x,
                "through weight",
                weight,
                "the weight needs as many columns as the input");
        Shapes.require(
                bias.rows() == 1 && bias.columns() == weight.rows(),
                op,
                weight,
                "weight with bias",
                bias,
                "the bias must be one row with a column for each row of the weight");
    }

    /**
     * Transpose \(Y = A^\top\).
     *
     * <p>Pullback: \(\bar A = \bar Y^\top\).
     *
     * @param a a matrix, \(m \times n\); not modified
     * @return \(Y\), \(n \times m\)
     */
    public static Variable transpose(Variable a) {
        Variable y = a.tape().append(TRANSPOSE, a.columns(), a.rows(), a);
        double[] from = a.value().data;
        double[] to = y.value().data;
        for (int i = 0, k = 0; i < y.rows(); i++) {
            for (int j = 0; j < y.columns(); j++) {
                to[k++] = from[j * y.rows() + i];
            }
        }
        return y;
    }

    private static final Op TRANSPOSE = new Op("transpose", (kernels, y) -> {
        double[] yBar = y.gradient().data;
        double[] aBar = y.input(0).gradient().data;
        for (int i = 0, k = 0; i < y.rows(); i++) {
            for (int j = 0; j < y.columns(); j++) {
                aBar[j * y.rows() + i] += yBar[k++];
            }
        }
    });

    /**
     * Inner product \(y = \sum_{ij} A_{ij} B_{ij}\) of two matrices of one shape.
     *
     * <p>Pullback: \(\bar A = \bar y B\), \(\bar B = \bar y A\).
     *
     * @param a one matrix, \(m \times n\); not modified
     * @param b the other, \(m \times n\), on the same tape; not modified
     * @return \(y\), \(1 \times 1\)
     * @throws IllegalArgumentException if the shapes or the tapes differ
     */
    public static Variable dot(Variable a, Variable b) {
        Shapes.require(a.rows() == b.rows() && a.columns() == b.columns(), "dot", a, "and", b, "the shapes must agree");
        Tape tape = a.tape();
        Variable y = tape.append(DOT, 1, 1, a, b);
        y.value().data[0] = tape.kernels().dot(a.value(), b.value());
        return y;
    }

    private static final Op DOT = new Op("dot", (kernels, y) -> {
        Variable a = y.input(0);
        Variable b = y.input(1);
        double yBar = y.gradient().data[0];
        if (a.needsGradient()) {
            kernels.addScaled(yBar, b.value(), a.gradient());
        }
        if (b.needsGradient()) {
            kernels.addScaled(yBar, a.value(), b.gradient());
        }
    });
}
