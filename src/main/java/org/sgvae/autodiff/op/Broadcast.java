package org.sgvae.autodiff.op;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Shapes;
import org.sgvae.autodiff.Variable;
import org.sgvae.kernel.Kernels;

/**
 * Stretching of the operands of an elementwise operation to one shape, and its transpose: summing a gradient over what
 * was stretched.
 *
 * <p>Rows and columns follow the same rule: the sizes agree, or one of them is 1 and is repeated.
 */
final class Broadcast {
    private Broadcast() {}

    static int rows(String op, Variable a, Variable b) {
        requireFits(op, a.rows(), b.rows(), a, b);
        return a.rows() == 1 ? b.rows() : a.rows();
    }

    static int columns(String op, Variable a, Variable b) {
        requireFits(op, a.columns(), b.columns(), a, b);
        return a.columns() == 1 ? b.columns() : a.columns();
    }

    private static void requireFits(String op, int m, int n, Variable a, Variable b) {
        Shapes.require(
                m == n || m == 1 || n == 1,
                op,
                a,
                "and",
                b,
                "rows and columns must each agree, or be 1 in one of them");
    }

    /** {@return the value itself if it has the shape already, else a borrowed matrix to be {@link #release}d} */
    static DMatrixRMaj stretch(Variable a, int rows, int columns) {
        if (a.rows() == rows && a.columns() == columns) {
            return a.value();
        }
        DMatrixRMaj stretched = a.tape().workspace().borrow(rows, columns);
        double[] from = a.value().data;
        for (int i = 0; i < rows; i++) {
            int row = a.rows() == 1 ? 0 : i;
            if (a.columns() == 1) {
                Arrays.fill(stretched.data, i * columns, (i + 1) * columns, from[row]);
            } else {
                System.arraycopy(from, row * columns, stretched.data, i * columns, columns);
            }
        }
        return stretched;
    }

    static void release(Variable a, DMatrixRMaj stretched) {
        if (stretched != a.value()) {
            a.tape().workspace().giveBack(stretched);
        }
    }

    /**
     * Adds {@code factor} times {@code full} to {@code sums}, whose single row or column stands for all that it was
     * stretched to.
     */
    static void addSums(Kernels kernels, double factor, DMatrixRMaj full, DMatrixRMaj sums) {
        if (sums.numRows == full.numRows && sums.numCols == full.numCols) {
            kernels.addScaled(factor, full, sums);
            return;
        }
        int columns = full.numCols;
        for (int i = 0; i < full.numRows; i++) {
            int row = sums.numRows == 1 ? 0 : i;
            if (sums.numCols == 1) {
                double sum = 0;
                for (int j = 0; j < columns; j++) {
                    sum += full.data[i * columns + j];
                }
                sums.data[row] += factor * sum;
            } else {
                for (int j = 0; j < columns; j++) {
                    sums.data[row * columns + j] += factor * full.data[i * columns + j];
                }
            }
        }
    }
}
