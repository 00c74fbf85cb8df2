package org.sgvae.kernel;

import static org.sgvae.kernel.SimdPanel.LANES;
import static org.sgvae.kernel.SimdPanel.LENGTH;

import jdk.incubator.vector.DoubleVector;
import org.ejml.data.DMatrixRMaj;

/**
 * The innermost loops of a matrix product: a block of rows of C, one panel wide, is held in registers while the inner
 * index p runs. Every entry is the chain fma(A(i, p), B(p, j), sum) over ascending p, whatever the width of a vector.
 *
 * <p>All methods take the left factor and its first column to use, as many as the panel is deep; the packed right
 * factor; what the sums start from, entry (i, j) at {@code initial[i * initialStep + j]}; and C. The initial values may
 * be C itself, as all of a block is read before any of it is written. So the last block may repeat its last row instead
 * of being shorter: the row is written again with the same values.
 */
final class SimdTiles {

    private SimdTiles() {}

    /** Three vectors wide, four rows at a time. */
    static void multiply3(
            StridedMatrix left, int first, SimdPanel panel, double[] initial, int initialStep, DMatrixRMaj result) {
        double[] a = left.data;
        int aStart = first * left.columnStep;
        int aRow = left.rowStep;
        int aStep = left.columnStep;
        double[] c = result.data;
        int rows = result.numRows;
        int n = result.numCols;
        double[] b = panel.data;
        int depth = panel.depth;
        int j0 = panel.column0;
        int j1 = panel.column1;
        int j2 = panel.column2;
        for (int i = 0; i < rows; i += 4) {
            int i1 = Math.min(i + 1, rows - 1);
            int i2 = Math.min(i + 2, rows - 1);
            int i3 = Math.min(i + 3, rows - 1);
            DoubleVector s00 = DoubleVector.fromArray(LANES, initial, i * initialStep + j0);
            DoubleVector s01 = DoubleVector.fromArray(LANES, initial, i * initialStep + j1);
            DoubleVector s02 = DoubleVector.fromArray(LANES, initial, i * initialStep + j2);
            DoubleVector s10 = DoubleVector.fromArray(LANES, initial, i1 * initialStep + j0);
            DoubleVector s11 = DoubleVector.fromArray(LANES, initial, i1 * initialStep + j1);
            DoubleVector s12 = DoubleVector.fromArray(LANES, initial, i1 * initialStep + j2);
            DoubleVector s20 = DoubleVector.fromArray(LANES, initial, i2 * initialStep + j0);
            DoubleVector s21 = DoubleVector.fromArray(LANES, initial, i2 * initialStep + j1);
            DoubleVector s22 = DoubleVector.fromArray(LANES, initial, i2 * initialStep + j2);
            DoubleVector s30 = DoubleVector.fromArray(LANES, initial, i3 * initialStep + j0);
            DoubleVector s31 = DoubleVector.fromArray(LANES, initial, i3 * initialStep + j1);
            DoubleVector s32 = DoubleVector.fromArray(LANES, initial, i3 * initialStep + j2);
            int a0 = aStart + i * aRow;
            int a1 = aStart + i1 * aRow;
            int a2 = aStart + i2 * aRow;
            int a3 = aStart + i3 * aRow;
            for (int p = 0; p < depth; p++) {
                DoubleVector b0 = DoubleVector.fromArray(LANES, b, p * (3 * LENGTH));
                DoubleVector b1 = DoubleVector.fromArray(LANES, b, p * (3 * LENGTH) + LENGTH);
                DoubleVector b2 = DoubleVector.fromArray(LANES, b, p * (3 * LENGTH) + 2 * LENGTH);
                DoubleVector x = DoubleVector.broadcast(LANES, a[a0 + p * aStep]);
                s00 = x.fma(b0, s00);
                s01 = x.fma(b1, s01);
                s02 = x.fma(b2, s02);
                x = DoubleVector.broadcast(LANES, a[a1 + p * aStep]);
                s10 = x.fma(b0, s10);
                s11 = x.fma(b1, s11);
                s12 = x.fma(b2, s12);
                x = DoubleVector.broadcast(LANES, a[a2 + p * aStep]);
                s20 = x.fma(b0, s20);
                s21 = x.fma(b1, s21);
                s22 = x.fma(b2, s22);
                x = DoubleVector.broadcast(LANES, a[a3 + p * aStep]);
                s30 = x.fma(b0, s30);
                s31 = x.fma(b1, s31);
                s32 = x.fma(b2, s32);
            }
            s00.intoArray(c, i * n + j0);
            s01.intoArray(c, i * n + j1);
            s02.intoArray(c, i * n + j2);
            s10.intoArray(c, i1 * n + j0);
            s11.intoArray(c, i1 * n + j1);
            s12.intoArray(c, i1 * n + j2);
            s20.intoArray(c, i2 * n + j0);
            s21.intoArray(c, i2 * n + j1);
            s22.intoArray(c, i2 * n + j2);
            s30.intoArray(c, i3 * n + j0);
            s31.intoArray(c, i3 * n + j1);
            s32.intoArray(c, i3 * n + j2);
        }
    }

