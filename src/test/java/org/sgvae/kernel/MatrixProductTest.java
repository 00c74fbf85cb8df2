package org.sgvae.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every product form of every kind of kernels against the triple loop of the definition. */
class MatrixProductTest {

    private static final double SENTINEL = 777;
    private static final int[] SIZES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 24, 30, 33, 40, 48, 131};

    private final Random random = new Random(5);

    @FunctionalInterface
    private interface Product {
        void apply(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c);
    }

    static Stream<Kernels> kernels() {
        return Stream.of(new PlainKernels(), new SimdKernels());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void mult_equalsTripleLoop(Kernels kernels) {
        verify(kernels::mult, false, false, false);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void multAdd_equalsTripleLoop(Kernels kernels) {
        verify(kernels::multAdd, false, false, true);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void multTransA_equalsTripleLoop(Kernels kernels) {
        verify(kernels::multTransA, true, false, false);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void multAddTransA_equalsTripleLoop(Kernels kernels) {
        verify(kernels::multAddTransA, true, false, true);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void multTransB_equalsTripleLoop(Kernels kernels) {
        verify(kernels::multTransB, false, true, false);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void multAddTransB_equalsTripleLoop(Kernels kernels) {
        verify(kernels::multAddTransB, false, true, true);
    }

    private void verify(Product product, boolean transA, boolean transB, boolean add) {
        for (int m : SIZES) {
            for (int n : SIZES) {
                for (int k : SIZES) {
                    verify(product, transA, transB, add, m, n, k);
                }
            }
        }
    }

    private void verify(Product product, boolean transA, boolean transB, boolean add, int m, int n, int k) {
        DMatrixRMaj a = random(transA ? k : m, transA ? m : k);
        DMatrixRMaj b = random(transB ? n : k, transB ? k : n);
        DMatrixRMaj c = random(m, n);
        double[] expected = new double[m * n];
        double[] size = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = add ? c.get(i, j) : 0;
                double absolute = Math.abs(sum);
                for (int p = 0; p < k; p++) {
                    double term = (transA ? a.get(p, i) : a.get(i, p)) * (transB ? b.get(j, p) : b.get(p, j));
                    sum += term;
                    absolute += Math.abs(term);
                }
                expected[i * n + j] = sum;
                size[i * n + j] = absolute;
            }
        }
        product.apply(a, b, c);
        for (int at = 0; at < c.data.length; at++) {
            if (at >= m * n) {
                assertThat(c.data[at]).as("beyond the end of %dx%d", m, n).isEqualTo(SENTINEL);
            } else if (!(Math.abs(c.data[at] - expected[at]) <= 1e-14 * size[at])) {
                assertThat(c.data[at])
                        .as("entry %d of %dx%d times %dx%d", at, m, k, k, n)
                        .isEqualTo(expected[at]);
            }
        }
    }

    /** In a buffer longer than needed, whose rest must neither matter (NaN in an input spreads) nor change. */
    private DMatrixRMaj random(int rows, int columns) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows + 2, columns + 3);
        java.util.Arrays.fill(matrix.data, SENTINEL);
        matrix.reshape(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.data[i] = random.nextGaussian();
        }
        return matrix;
    }
}
