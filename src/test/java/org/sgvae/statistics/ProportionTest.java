package org.sgvae.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
    /** Newcombe (1998), "Two-sided confidence intervals for the single proportion", Table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void wilson_agreesWithPublishedValues(int successes, int trials, double low, double high) {
        Interval interval = new Proportion(successes, trials).wilson();
        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void wilson_endsSolveTheScoreEquation() {
        Proportion share = new Proportion(9950, 10000);
        for (double p : new double[] {share.wilson().low(), share.wilson().high()}) {
            double score = (share.value() - p) / Math.sqrt(p * (1 - p) / share.trials());
            assertThat(Math.abs(score)).isCloseTo(1.959963984540054, within(1e-9));
        }
    }

    @Test
    void standardError_isTheBinomialOne() {
        assertThat(new Proportion(20, 100).standardError()).isCloseTo(0.04, within(1e-15));
    }

    @Test
    void proportion_rejectsImpossibleCounts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Proportion(3, 2))
                .withMessageContaining("3 successes");
        assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(0, 0));
    }
}
