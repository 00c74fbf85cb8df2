package org.sgvae.autodiff.op;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** Matrices to compute with. */
public final class Examples {
    private Examples() {}

    public static DMatrixRMaj normal(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.getNumElements(); i++) {
            matrix.data[i] = random.nextGaussian();
        }
        return matrix;
    }

    public static DMatrixRMaj row(double... entries) {
        return new DMatrixRMaj(1, entries.length, true, entries);
    }

    public static DMatrixRMaj column(double... entries) {
        return new DMatrixRMaj(entries.length, 1, true, entries);
    }

    /** The entries that count: a buffer of a tape may be longer. */
    public static double[] entries(DMatrixRMaj matrix) {
        return matrix.copy().data;
    }
}
