package org.sgvae.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels that are not matrix products or elementary functions, of every kind, against their definitions. */
class KernelsTest {

    private static final Offset<Double> ROUNDING = within(1e-13);

    private final RandomMatrices random = new RandomMatrices(11);

    static Stream<Kernels> kernels() {
        return Stream.of(new PlainKernels(), new SimdKernels());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void affine_isProductPlusBias(Kernels kernels) {
        for (int[] size :
                new int[][] {{0, 3, 4}, {1, 1, 1}, {1, 5, 7}, {7, 5, 1}, {9, 0, 6}, {13, 6, 15}, {60, 40, 33}}) {
            DMatrixRMaj x = random.next(size[0], size[1]);
            DMatrixRMaj weight = random.next(size[2], size[1]);
            DMatrixRMaj bias = random.next(1, size[2]);
            DMatrixRMaj y = random.next(size[0], size[2]);
            DMatrixRMaj relu = random.next(size[0], size[2]);
            kernels.affine(x, weight, bias, y);
            kernels.affineRelu(x, weight, bias, relu);
            for (int i = 0; i < size[0]; i++) {
                for (int j = 0; j < size[2]; j++) {
                    double expected = bias.get(0, j);
                    for (int p = 0; p < size[1]; p++) {
                        expected += x.get(i, p) * weight.get(j, p);
                    }
                    assertThat(y.get(i, j)).isEqualTo(expected, ROUNDING);
                    assertThat(relu.get(i, j)).isEqualTo(Math.max(0, y.get(i, j)));
                }
            }
            assertUntouched(y, relu);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void affineRelu_keepsNaN(Kernels kernels) {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{Double.NaN}, {-1}, {2}});
        DMatrixRMaj y = new DMatrixRMaj(3, 1);
        kernels.affineRelu(x, new DMatrixRMaj(new double[][] {{1}}), new DMatrixRMaj(1, 1), y);
        assertThat(y.data).containsExactly(Double.NaN, 0, 2);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void reluBackward_passesWhatIsPositive(Kernels kernels) {
        DMatrixRMaj yBar = new DMatrixRMaj(new double[][] {{5, 6, 7}});
        kernels.reluBackward(new DMatrixRMaj(new double[][] {{0, 2, 1e-300}}), yBar, yBar);
        assertThat(yBar.data).containsExactly(0, 6, 7);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void reluBackward_looksAtEveryEntry(Kernels kernels) {
        forSizes(columns -> {
            DMatrixRMaj y = random.next(3, columns); // of either sign
            y.data[0] = Double.NaN;
            DMatrixRMaj yBar = random.next(3, columns);
            DMatrixRMaj sBar = random.next(3, columns);
            kernels.reluBackward(y, yBar, sBar);
            for (int i = 0; i < y.getNumElements(); i++) {
                assertThat(sBar.data[i]).isEqualTo(y.data[i] > 0 ? yBar.data[i] : 0);
            }
            return sBar;
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void gatherRows_equalsProductWithSelection(Kernels kernels) {
        forSizes(columns -> {
            int[] index = random.indices(11, 6);
            DMatrixRMaj x = random.next(6, columns);
            DMatrixRMaj y = random.next(11, columns);
            kernels.gatherRows(x, index, 11, y);
            assertEqual(y, product(selection(index, 6), x));
            return y;
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void scatterAddRows_isTransposeOfGatherRows(Kernels kernels) {
        forSizes(columns -> {
            int[] index = random.indices(11, 6);
            DMatrixRMaj x = random.next(11, columns);
            DMatrixRMaj y = random.next(6, columns);
            DMatrixRMaj expected = product(transpose(selection(index, 6)), x);
            CommonOps_DDRM.addEquals(expected, y);
            kernels.scatterAddRows(x, index, 11, y);
            assertEqual(y, expected);
            return y;
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void edgeSum_equalsProductWithAdjacency(Kernels kernels) {
        forSizes(columns -> {
            int[] sender = random.indices(20, 6);
            int[] receiver = random.indices(20, 7);
            DMatrixRMaj x = random.next(6, columns + 3);
            DMatrixRMaj y = random.next(7, columns + 5);
            DMatrixRMaj sums = product(transpose(selection(receiver, 7)), product(selection(sender, 6), x));
            DMatrixRMaj expected = y.copy();
            for (int i = 0; i < 7; i++) {
                for (int j = 0; j < columns; j++) {
                    expected.add(i, 4 + j, sums.get(i, 2 + j));
                }
            }
            kernels.edgeSum(x, 2, sender, receiver, 20, columns, y, 4);
            assertEqual(y, expected);
            return y;
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void columnSums_equalProductsWithOnes(Kernels kernels) {
        forSizes(columns -> {
            DMatrixRMaj x = random.next(9, columns);
            DMatrixRMaj columnSums = random.next(1, columns);
            DMatrixRMaj expectedColumns = product(ones(1, 9), x);
            CommonOps_DDRM.addEquals(expectedColumns, columnSums);
            kernels.addColumnSums(x, columnSums);
            assertEqual(columnSums, expectedColumns);
            return columnSums;
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void multiples_equalEjml(Kernels kernels) {
        forSizes(columns -> {
            DMatrixRMaj x = random.next(3, columns);
            DMatrixRMaj y = random.next(3, columns);
            DMatrixRMaj expected = y.copy();
            CommonOps_DDRM.addEquals(expected, x);
            CommonOps_DDRM.addEquals(expected, -0.7, x);
            CommonOps_DDRM.scale(1.5, expected);
            kernels.add(x, y);
            kernels.addScaled(-0.7, x, y);
            kernels.scale(1.5, y);
            assertEqual(y, expected);
            assertThat(kernels.dot(x, y)).isEqualTo(CommonOps_DDRM.elementSum(times(x, y)), ROUNDING);
            return y;
        });
    }

    /** Three steps of the textbook, kept apart from the implementation's arrangement. */
    @ParameterizedTest
    @MethodSource("kernels")
    void adam_followsItsDefinition(Kernels kernels) {
        DMatrixRMaj value = random.next(3, 7);
        DMatrixRMaj mean = new DMatrixRMaj(3, 7);
        DMatrixRMaj meanSquare = new DMatrixRMaj(3, 7);
        double[] theta = value.copy().data;
        double[] m = new double[21];
        double[] v = new double[21];
        for (int t = 1; t <= 3; t++) {
            DMatrixRMaj gradient = random.next(3, 7);
            double correction1 = 1 - Math.pow(0.9, t);
            double correction2 = 1 - Math.pow(0.999, t);
            kernels.adam(value, gradient, mean, meanSquare, 0.01, 0.9, 0.999, correction1, correction2, 1e-8, 0.1);
            for (int i = 0; i < 21; i++) {
                double g = gradient.data[i];
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                theta[i] -= 0.01 * 0.1 * theta[i];
                theta[i] -= 0.01 * (m[i] / correction1) / (Math.sqrt(v[i] / correction2) + 1e-8);
                assertThat(value.data[i]).isEqualTo(theta[i], ROUNDING);
            }
        }
        assertUntouched(value);
    }

    private static void forSizes(IntFunction<DMatrixRMaj> check) {
        for (int columns : new int[] {0, 1, 2, 5, 8, 13, 40}) {
            assertUntouched(check.apply(columns));
        }
    }

    private static void assertUntouched(DMatrixRMaj... matrices) {
        for (DMatrixRMaj matrix : matrices) {
            assertThat(RandomMatrices.restIsUntouched(matrix))
                    .as("behind the end")
                    .isTrue();
        }
    }

    private static void assertEqual(DMatrixRMaj actual, DMatrixRMaj expected) {
        for (int i = 0; i < expected.getNumElements(); i++) {
            assertThat(actual.data[i]).isEqualTo(expected.data[i], ROUNDING);
        }
    }

    private static DMatrixRMaj selection(int[] index, int columns) {
        DMatrixRMaj selection = new DMatrixRMaj(index.length, columns);
        for (int i = 0; i < index.length; i++) {
            selection.set(i, index[i], 1);
        }
        return selection;
    }

    private static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
        return CommonOps_DDRM.mult(a, b, null);
    }

    private static DMatrixRMaj transpose(DMatrixRMaj a) {
        return CommonOps_DDRM.transpose(a, null);
    }

    private static DMatrixRMaj times(DMatrixRMaj a, DMatrixRMaj b) {
        return CommonOps_DDRM.elementMult(a, b, null);
    }

    private static DMatrixRMaj ones(int rows, int columns) {
        DMatrixRMaj ones = new DMatrixRMaj(rows, columns);
        ones.fill(1);
        return ones;
    }
}
