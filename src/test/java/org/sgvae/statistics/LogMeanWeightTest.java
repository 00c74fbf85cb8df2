package org.sgvae.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sgvae.random.RandomKey;

class LogMeanWeightTest {
    @Test
    void value_isTheLogarithmOfTheMean() {
        double[] weights = {0.5, 2, 8, 1.5};
        LogMeanWeight mean =
                LogMeanWeight.of(Arrays.stream(weights).map(Math::log).toArray(), 0, 4);
        assertThat(mean.value()).isCloseTo(Math.log(3), within(1e-15));
        assertThat(mean.effectiveSamples()).isCloseTo(144 / 70.5, within(1e-12));
        assertThat(mean.standardError()).isCloseTo(Estimate.ofMean(weights).standardError() / 3, within(1e-12));
    }

    @Test
    void value_withstandsAnyScale() {
        double[] far = {-2e4, -2e4 + Math.log(3)};
        assertThat(LogMeanWeight.of(far, 0, 2).value()).isCloseTo(-2e4 + Math.log(2), within(1e-10));
        assertThat(LogMeanWeight.of(new double[] {7, 7, 7}, 0, 3)).isEqualTo(new LogMeanWeight(7, 0, 3));
    }

    @Test
    void value_ofZeroWeights_isMinusInfinity() {
        double none = Double.NEGATIVE_INFINITY;
        assertThat(LogMeanWeight.of(new double[] {none, none}, 0, 2)).isEqualTo(new LogMeanWeight(none, 0, 0));
        assertThat(LogMeanWeight.of(new double[] {none, 0}, 0, 2).value()).isCloseTo(-Math.log(2), within(1e-15));
    }

    @Test
    void standardError_isTheSpreadOverRepetitions() {
        double[] values = new double[1000];
        double[] errors = new double[1000];
        for (int repetition = 0; repetition < 1000; repetition++) {
            double[] logWeights = new double[200];
            RandomKey key = RandomKey.of(repetition);
            Arrays.setAll(logWeights, k -> 0.5 * key.gaussian(k));
            LogMeanWeight mean = LogMeanWeight.of(logWeights, 0, 200);
            values[repetition] = mean.value();
            errors[repetition] = mean.standardError();
        }
        double spread = Estimate.ofMean(values).standardError() * Math.sqrt(1000);
        assertThat(Estimate.ofMean(errors).value()).isCloseTo(spread, within(0.1 * spread));
    }
}