    /** Two vectors wide, four rows at a time. */
    static void multiply2(
            StridedMatrix left, int first, SimdPanel panel, double[] initial, int initialStep, DMatrixRMaj result) {
        double[] a = left.data;
        int aStart = first * left.columnStep;
        int aRow = left.rowStep;
        int aStep = left.columnStep;
        double[] c = result.data;
        int rows = result.numRows;
        int n = result.numCols;
        double[] b = panel.data;
        int depth = panel.depth;
        int j0 = panel.column0;
        int j1 = panel.column1;
        for (int i = 0; i < rows; i += 4) {
            int i1 = Math.min(i + 1, rows - 1);
            int i2 = Math.min(i + 2, rows - 1);
            int i3 = Math.min(i + 3, rows - 1);
            DoubleVector s00 = DoubleVector.fromArray(LANES, initial, i * initialStep + j0);
            DoubleVector s01 = DoubleVector.fromArray(LANES, initial, i * initialStep + j1);
            DoubleVector s10 = DoubleVector.fromArray(LANES, initial, i1 * initialStep + j0);
            DoubleVector s11 = DoubleVector.fromArray(LANES, initial, i1 * initialStep + j1);
            DoubleVector s20 = DoubleVector.fromArray(LANES, initial, i2 * initialStep + j0);
            DoubleVector s21 = DoubleVector.fromArray(LANES, initial, i2 * initialStep + j1);
            DoubleVector s30 = DoubleVector.fromArray(LANES, initial, i3 * initialStep + j0);
            DoubleVector s31 = DoubleVector.fromArray(LANES, initial, i3 * initialStep + j1);
            int a0 = aStart + i * aRow;
            int a1 = aStart + i1 * aRow;
            int a2 = aStart + i2 * aRow;
            int a3 = aStart + i3 * aRow;
            for (int p = 0; p < depth; p++) {
                DoubleVector b0 = DoubleVector.fromArray(LANES, b, p * (2 * LENGTH));
                DoubleVector b1 = DoubleVector.fromArray(LANES, b, p * (2 * LENGTH) + LENGTH);
                DoubleVector x = DoubleVector.broadcast(LANES, a[a0 + p * aStep]);
                s00 = x.fma(b0, s00);
                s01 = x.fma(b1, s01);
                x = DoubleVector.broadcast(LANES, a[a1 + p * aStep]);
                s10 = x.fma(b0, s10);
                s11 = x.fma(b1, s11);
                x = DoubleVector.broadcast(LANES, a[a2 + p * aStep]);
                s20 = x.fma(b0, s20);
                s21 = x.fma(b1, s21);
                x = DoubleVector.broadcast(LANES, a[a3 + p * aStep]);
                s30 = x.fma(b0, s30);
                s31 = x.fma(b1, s31);
            }
            s00.intoArray(c, i * n + j0);
            s01.intoArray(c, i * n + j1);
            s10.intoArray(c, i1 * n + j0);
            s11.intoArray(c, i1 * n + j1);
            s20.intoArray(c, i2 * n + j0);
            s21.intoArray(c, i2 * n + j1);
            s30.intoArray(c, i3 * n + j0);
            s31.intoArray(c, i3 * n + j1);
        }
    }

