package org.sgvae.autodiff;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** Matrices to compute with. */
final class Examples {
    private Examples() {}

    static DMatrixRMaj normal(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.getNumElements(); i++) {
            matrix.data[i] = random.nextGaussian();
        }
        return matrix;
    }

    static DMatrixRMaj row(double... entries) {
        return new DMatrixRMaj(1, entries.length, true, entries);
    }

    static DMatrixRMaj column(double... entries) {
        return new DMatrixRMaj(entries.length, 1, true, entries);
    }

    /** The entries that count: a buffer of a tape may be longer. */
    static double[] entries(DMatrixRMaj matrix) {
        return matrix.copy().data;
    }
}
