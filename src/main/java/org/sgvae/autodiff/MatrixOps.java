package org.sgvae.autodiff;

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
}
