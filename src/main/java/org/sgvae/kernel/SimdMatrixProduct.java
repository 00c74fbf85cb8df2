package org.sgvae.kernel;

import static org.sgvae.kernel.SimdPanel.LENGTH;

import java.util.Arrays;

/**
 * Matrix products of every shape: the right factor is packed panel by panel ({@link SimdPanel}), and each panel is multiplied with all rows of
 * the left factor ({@link SimdTiles}). Products with a single row or column have their own loops ({@link SimdVectorProduct}).
 *
 * <p>Transposition is nothing but strides: entry (i, p) of the left factor is at {@code a[i * aRow + p * aStep]}, entry (p, j) of
 * the right one at {@code b[p * bRow + j * bStep]}.
 */
final class SimdMatrixProduct {

    private final SimdPanel panel = new SimdPanel();

    /** Where the sums start, when not from C: one row, zero or the bias, with a vector's length to spare. */
    private double[] startRow = new double[256];

    /** The last rows of a narrow C, with a vector's length to spare. */
    private final double[] lastRows = new double[3 * LENGTH];

    /** C = C + A B. */
    void multiplyAdd(
            double[] a, int aRow, int aStep, double[] b, int bRow, int bStep, double[] c, int m, int n, int k) {
        multiply(a, aRow, aStep, b, bRow, bStep, c, n, c, m, n, k);
    }

    /** C = A B. */
    void multiply(double[] a, int aRow, int aStep, double[] b, int bRow, int bStep, double[] c, int m, int n, int k) {
        reserveStartRow(n);
        Arrays.fill(startRow, 0, n, 0);
        multiply(a, aRow, aStep, b, bRow, bStep, startRow, 0, c, m, n, k);
    }

    /** C = A B, and the bias added to every row. */
    void multiplyFrom(
            double[] bias,
            double[] a,
            int aRow,
            int aStep,
            double[] b,
            int bRow,
            int bStep,
            double[] c,
            int m,
            int n,
            int k) {
        reserveStartRow(n);
        System.arraycopy(bias, 0, startRow, 0, n);
        multiply(a, aRow, aStep, b, bRow, bStep, startRow, 0, c, m, n, k);
    }

    private void reserveStartRow(int n) {
        if (startRow.length < n + LENGTH) {
            startRow = new double[Math.max(n + LENGTH, 2 * startRow.length)];
        }
    }

    /** C = initial + A B, where row i of the initial values is at {@code initial[i * initialRow]}. */
    private void multiply(
            double[] a,
            int aRow,
            int aStep,
            double[] b,
            int bRow,
            int bStep,
            double[] initial,
            int initialRow,
            double[] c,
            int m,
            int n,
            int k) {
        if (m == 0 || n == 0) {
            return;
        }
        if (m == 1 || n == 1) {
            multiplyVector(a, aRow, aStep, b, bRow, bStep, initial, initialRow, c, m, n, k);
        } else if (n < LENGTH) {
            multiplyNarrow(a, aRow, aStep, b, bRow, bStep, initial, initialRow, c, m, n, k);
        } else {
            multiplyWide(a, aRow, aStep, b, bRow, bStep, initial, initialRow, c, m, n, k);
        }
    }

    private static void multiplyVector(
            double[] a,
            int aRow,
            int aStep,
            double[] b,
            int bRow,
            int bStep,
            double[] initial,
            int initialRow,
            double[] c,
            int m,
            int n,
            int k) {
        if (initialRow == 0) {
            if (n == 1) {
                Arrays.fill(c, 0, m, initial[0]);
            } else {
                System.arraycopy(initial, 0, c, 0, n);
            }
        }
        if (n == 1 && aStep == 1) {
            SimdVectorProduct.addDots(a, b, bRow, c, m, k);
        } else if (n == 1) {
            SimdVectorProduct.addRows(a, b, bRow, c, m, k);
        } else if (bStep == 1) {
            SimdVectorProduct.addRows(b, a, aStep, c, n, k);
        } else {
            SimdVectorProduct.addDots(b, a, aStep, c, n, k);
        }
    }

    private void multiplyWide(
            double[] a,
            int aRow,
            int aStep,
            double[] b,
            int bRow,
            int bStep,
            double[] initial,
            int initialRow,
            double[] c,
            int m,
            int n,
            int k) {
        int vectors = SimdPanel.vectors(n);
        double[] from = initial;
        int fromRow = initialRow;
        int start = 0;
        do {
            int depth = Math.min(k - start, SimdPanel.MAX_DEPTH);
            int width;
            for (int v = 0; v < vectors; v += width) {
                width = SimdPanel.nextWidth(vectors - v);
                panel.pack(b, bRow, bStep, n, start, depth, v, width);
                if (width == 3) {
                    SimdTiles.multiply3(a, start * aStep, aRow, aStep, panel, from, fromRow, c, m, n);
                } else if (width == 2) {
                    SimdTiles.multiply2(a, start * aStep, aRow, aStep, panel, from, fromRow, c, m, n);
                } else {
                    SimdTiles.multiply1(a, start * aStep, aRow, aStep, panel, from, fromRow, c, m, n);
                }
            }
            from = c;
            fromRow = n;
            start += depth;
        } while (start < k);
    }

    /** Rows narrower than a vector. The last ones, where a vector would reach beyond C, are computed in a place with room. */
    private void multiplyNarrow(
            double[] a,
            int aRow,
            int aStep,
            double[] b,
            int bRow,
            int bStep,
            double[] initial,
            int initialRow,
            double[] c,
            int m,
            int n,
            int k) {
        int last = Math.min(m, (LENGTH - 1) / n);
        int first = m - last;
        System.arraycopy(c, first * n, lastRows, 0, last * n);
        double[] from = initial;
        int fromRow = initialRow;
        double[] lastFrom = initialRow == 0 ? initial : lastRows;
        int start = 0;
        do {
            int depth = Math.min(k - start, SimdPanel.MAX_DEPTH);
            panel.pack(b, bRow, bStep, n, start, depth, 0, 1);
            SimdTiles.multiply1(a, start * aStep, aRow, aStep, panel, from, fromRow, c, first, n);
            SimdTiles.multiply1(
                    a, first * aRow + start * aStep, aRow, aStep, panel, lastFrom, fromRow, lastRows, last, n);
            from = c;
            lastFrom = lastRows;
            fromRow = n;
            start += depth;
        } while (start < k);
        System.arraycopy(lastRows, 0, c, first * n, last * n);
    }
}
