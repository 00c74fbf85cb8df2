package org.sgvae.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A few columns of the right factor of a product, one to three vectors wide, copied so that the innermost loop reads
 * them in order: first row p = 0 of all vectors, then row 1. The copy pays because every block of rows of the left
 * factor reads it again.
 *
 * <p>There is no narrower kernel for columns left over: the last vector moves left until it fits and computes some
 * columns twice, with the same result. Only in a matrix narrower than one vector do the lanes left over hold anything,
 * and nobody looks at their results.
 */
final class SimdPanel {

    static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    static final int LENGTH = LANES.length();

    /**
     * Vectors in the widest panel. With four rows it makes twelve accumulators, all that 16 registers can hold beside
     * the operands.
     */
    private static final int MAX_WIDTH = 3;

    /** Rows in the deepest panel: 256 rows of three 8-lane vectors are 48 KiB, which stay close to the processor. */
    private static final int MAX_DEPTH = 256;

    final double[] data = new double[MAX_DEPTH * MAX_WIDTH * LENGTH];

    /** Scratch for what a product narrower than a vector must not overwrite. */
    final double[] beyond = new double[LENGTH];

    /** Rows packed. */
    int depth;

    /** Vectors in each row. */
    int width;

    /** The column of the matrix at which each vector starts. */
    int column0;

    int column1;
    int column2;

    /** How many vectors cover n columns. */
    static int vectors(int n) {
        return (n + LENGTH - 1) / LENGTH;
    }

    /**
     * Packs as many rows from {@code firstRow} on, and vectors from {@code firstVector} on, as there are and as fit.
     */
    void pack(StridedMatrix b, int firstRow, int firstVector) {
        // No panel may be left with the last vector alone: its columns overlap those of the one before, and when
        // products are added to C
        // both must have read C before either writes.
        int left = vectors(b.columns) - firstVector;
        width = left == MAX_WIDTH + 1 ? MAX_WIDTH - 1 : Math.min(left, MAX_WIDTH);
        depth = Math.min(b.rows - firstRow, MAX_DEPTH);
        column0 = column(b, firstVector);
        column1 = column(b, firstVector + 1);
        column2 = column(b, firstVector + 2);
        packVector(b, firstRow, column0, 0);
        if (width > 1) {
            packVector(b, firstRow, column1, LENGTH);
        }
        if (width > 2) {
            packVector(b, firstRow, column2, 2 * LENGTH);
        }
    }

    private static int column(StridedMatrix b, int vector) {
        return Math.max(0, Math.min(vector * LENGTH, b.columns - LENGTH));
    }

    private void packVector(StridedMatrix b, int firstRow, int column, int to) {
        int from = firstRow * b.rowStep + column * b.columnStep;
        if (b.columnStep != 1) {
            packColumns(b.data, from, b.columnStep, Math.min(b.columns, LENGTH), to);
        } else if (b.columns >= LENGTH) {
            packRows(b.data, from, b.rowStep, to);
        } else {
            packNarrowRows(b.data, from, b.columns);
        }
    }

    private void packRows(double[] b, int from, int rowStep, int to) {
        int step = width * LENGTH;
        for (int p = 0; p < depth; p++) {
            DoubleVector.fromArray(LANES, b, from + p * rowStep).intoArray(data, to + p * step);
        }
    }

    /** Copies whole vectors, with entries of the next row behind the n columns, as long as there are next rows. */
    private void packNarrowRows(double[] b, int from, int n) {
        int whole = Math.max(0, depth - (LENGTH - 1) / n);
        for (int p = 0; p < whole; p++) {
            DoubleVector.fromArray(LANES, b, from + p * n).intoArray(data, p * LENGTH);
        }
        for (int p = whole; p < depth; p++) {
            for (int j = 0; j < n; j++) {
                data[p * LENGTH + j] = b[from + p * n + j];
            }
        }
    }

    /** Transposes while copying, four columns at a time so that four entries at a time are written side by side. */
    private void packColumns(double[] b, int from, int columnStep, int columns, int to) {
        int step = width * LENGTH;
        int j = 0;
        for (; j <= columns - 4; j += 4) {
            int from0 = from + j * columnStep;
            int from1 = from0 + columnStep;
            int from2 = from1 + columnStep;
            int from3 = from2 + columnStep;
            for (int p = 0; p < depth; p++) {
                int at = to + j + p * step;
                data[at] = b[from0 + p];
                data[at + 1] = b[from1 + p];
                data[at + 2] = b[from2 + p];
                data[at + 3] = b[from3 + p];
            }
        }
        for (; j < columns; j++) {
            for (int p = 0; p < depth; p++) {
                data[to + j + p * step] = b[from + j * columnStep + p];
            }
        }
    }
}
