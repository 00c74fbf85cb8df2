package org.sgvae.statistics;

/**
 * An interval of numbers.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {
    /** The two-sided 95 % quantile of the standard normal distribution. */
    static final double NORMAL_95 = 1.959963984540054;

    /**
     * Tells whether a number lies in the interval.
     *
     * @param number the number
     * @return whether it does, ends included
     */
    public boolean contains(double number) {
        return low <= number && number <= high;
    }
}
