package org.sgvae.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StandardNormalTest {
    @Test
    void logCdf_hasTheValuesOfTables() {
        assertThat(Math.exp(StandardNormal.logCdf(0))).isCloseTo(0.5, within(1e-15));
        assertThat(Math.exp(StandardNormal.logCdf(1))).isCloseTo(0.841344746068543, within(1e-14));
        assertThat(Math.exp(StandardNormal.logCdf(-3))).isCloseTo(0.00134989803163009, within(1e-15));
        assertThat(StandardNormal.logCdf(-10)).isCloseTo(-53.2312851505, within(1e-9));
        assertThat(StandardNormal.logCdf(12)).isCloseTo(0, within(1e-15));
    }

    @Test
    void logCdf_isTheIntegralOfTheDensity() {
        for (double x = -8; x < 12; x += 0.37) {
            double slope = (StandardNormal.logCdf(x + 1e-5) - StandardNormal.logCdf(x - 1e-5)) / 2e-5;
            double expected = Math.exp(StandardNormal.logDensity(x) - StandardNormal.logCdf(x));
            assertThat(slope).as("%s", x).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
        }
    }

    /** Marsaglia (2004): \(Φ(x) = \tfrac12 + φ(x) (x + x^3/3 + x^5/(3 \cdot 5) + …)\). */
    private static double series(double x) {
        double sum = x;
        double term = x;
        for (int k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
            term *= x * x / k;
            sum += term;
        }
        return Math.log(0.5 + Math.exp(StandardNormal.logDensity(x)) * sum);
    }

    /** Laplace: \(Φ(-y) = φ(y) / (y + 1/(y + 2/(y + …)))\). */
    private static double continuedFraction(double x) {
        double fraction = -x;
        for (int k = 400; k >= 1; k--) {
            fraction = -x + k / fraction;
        }
        return StandardNormal.logDensity(x) - Math.log(fraction);
    }

    @Test
    void logCdf_isThatOfTwoSlowFormulas() {
        for (double x = -60; x < 9; x += 0.013) {
            double expected = x < -2.5 ? continuedFraction(x) : series(x);
            double digits = x < -2.5 ? 1e-14 * -expected : 2e-13;
            assertThat(StandardNormal.logCdf(x)).as("%s", x).isCloseTo(expected, within(digits));
        }
    }

    @Test
    void below_isTheInverse() {
        for (double limit : new double[] {-70, -38, -26, -12, -6, -4, -1, 0, 2, 8, Double.POSITIVE_INFINITY}) {
            double logAll = limit == Double.POSITIVE_INFINITY ? 0 : StandardNormal.logCdf(limit);
            for (double u : new double[] {1e-300, 1e-12, 0.01, 0.3, 0.77, 0.9999}) {
                double x = StandardNormal.below(limit, u);
                assertThat(x).isLessThanOrEqualTo(limit);
                assertThat(StandardNormal.logCdf(x)).isCloseTo(Math.log(u) + logAll, within(1e-11 * (1 - logAll)));
            }
        }
    }
}
