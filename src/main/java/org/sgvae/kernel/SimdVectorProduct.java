package org.sgvae.kernel;

import static org.sgvae.kernel.SimdPanel.LANES;
import static org.sgvae.kernel.SimdPanel.LENGTH;

import jdk.incubator.vector.DoubleVector;

/**
 * Products with a single row or column, where every entry of the matrix is used once and packing would not pay. As in
 * {@link SimdTiles}, each entry of the result is a chain of fused multiply-adds over ascending p.
 */
final class SimdVectorProduct {

    private SimdVectorProduct() {}

    /**
     * {@code y[i] += sum over p of m[i * k + p] * x[p * xStep]}: a matrix times a column. Eight sums run side by side.
     */
    static void addDots(double[] m, double[] x, int xStep, double[] y, int rows, int k) {
        for (int i = 0; i < rows; i += 8) {
            int i1 = Math.min(i + 1, rows - 1);
            int i2 = Math.min(i + 2, rows - 1);
            int i3 = Math.min(i + 3, rows - 1);
            int i4 = Math.min(i + 4, rows - 1);
            int i5 = Math.min(i + 5, rows - 1);
            int i6 = Math.min(i + 6, rows - 1);
            int i7 = Math.min(i + 7, rows - 1);
            double s0 = y[i];
            double s1 = y[i1];
            double s2 = y[i2];
            double s3 = y[i3];
            double s4 = y[i4];
            double s5 = y[i5];
            double s6 = y[i6];
            double s7 = y[i7];
            for (int p = 0; p < k; p++) {
                double xp = x[p * xStep];
                s0 = Math.fma(m[i * k + p], xp, s0);
                s1 = Math.fma(m[i1 * k + p], xp, s1);
                s2 = Math.fma(m[i2 * k + p], xp, s2);
                s3 = Math.fma(m[i3 * k + p], xp, s3);
                s4 = Math.fma(m[i4 * k + p], xp, s4);
                s5 = Math.fma(m[i5 * k + p], xp, s5);
                s6 = Math.fma(m[i6 * k + p], xp, s6);
                s7 = Math.fma(m[i7 * k + p], xp, s7);
            }
            y[i] = s0;
            y[i1] = s1;
            y[i2] = s2;
            y[i3] = s3;
            y[i4] = s4;
            y[i5] = s5;
            y[i6] = s6;
            y[i7] = s7;
        }
    }

    /** {@code y[yStart + j] += sum over p of x[xStart + p * xStep] * m[p * n + j]}: a row times a matrix. */
    static void addRows(double[] m, double[] x, int xStart, int xStep, double[] y, int yStart, int n, int k) {
        int j = 0;
        for (; j <= n - 4 * LENGTH; j += 4 * LENGTH) {
            DoubleVector s0 = DoubleVector.fromArray(LANES, y, yStart + j);
            DoubleVector s1 = DoubleVector.fromArray(LANES, y, yStart + j + LENGTH);
            DoubleVector s2 = DoubleVector.fromArray(LANES, y, yStart + j + 2 * LENGTH);
            DoubleVector s3 = DoubleVector.fromArray(LANES, y, yStart + j + 3 * LENGTH);
            for (int p = 0; p < k; p++) {
                DoubleVector xp = DoubleVector.broadcast(LANES, x[xStart + p * xStep]);
                int at = p * n + j;
                s0 = xp.fma(DoubleVector.fromArray(LANES, m, at), s0);
                s1 = xp.fma(DoubleVector.fromArray(LANES, m, at + LENGTH), s1);
                s2 = xp.fma(DoubleVector.fromArray(LANES, m, at + 2 * LENGTH), s2);
                s3 = xp.fma(DoubleVector.fromArray(LANES, m, at + 3 * LENGTH), s3);
            }
            s0.intoArray(y, yStart + j);
            s1.intoArray(y, yStart + j + LENGTH);
            s2.intoArray(y, yStart + j + 2 * LENGTH);
            s3.intoArray(y, yStart + j + 3 * LENGTH);
        }
        for (; j <= n - LENGTH; j += LENGTH) {
            DoubleVector s = DoubleVector.fromArray(LANES, y, yStart + j);
            for (int p = 0; p < k; p++) {
                s = DoubleVector.broadcast(LANES, x[xStart + p * xStep])
                        .fma(DoubleVector.fromArray(LANES, m, p * n + j), s);
            }
            s.intoArray(y, yStart + j);
        }
        for (; j < n; j += 2) {
            int j1 = Math.min(j + 1, n - 1);
            double s0 = y[yStart + j];
            double s1 = y[yStart + j1];
            for (int p = 0; p < k; p++) {
                double xp = x[xStart + p * xStep];
                s0 = Math.fma(xp, m[p * n + j], s0);
                s1 = Math.fma(xp, m[p * n + j1], s1);
            }
            y[yStart + j] = s0;
            y[yStart + j1] = s1;
        }
    }
}
