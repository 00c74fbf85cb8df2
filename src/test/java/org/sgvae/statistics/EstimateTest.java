package org.sgvae.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void ofMean_hasTheStandardErrorOfTheMean() {
        Estimate mean = Estimate.ofMean(2, 4, 4, 4, 5, 5, 7, 9); // squares around 5 add up to 32
        assertThat(mean.value()).isEqualTo(5);
        assertThat(mean.standardError()).isCloseTo(Math.sqrt(32.0 / 7 / 8), within(1e-15));
    }

    @Test
    void ofMean_ofOneDrawKnowsNoError() {
        assertThat(Estimate.ofMean(3)).isEqualTo(new Estimate(3, Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(Estimate::ofMean);
    }

    @Test
    void plus_addsErrorsInSquares() {
        Estimate sum = new Estimate(1, 3).plus(-2, new Estimate(5, 2));
        assertThat(sum.value()).isEqualTo(-9);
        assertThat(sum.standardError()).isCloseTo(5, within(1e-15));
    }
}
