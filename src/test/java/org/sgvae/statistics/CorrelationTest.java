package org.sgvae.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CorrelationTest {
    @Test
    void pearson_agreesWithTheDefinition() {
        assertThat(Correlation.pearson(new double[] {1, 2, 3}, new double[] {1, 3, 2}))
                .isCloseTo(0.5, within(1e-15));
        assertThat(Correlation.pearson(new double[] {1, 2, 3}, new double[] {4, 4, 4}))
                .isNaN();
    }

    @Test
    void spearman_isOneForAnythingThatRises() {
        double[] x = {-3, -1, 0, 2, 5};
        assertThat(Correlation.spearman(x, new double[] {0, 1, 10, 100, 1e9})).isCloseTo(1, within(1e-15));
        assertThat(Correlation.spearman(x, new double[] {5, 4, 3, -2, -1e9})).isCloseTo(-1, within(1e-15));
    }

    /** Without ties \(1 - \frac{6 \sum d^2}{n (n^2 - 1)}\), d being the differences of the ranks. */
    @Test
    void spearman_agreesWithTheFormulaOfRankDifferences() {
        double[] x = {86, 97, 99, 100, 101, 103, 106, 110, 112, 113};
        double[] y = {2, 20, 28, 27, 50, 29, 7, 17, 6, 12}; // squared differences of ranks add up to 194
        assertThat(Correlation.spearman(x, y)).isCloseTo(1 - 6 * 194 / 990.0, within(1e-12));
    }

    @Test
    void spearman_givesTiesTheirMeanRank() {
        double[] tied = {1, 2, 2, 3};
        assertThat(Correlation.spearman(tied, new double[] {1, 2.5, 2.5, 4})).isCloseTo(1, within(1e-15));
        assertThat(Correlation.spearman(tied, new double[] {1, 2, 3, 4}))
                .isCloseTo(
                        Correlation.pearson(new double[] {1, 2.5, 2.5, 4}, new double[] {1, 2, 3, 4}), within(1e-15));
    }
}
