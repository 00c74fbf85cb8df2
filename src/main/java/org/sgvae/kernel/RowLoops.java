package org.sgvae.kernel;

import org.ejml.data.DMatrixRMaj;

/** Loops over rows picked by index, and sums along rows and columns, in a fixed order. */
final class RowLoops {

    private RowLoops() {}

    static void gather(DMatrixRMaj x, int[] index, int count, DMatrixRMaj y) {
        int columns = x.numCols;
        for (int i = 0; i < count; i++) {
            System.arraycopy(x.data, index[i] * columns, y.data, i * columns, columns);
        }
    }

    static void scatterAdd(DMatrixRMaj x, int[] index, int count, DMatrixRMaj y) {
        int columns = x.numCols;
        for (int i = 0; i < count; i++) {
            addBlock(x.data, i * columns, y.data, index[i] * columns, columns);
        }
    }

    static void edgeSum(
            DMatrixRMaj x,
            int xColumn,
            int[] sender,
            int[] receiver,
            int edges,
            int columns,
            DMatrixRMaj y,
            int yColumn) {
        for (int e = 0; e < edges; e++) {
            addBlock(x.data, sender[e] * x.numCols + xColumn, y.data, receiver[e] * y.numCols + yColumn, columns);
        }
    }

    static void addColumnSums(DMatrixRMaj x, DMatrixRMaj y) {
        for (int i = 0; i < x.numRows; i++) {
            addBlock(x.data, i * x.numCols, y.data, 0, x.numCols);
        }
    }

    /** Four interleaved sums, added pairwise at the end: a single sum would wait for each addition. */
    static double dot(DMatrixRMaj x, DMatrixRMaj y) {
        int n = x.getNumElements();
        double[] a = x.data;
        double[] b = y.data;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i < n - 3; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < n; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static void addBlock(double[] x, int xStart, double[] y, int yStart, int count) {
        for (int j = 0; j < count; j++) {
            y[yStart + j] += x[xStart + j];
        }
    }
}
