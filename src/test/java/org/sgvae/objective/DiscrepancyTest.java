package org.sgvae.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.random.RandomKey;

class DiscrepancyTest {
    private static DMatrixRMaj normal(int rows, int columns, double scale, double shift, long seed) {
        DMatrixRMaj z = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < z.getNumElements(); i++) {
            z.data[i] = shift + scale * RandomKey.of(seed).gaussian(i);
        }
        return z;
    }

    private static double mmd(DMatrixRMaj z) {
        return Discrepancy.ofStandardNormal(z, new DMatrixRMaj(z.numRows, z.numCols), new double[z.numRows]);
    }

    @Test
    void gradient_matchesCentralDifferences() {
        DMatrixRMaj z = normal(7, 3, 0.7, 0.4, 1);
        DMatrixRMaj gradient = new DMatrixRMaj(7, 3);
        Discrepancy.ofStandardNormal(z, gradient, new double[7]);
        for (int i = 0; i < z.getNumElements(); i++) {
            double before = z.data[i];
            z.data[i] = before + 1e-5;
            double above = mmd(z);
            z.data[i] = before - 1e-5;
            double below = mmd(z);
            z.data[i] = before;
            assertThat(gradient.data[i]).isCloseTo((above - below) / 2e-5, within(1e-9));
        }
    }

    /** The closed forms of the prior against a large sample of it, entered into the plain two-sample formula. */
    @Test
    void value_isThatOfTwoSamples() {
        DMatrixRMaj z = normal(20, 2, 0.3, 0.5, 2);
        DMatrixRMaj prior = normal(3000, 2, 1, 0, 3);
        double plain = mean(z, z) - 2 * mean(z, prior) + mean(prior, prior);
        assertThat(mmd(z)).isCloseTo(plain, within(0.01)).isGreaterThan(0.1);
    }

    private static double mean(DMatrixRMaj a, DMatrixRMaj b) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < a.numRows; i++) {
            for (int j = 0; j < b.numRows; j++) {
                if (a != b || i != j) {
                    double x = a.get(i, 0) - b.get(j, 0);
                    double y = a.get(i, 1) - b.get(j, 1);
                    sum += Math.exp(-(x * x + y * y) / 4); // σ² = d = 2
                    pairs++;
                }
            }
        }
        return sum / pairs;
    }

    @Test
    void meanOverSamplesOfThePrior_isZero() {
        double sum = 0;
        for (int seed = 0; seed < 2000; seed++) {
            sum += mmd(normal(8, 2, 1, 0, 100 + seed));
        }
        assertThat(sum / 2000).isCloseTo(0, within(0.005));
        assertThat(mmd(normal(200, 2, 1, 0, 7))).isLessThan(mmd(normal(200, 2, 0.2, 0, 7)) / 10);
    }

    /** What a code adds: the difference that leaving it out of a large mini-batch makes. */
    @Test
    void witness_isTheChangeThatACodeMakes() {
        int n = 4000;
        DMatrixRMaj z = normal(n, 1, 0.5, 0.3, 9);
        double[] witness = new double[n];
        double all = Discrepancy.ofStandardNormal(z, new DMatrixRMaj(n, 1), witness);
        DMatrixRMaj without = new DMatrixRMaj(n - 1, 1);
        System.arraycopy(z.data, 1, without.data, 0, n - 1);
        double mean = 0;
        for (double part : witness) {
            mean += part / n;
        }
        assertThat(n * (all - mmd(without))).isCloseTo(witness[0] - mean, within(0.01));
    }

    @Test
    void singleCode_hasNone() {
        DMatrixRMaj gradient = normal(1, 3, 1, 0, 1);
        assertThat(Discrepancy.ofStandardNormal(normal(1, 3, 1, 0, 2), gradient, new double[1]))
                .isZero();
        assertThat(gradient.data).containsOnly(0);
    }
}
