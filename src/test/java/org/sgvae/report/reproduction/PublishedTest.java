package org.sgvae.report.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgvae.statistics.Estimate;

class PublishedTest {
    /** Ten means of the same quantity: their scatter tells the error of one, and the printed error is far from it. */
    @Test
    void scatterOfTheMeans_isTheCorrectedErrorAndNotThePrintedOne() {
        double scatter = Math.sqrt(10) * Estimate.ofMean(Published.MEAN_LENGTHS).standardError();
        double corrected =
                IntStream.range(0, 10).mapToDouble(Published::error).average().orElseThrow();
        double printed = Arrays.stream(Published.PRINTED_ERRORS).average().orElseThrow();
        assertThat(scatter / corrected).isBetween(0.7, 1.4); // a 90 % interval of nine degrees of freedom
        assertThat(scatter / printed).isGreaterThan(10);
        assertThat(Published.COORDINATES).hasSize(10).isSorted();
    }
}
