package org.sgvae.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.sgvae.random.RandomKey;

class SlopeTest {
    @Test
    void slope_agreesWithASmallExample() {
        // line 1/6 + x/2, residuals -1/6, 1/3, -1/6
        Slope slope = Slope.of(new double[] {0, 1, 2}, new double[] {0, 1, 1});
        assertThat(slope.estimate().value()).isCloseTo(0.5, within(1e-15));
        assertThat(slope.estimate().standardError()).isCloseTo(Math.sqrt(3 * 2 / 36.0) / 2, within(1e-15));
    }

    @Test
    void interval_coversTheTruthWhereTheSpreadVaries() {
        int covered = 0;
        for (int repetition = 0; repetition < 1000; repetition++) {
            RandomKey key = RandomKey.of(repetition);
            double[] x = new double[300];
            double[] y = new double[300];
            for (int i = 0; i < x.length; i++) {
                x[i] = i / 100.0;
                y[i] = 2 - 0.7 * x[i] + x[i] * x[i] * key.gaussian(i);
            }
            covered += Slope.of(x, y).interval().contains(-0.7) ? 1 : 0;
        }
        assertThat(covered / 1000.0).isCloseTo(0.95, within(0.03)); // the error for equal spread would cover 0.87
    }

    @Test
    void twoPoints_haveNoSlopeToTrust() {
        assertThat(Slope.of(new double[] {0, 1}, new double[] {0, 1}).estimate().value())
                .isNaN();
    }
}
