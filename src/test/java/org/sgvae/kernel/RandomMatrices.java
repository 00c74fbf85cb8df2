package org.sgvae.kernel;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** Matrices of standard normal entries in buffers longer than needed, whose rest must neither matter nor change. */
final class RandomMatrices {

    private static final double SENTINEL = 777;

    private final Random random;

    RandomMatrices(long seed) {
        random = new Random(seed);
    }

    DMatrixRMaj next(int rows, int columns) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows + 2, columns + 3);
        Arrays.fill(matrix.data, SENTINEL);
        matrix.reshape(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.data[i] = random.nextGaussian();
        }
        return matrix;
    }

    int[] indices(int count, int bound) {
        return random.ints(count, 0, bound).toArray();
    }

    static boolean restIsUntouched(DMatrixRMaj matrix) {
        return Arrays.stream(matrix.data, matrix.getNumElements(), matrix.data.length)
                .allMatch(x -> x == SENTINEL);
    }
}
