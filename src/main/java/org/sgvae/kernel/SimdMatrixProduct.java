package org.sgvae.kernel;

import static org.sgvae.kernel.SimdPanel.LENGTH;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Matrix products of every shape: the right factor is packed panel by panel ({@link SimdPanel}), and each panel is
 * multiplied with all rows of the left factor ({@link SimdTiles}). Products with a single row or column have their own
 * loops ({@link SimdVectorProduct}).
 *
 * <p>Transposition is nothing but strides. In all forms an entry of the result is the same chain of fused multiply-adds
 * in ascending order of the inner index, which starts from zero, from the bias or from what C holds.
 */
final class SimdMatrixProduct {

    private final SimdPanel panel = new SimdPanel();

    /** Where the sums start, when not from C: a row of zeros or the bias, with a vector's length to spare. */
    private double[] start = new double[256];

    /** The last rows of a narrow C, each with room for a vector. */
    private final double[] lastRows = new double[LENGTH * LENGTH];

    /** C = A B. */
    void multiply(StridedMatrix a, StridedMatrix b, DMatrixRMaj c) {
        reserveStart(c.numCols);
        Arrays.fill(start, 0, c.numCols, 0);
        multiply(a, b, start, 0, c);
    }

    /** C = A B + 1 bias. */
    void multiply(StridedMatrix a, StridedMatrix b, DMatrixRMaj bias, DMatrixRMaj c) {
        reserveStart(c.numCols);
        System.arraycopy(bias.data, 0, start, 0, c.numCols);
        multiply(a, b, start, 0, c);
    }

    /** C = C + A B. */
    void multiplyAdd(StridedMatrix a, StridedMatrix b, DMatrixRMaj c) {
        multiply(a, b, c.data, c.numCols, c);
    }

    private void reserveStart(int columns) {
        if (start.length < columns + LENGTH) {
            start = new double[2 * (columns + LENGTH)];
        }
    }

    /**
     * C = initial + A B, where row i of the initial values begins at {@code initial[i * initialStep]}: C itself, or one
     * row for all.
     */
    private void multiply(StridedMatrix a, StridedMatrix b, double[] initial, int initialStep, DMatrixRMaj c) {
        if (c.numRows == 1 || c.numCols == 1) {
            multiplyVector(a, b, initial, initialStep, c);
        } else if (c.numCols >= LENGTH) {
            multiplyWide(a, b, initial, initialStep, c);
        } else if (c.numCols > 0) {
            multiplyNarrow(a, b, initial, initialStep, c);
        }
    }

    private static void multiplyVector(
            StridedMatrix a, StridedMatrix b, double[] initial, int initialStep, DMatrixRMaj c) {
        if (initialStep == 0 && c.numCols == 1) {
            Arrays.fill(c.data, 0, c.numRows, initial[0]);
        } else if (initialStep == 0) {
            System.arraycopy(initial, 0, c.data, 0, c.numCols);
        }
        int k = a.columns;
        if (c.numCols == 1) {
            if (a.columnStep == 1) {
                SimdVectorProduct.addDots(a.data, b.data, b.rowStep, c.data, c.numRows, k);
            } else {
                SimdVectorProduct.addRows(a.data, b.data, 0, b.rowStep, c.data, 0, c.numRows, k);
            }
        } else if (b.columnStep == 1) {
            SimdVectorProduct.addRows(b.data, a.data, 0, a.columnStep, c.data, 0, c.numCols, k);
        } else {
            SimdVectorProduct.addDots(b.data, a.data, a.columnStep, c.data, c.numCols, k);
        }
    }

    private void multiplyWide(StridedMatrix a, StridedMatrix b, double[] initial, int initialStep, DMatrixRMaj c) {
        int vectors = SimdPanel.vectors(c.numCols);
        double[] from = initial;
        int fromStep = initialStep;
        int p = 0;
        do {
            for (int v = 0; v < vectors; v += panel.width) {
                panel.pack(b, p, v);
                switch (panel.width) {
                    case 3 -> SimdTiles.multiply3(a, p, panel, from, fromStep, c);
                    case 2 -> SimdTiles.multiply2(a, p, panel, from, fromStep, c);
                    default -> SimdTiles.multiply1(a, p, panel, from, fromStep, c, c.numRows);
                }
            }
            from = c.data;
            fromStep = c.numCols;
            p += panel.depth;
        } while (p < a.columns);
    }

    /**
     * Rows narrower than a vector. The last ones, where a vector would reach beyond the end of C, are computed
     * elsewhere.
     */
    private void multiplyNarrow(StridedMatrix a, StridedMatrix b, double[] initial, int initialStep, DMatrixRMaj c) {
        int n = c.numCols;
        int first = Math.max(0, c.numRows - (LENGTH - 1) / n);
        for (int i = first; i < c.numRows; i++) {
            System.arraycopy(initial, i * initialStep, lastRows, (i - first) * LENGTH, n);
        }
        double[] from = initial;
        int fromStep = initialStep;
        int p = 0;
        do {
            panel.pack(b, p, 0);
            SimdTiles.multiply1(a, p, panel, from, fromStep, c, first);
            for (int i = first; i < c.numRows; i++) {
                int aStart = i * a.rowStep + p * a.columnStep;
                SimdVectorProduct.addRows(
                        panel.data, a.data, aStart, a.columnStep, lastRows, (i - first) * LENGTH, LENGTH, panel.depth);
            }
            from = c.data;
            fromStep = n;
            p += panel.depth;
        } while (p < a.columns);
        for (int i = first; i < c.numRows; i++) {
            System.arraycopy(lastRows, (i - first) * LENGTH, c.data, i * n, n);
        }
    }
}