    /**
     * One vector wide, eight rows at a time, for the first rows of a C of at most one vector's columns. What a vector
     * holds beyond the n columns falls on the rows that follow in C. They are written later, but may have to be read
     * before: so what the last row of a block covers is put back. (Blending with a mask would make an object of the
     * mask.) C must have room for a vector at each of these rows.
     */
    static void multiply1(
            StridedMatrix left,
            int first,
            SimdPanel panel,
            double[] initial,
            int initialStep,
            DMatrixRMaj result,
            int rows) {
        double[] a = left.data;
        int aStart = first * left.columnStep;
        int aRow = left.rowStep;
        int aStep = left.columnStep;
        double[] c = result.data;
        int n = result.numCols;
        double[] b = panel.data;
        int depth = panel.depth;
        double[] beyond = panel.beyond;
        for (int i = 0; i < rows; i += 8) {
            int i1 = Math.min(i + 1, rows - 1);
            int i2 = Math.min(i + 2, rows - 1);
            int i3 = Math.min(i + 3, rows - 1);
            int i4 = Math.min(i + 4, rows - 1);
            int i5 = Math.min(i + 5, rows - 1);
            int i6 = Math.min(i + 6, rows - 1);
            int i7 = Math.min(i + 7, rows - 1);
            DoubleVector s0 = DoubleVector.fromArray(LANES, initial, i * initialStep);
            DoubleVector s1 = DoubleVector.fromArray(LANES, initial, i1 * initialStep);
            DoubleVector s2 = DoubleVector.fromArray(LANES, initial, i2 * initialStep);
            DoubleVector s3 = DoubleVector.fromArray(LANES, initial, i3 * initialStep);
            DoubleVector s4 = DoubleVector.fromArray(LANES, initial, i4 * initialStep);
            DoubleVector s5 = DoubleVector.fromArray(LANES, initial, i5 * initialStep);
            DoubleVector s6 = DoubleVector.fromArray(LANES, initial, i6 * initialStep);
            DoubleVector s7 = DoubleVector.fromArray(LANES, initial, i7 * initialStep);
            System.arraycopy(c, i7 * n + n, beyond, 0, LENGTH - n);
            int a0 = aStart + i * aRow;
            int a1 = aStart + i1 * aRow;
            int a2 = aStart + i2 * aRow;
            int a3 = aStart + i3 * aRow;
            int a4 = aStart + i4 * aRow;
            int a5 = aStart + i5 * aRow;
            int a6 = aStart + i6 * aRow;
            int a7 = aStart + i7 * aRow;
            for (int p = 0; p < depth; p++) {
                DoubleVector b0 = DoubleVector.fromArray(LANES, b, p * LENGTH);
                s0 = DoubleVector.broadcast(LANES, a[a0 + p * aStep]).fma(b0, s0);
                s1 = DoubleVector.broadcast(LANES, a[a1 + p * aStep]).fma(b0, s1);
                s2 = DoubleVector.broadcast(LANES, a[a2 + p * aStep]).fma(b0, s2);
                s3 = DoubleVector.broadcast(LANES, a[a3 + p * aStep]).fma(b0, s3);
                s4 = DoubleVector.broadcast(LANES, a[a4 + p * aStep]).fma(b0, s4);
                s5 = DoubleVector.broadcast(LANES, a[a5 + p * aStep]).fma(b0, s5);
                s6 = DoubleVector.broadcast(LANES, a[a6 + p * aStep]).fma(b0, s6);
                s7 = DoubleVector.broadcast(LANES, a[a7 + p * aStep]).fma(b0, s7);
            }
            s0.intoArray(c, i * n);
            s1.intoArray(c, i1 * n);
            s2.intoArray(c, i2 * n);
            s3.intoArray(c, i3 * n);
            s4.intoArray(c, i4 * n);
            s5.intoArray(c, i5 * n);
            s6.intoArray(c, i6 * n);
            s7.intoArray(c, i7 * n);
            System.arraycopy(beyond, 0, c, i7 * n + n, LENGTH - n);
        }
    }
}
