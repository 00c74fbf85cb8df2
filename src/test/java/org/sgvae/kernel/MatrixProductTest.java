package org.sgvae.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every product form of every kind of kernels against the triple loop of the definition. */
class MatrixProductTest {

    private static final int[] SIZES = {0, 1, 2, 5, 6, 7, 8, 9, 15, 24, 33, 40};

    private final RandomMatrices random = new RandomMatrices(5);

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
        for (int m : new int[] {1, 3, 20}) {
            for (int n : new int[] {1, 6, 8, 131}) {
                for (int k : new int[] {256, 257, 600}) {
                    verify(product, transA, transB, add, m, n, k);
                }
            }
        }
        for (int m : SIZES) {
            for (int n : SIZES) {
                for (int k : SIZES) {
                    verify(product, transA, transB, add, m, n, k);
                }
            }
        }
    }

    private void verify(Product product, boolean transA, boolean transB, boolean add, int m, int n, int k) {
        DMatrixRMaj a = random.next(transA ? k : m, transA ? m : k);
        DMatrixRMaj b = random.next(transB ? n : k, transB ? k : n);
        DMatrixRMaj c = random.next(m, n);
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
        for (int at = 0; at < m * n; at++) {
            if (!(Math.abs(c.data[at] - expected[at]) <= 1e-14 * size[at])) {
                assertThat(c.data[at])
                        .as("entry %d of %dx%d times %dx%d", at, m, k, k, n)
                        .isEqualTo(expected[at]);
            }
        }
        assertThat(RandomMatrices.restIsUntouched(c))
                .as("%dx%d times %dx%d: behind the end", m, k, k, n)
                .isTrue();
    }
}
