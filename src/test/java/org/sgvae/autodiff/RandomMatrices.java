package org.sgvae.autodiff;

import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/** Random matrices for tests, determined by the generator passed in. */
public final class RandomMatrices {
    private RandomMatrices() {}

    /** Standard normal entries. */
    public static DMatrixRMaj normal(RandomGenerator random, int rows, int columns) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.getNumElements(); i++) {
            matrix.data[i] = random.nextGaussian();
        }
        return matrix;
    }
}
