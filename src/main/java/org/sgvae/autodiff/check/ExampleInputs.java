package org.sgvae.autodiff.check;

import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Indices;

/** Inputs for the examples of an {@link OpCatalogue}. */
public final class ExampleInputs {
    private ExampleInputs() {}

    /**
     * Standard normal numbers.
     *
     * @param rows number of rows
     * @param columns number of columns
     * @param random their source
     * @return a new matrix, rows x columns
     */
    public static DMatrixRMaj normal(int rows, int columns, RandomGenerator random) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.getNumElements(); i++) {
            matrix.data[i] = random.nextGaussian();
        }
        return matrix;
    }

    /** As {@link #normal}, but uniform between 0.3 and 3. */
    public static DMatrixRMaj positive(int rows, int columns, RandomGenerator random) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.getNumElements(); i++) {
            matrix.data[i] = random.nextDouble(0.3, 3);
        }
        return matrix;
    }

    /** As {@link #positive}, but with random signs. */
    public static DMatrixRMaj awayFromZero(int rows, int columns, RandomGenerator random) {
        DMatrixRMaj matrix = positive(rows, columns, random);
        for (int i = 0; i < matrix.getNumElements(); i++) {
            matrix.data[i] *= random.nextBoolean() ? 1 : -1;
        }
        return matrix;
    }

    /** As {@link #normal}, but numbers no two of which are closer than 0.2, in random order. */
    public static DMatrixRMaj distinct(int rows, int columns, RandomGenerator random) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        int length = matrix.getNumElements();
        for (int i = 0; i < length; i++) {
            int j = random.nextInt(i + 1);
            matrix.data[i] = matrix.data[j];
            matrix.data[j] = 0.3 * (i - length / 2) + random.nextDouble(0.1);
        }
        return matrix;
    }

    /** As {@link #normal}, but multiples of a step between −1 and 1, shifted. */
    public static DMatrixRMaj grid(int rows, int columns, RandomGenerator random, double step, double shift) {
        int steps = (int) (1 / step);
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.getNumElements(); i++) {
            matrix.data[i] = step * random.nextInt(-steps, steps + 1) + shift;
        }
        return matrix;
    }

    /** {@return a list of {@code count} numbers from 0 to {@code limit - 1}} */
    public static Indices indices(int count, int limit, RandomGenerator random) {
        Indices indices = new Indices();
        for (int i = 0; i < count; i++) {
            indices.add(random.nextInt(limit));
        }
        return indices;
    }
}
