package org.sgvae.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;

/** Compares estimates with what they estimate. */
public final class Errors {
    private Errors() {}

    /** The estimate must lie within four standard errors, and these must be small enough for the test to mean something. */
    public static void assertEstimates(Estimate estimate, double truth, double largestError) {
        assertThat(estimate.standardError()).isPositive().isLessThan(largestError);
        assertThat(estimate.value()).isCloseTo(truth, Offset.offset(4 * estimate.standardError()));
    }
}
