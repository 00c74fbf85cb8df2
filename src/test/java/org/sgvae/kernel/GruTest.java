package org.sgvae.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gated recurrent unit of every kind of kernels: forward against its formula, backward against central differences.
 */
class GruTest {

    private static final int[][] SIZES = {{0, 3}, {1, 1}, {2, 5}, {3, 8}, {60, 5}, {7, 40}, {3, 131}, {2, 300}, {4, 0}};

    private final RandomMatrices random = new RandomMatrices(3);

    static Stream<Kernels> kernels() {
        return Stream.of(new PlainKernels(), new SimdKernels());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void gruForward_followsItsFormula(Kernels kernels) {
        for (int[] size : SIZES) {
            int n = size[0];
            int d = size[1];
            DMatrixRMaj gi = random.next(n, 3 * d);
            DMatrixRMaj gh = random.next(n, 3 * d);
            DMatrixRMaj h = random.next(n, d);
            DMatrixRMaj saved = random.next(n, 3 * d);
            DMatrixRMaj y = random.next(n, d);
            kernels.gruForward(gi, gh, h, saved, y);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < d; j++) {
                    double r = logistic(gi.get(i, j) + gh.get(i, j));
                    double u = logistic(gi.get(i, d + j) + gh.get(i, d + j));
                    double c = StrictMath.tanh(gi.get(i, 2 * d + j) + r * gh.get(i, 2 * d + j));
                    assertThat(saved.get(i, j)).isEqualTo(r, within(1e-14));
                    assertThat(saved.get(i, d + j)).isEqualTo(u, within(1e-14));
                    assertThat(saved.get(i, 2 * d + j)).isEqualTo(c, within(1e-14));
                    assertThat(y.get(i, j)).isEqualTo((1 - u) * c + u * h.get(i, j), within(1e-14));
                }
            }
            assertThat(RandomMatrices.restIsUntouched(saved)).isTrue();
            assertThat(RandomMatrices.restIsUntouched(y)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void gruBackward_matchesCentralDifferences(Kernels kernels) {
        for (int[] size : new int[][] {{1, 1}, {2, 5}, {3, 8}, {2, 19}}) {
            int n = size[0];
            int d = size[1];
            DMatrixRMaj gi = random.next(n, 3 * d);
            DMatrixRMaj gh = random.next(n, 3 * d);
            DMatrixRMaj h = random.next(n, d);
            DMatrixRMaj saved = random.next(n, 3 * d);
            DMatrixRMaj y = random.next(n, d);
            DMatrixRMaj yBar = random.next(n, d);
            DMatrixRMaj giBar = random.next(n, 3 * d);
            DMatrixRMaj ghBar = random.next(n, 3 * d);
            DMatrixRMaj hBar = random.next(n, d);
            DMatrixRMaj giBefore = giBar.copy();
            DMatrixRMaj ghBefore = ghBar.copy();
            DMatrixRMaj hBefore = hBar.copy();
            kernels.gruForward(gi, gh, h, saved, y);
            kernels.gruBackward(gh, h, saved, yBar, giBar, ghBar, hBar);
            for (int at = 0; at < n * 3 * d; at++) {
                assertThat(giBar.data[at] - giBefore.data[at])
                        .isEqualTo(slope(kernels, gi, gh, h, yBar, gi, at), within(1e-8));
                assertThat(ghBar.data[at] - ghBefore.data[at])
                        .isEqualTo(slope(kernels, gi, gh, h, yBar, gh, at), within(1e-8));
            }
            for (int at = 0; at < n * d; at++) {
                assertThat(hBar.data[at] - hBefore.data[at])
                        .isEqualTo(slope(kernels, gi, gh, h, yBar, h, at), within(1e-8));
            }
            for (DMatrixRMaj output : new DMatrixRMaj[] {giBar, ghBar, hBar}) {
                assertThat(RandomMatrices.restIsUntouched(output)).isTrue();
            }
        }
    }

    /** Slope of the inner product of y and yBar in one entry of an input. */
    private static double slope(
            Kernels kernels,
            DMatrixRMaj gi,
            DMatrixRMaj gh,
            DMatrixRMaj h,
            DMatrixRMaj yBar,
            DMatrixRMaj input,
            int at) {
        double step = 1e-5;
        double x = input.data[at];
        DMatrixRMaj saved = new DMatrixRMaj(gi.numRows, gi.numCols);
        DMatrixRMaj y = new DMatrixRMaj(h.numRows, h.numCols);
        input.data[at] = x + step;
        kernels.gruForward(gi, gh, h, saved, y);
        double above = kernels.dot(y, yBar);
        input.data[at] = x - step;
        kernels.gruForward(gi, gh, h, saved, y);
        double below = kernels.dot(y, yBar);
        input.data[at] = x;
        return (above - below) / (2 * step);
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
