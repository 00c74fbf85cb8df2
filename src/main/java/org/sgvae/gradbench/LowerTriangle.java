package org.sgvae.gradbench;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Variable;

/** A lower triangular matrix made of its diagonal and of what is below, column after column. */
final class LowerTriangle {
    private static final Op LOWER_TRIANGLE = new Op("lowerTriangle", (kernels, y) -> {
        Variable diagonal = y.input(0);
        Variable below = y.input(1);
        DMatrixRMaj yBar = y.gradient();
        int d = y.rows();
        for (int j = 0, k = 0; j < d; j++) {
            if (diagonal.needsGradient()) {
                diagonal.gradient().data[j] += yBar.data[j * d + j];
            }
            for (int i = j + 1; i < d && below.needsGradient(); i++, k++) {
                below.gradient().data[k] += yBar.data[i * d + j];
            }
        }
    });

    private LowerTriangle() {}

    /**
     * Makes the matrix.
     *
     * @param diagonal 1 x d; not modified
     * @param below 1 x d (d − 1) / 2: (1, 0), (2, 0), …, (d − 1, 0), (2, 1), …; not modified
     * @return d x d
     */
    static Variable of(Variable diagonal, Variable below) {
        int d = diagonal.columns();
        Variable y = diagonal.tape().append(LOWER_TRIANGLE, d, d, diagonal, below);
        double[] entries = y.value().data;
        for (int j = 0, k = 0; j < d; j++) {
            for (int i = 0; i < j; i++) {
                entries[i * d + j] = 0;
            }
            entries[j * d + j] = diagonal.value().data[j];
            for (int i = j + 1; i < d; i++, k++) {
                entries[i * d + j] = below.value().data[k];
            }
        }
        return y;
    }
}
