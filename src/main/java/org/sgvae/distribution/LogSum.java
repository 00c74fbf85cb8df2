package org.sgvae.distribution;

import org.sgvae.kernel.ElementaryFunctions;

/** Sums of probabilities given by their logarithms. */
public final class LogSum {
    private LogSum() {}

    /**
     * Returns \(\ln \sum_i e^{a_i}\) without overflow.
     *
     * @param logTerms \(a_i\), nats; −∞ for a term that is zero; not modified
     * @return the logarithm of the sum; −∞ where all terms are zero
     */
    public static double of(double... logTerms) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double term : logTerms) {
            largest = Math.max(largest, term);
        }
        if (largest == Double.NEGATIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (double term : logTerms) {
            sum += ElementaryFunctions.exp(term - largest);
        }
        return largest + ElementaryFunctions.log(sum);
    }
}
