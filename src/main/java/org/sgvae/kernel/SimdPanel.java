package org.sgvae.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A few columns of the right factor of a product, one to three vectors wide, copied so that the innermost loop reads them in
 * order: first row p = 0 of all vectors, then row 1. The copy pays because every block of rows of the left factor reads it again.
 *
 * <p>There is no narrower kernel for columns left over: the last vector moves left until it fits and computes some columns twice,
 * with the same result. Only a matrix narrower than one vector is padded with zeros.
 */
final class SimdPanel {

    static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    static final int LENGTH = LANES.length();

    /** Vectors in the widest panel. With four rows it makes twelve accumulators, all that 16 registers can hold beside the operands. */
    static final int MAX_WIDTH = 3;

    /** Rows in the deepest panel: 256 rows of three 8-lane vectors are 48 KiB, which stay close to the processor. */
    static final int MAX_DEPTH = 256;

    final double[] data = new double[MAX_DEPTH * MAX_WIDTH * LENGTH];

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

    /** How wide to make the next panel: the last is never alone, since its columns may overlap those before it. */
    static int nextWidth(int vectorsLeft) {
        return vectorsLeft == MAX_WIDTH + 1 ? MAX_WIDTH - 1 : Math.min(vectorsLeft, MAX_WIDTH);
    }

    /**
     * Copies entries (p, j) = {@code b[p * bRow + j * bStep]} of a matrix of n columns, for {@code depth} rows p from {@code start} on and
     * for {@code width} vectors from the given one on. One of the two strides is 1.
     */
    void pack(double[] b, int bRow, int bStep, int n, int start, int depth, int firstVector, int width) {
        this.depth = depth;
        this.width = width;
        column0 = column(firstVector, n);
        column1 = column(firstVector + 1, n);
        column2 = column(firstVector + 2, n);
        for (int v = 0; v < width; v++) {
            int column = column(firstVector + v, n);
            if (bStep != 1) {
                packColumns(b, start * bRow + column * bStep, bRow, bStep, Math.min(n, LENGTH), v * LENGTH);
            } else if (n >= LENGTH) {
                packRows(b, start * bRow + column, bRow, v * LENGTH);
            } else {
                packNarrowRows(b, start * bRow, n);
            }
        }
    }

    private static int column(int vector, int n) {
        return Math.max(0, Math.min(vector * LENGTH, n - LENGTH));
    }

    private void packRows(double[] b, int from, int bRow, int to) {
        int step = width * LENGTH;
        for (int p = 0; p < depth; p++) {
            DoubleVector.fromArray(LANES, b, from + p * bRow).intoArray(data, to + p * step);
        }
    }

    private void packNarrowRows(double[] b, int from, int n) {
        for (int p = 0; p < depth; p++) {
            for (int j = 0; j < n; j++) {
                data[p * LENGTH + j] = b[from + p * n + j];
            }
            Arrays.fill(data, p * LENGTH + n, (p + 1) * LENGTH, 0);
        }
    }

    /** Transposes while copying, four columns at a time so that four entries at a time are written side by side. */
    private void packColumns(double[] b, int from, int bRow, int bStep, int columns, int to) {
        int step = width * LENGTH;
        int j = 0;
        for (; j <= columns - 4; j += 4) {
            int from0 = from + j * bStep;
            int from1 = from0 + bStep;
            int from2 = from1 + bStep;
            int from3 = from2 + bStep;
            for (int p = 0; p < depth; p++) {
                int at = to + j + p * step;
                data[at] = b[from0 + p];
                data[at + 1] = b[from1 + p];
                data[at + 2] = b[from2 + p];
                data[at + 3] = b[from3 + p];
            }
        }
        for (; j < LENGTH; j++) {
            for (int p = 0; p < depth; p++) {
                data[to + j + p * step] = j < columns ? b[from + j * bStep + p] : 0;
            }
        }
    }
}
