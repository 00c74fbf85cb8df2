package org.sgvae.autodiff;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Matrices that are used again instead of being left to the garbage collector.
 *
 * <p>Free matrices lie on stacks by the capacity of their arrays. Capacities grow in quarter octaves (16, 20, 24, 28,
 * 32, 40, …), so at most a fifth of a buffer is idle and a matrix freed by one operation soon serves another of about
 * that size, while it is still in the cache.
 */
final class MatrixPool {
    private static final int CLASSES = 4 * 32;

    private final DMatrixRMaj[][] free = new DMatrixRMaj[CLASSES][0];
    private final int[] count = new int[CLASSES];

    /** Lends a matrix of the given shape, of at most {@link Shapes#MAX_ENTRIES}; its entries are arbitrary. */
    DMatrixRMaj take(int rows, int columns) {
        int length = rows * columns;
        int sizeClass = sizeClass(length);
        if (count[sizeClass] == 0) {
            DMatrixRMaj matrix = new DMatrixRMaj(1, 1);
            matrix.data = new double[capacity(sizeClass)];
            matrix.reshape(rows, columns);
            return matrix;
        }
        DMatrixRMaj matrix = free[sizeClass][--count[sizeClass]];
        matrix.reshape(rows, columns);
        return matrix;
    }

    /** Takes back a matrix that {@link #take} lent. */
    void give(DMatrixRMaj matrix) {
        int sizeClass = sizeClass(matrix.data.length);
        if (count[sizeClass] == free[sizeClass].length) {
            free[sizeClass] = Arrays.copyOf(free[sizeClass], Math.max(8, 2 * count[sizeClass]));
        }
        free[sizeClass][count[sizeClass]++] = matrix;
    }

    /** The smallest class that holds {@code length} numbers. */
    private static int sizeClass(int length) {
        if (length <= 16) {
            return 0;
        }
        int octave = 31 - Integer.numberOfLeadingZeros(length - 1); // 2^octave < length <= 2^(octave+1)
        int quarter = (length - 1 - (1 << octave)) >> (octave - 2);
        return 4 * (octave - 4) + quarter + 1;
    }

    private static int capacity(int sizeClass) {
        int octave = 4 + (sizeClass >> 2);
        return (int) Math.min(Shapes.MAX_ENTRIES, (1L << octave) + (sizeClass & 3) * (1L << (octave - 2)));
    }
}
