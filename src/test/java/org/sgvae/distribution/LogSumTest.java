package org.sgvae.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogSumTest {
    @Test
    void of_isTheLogarithmOfTheSum_atAnyScale() {
        assertThat(LogSum.of(Math.log(2), Math.log(3), Double.NEGATIVE_INFINITY))
                .isCloseTo(Math.log(5), within(1e-15));
        assertThat(LogSum.of(-2e4, -2e4)).isCloseTo(-2e4 + Math.log(2), within(1e-11));
        assertThat(LogSum.of(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
