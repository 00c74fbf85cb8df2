package org.sgvae.statistics;

import java.util.Arrays;

/** How strongly pairs of numbers go together, from −1 to 1. */
public final class Correlation {
    private Correlation() {}

    /**
     * Pearson's correlation \(\frac{\sum (x_i - \bar x)(y_i - \bar y)}{\sqrt{\sum (x_i - \bar x)^2 \sum (y_i - \bar y)^2}}\).
     *
     * @param x first numbers of the pairs; not modified
     * @param y second numbers; not modified
     * @return the correlation; NaN where one of the two does not vary
     */
    public static double pearson(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(Double.NaN);
        double meanY = Arrays.stream(y).average().orElse(Double.NaN);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }

    /**
     * Spearman's rank correlation: Pearson's of the ranks, equal numbers sharing their mean rank.
     *
     * @param x first numbers of the pairs; not modified
     * @param y second numbers; not modified
     * @return the correlation; NaN where one of the two does not vary
     */
    public static double spearman(double[] x, double[] y) {
        return pearson(ranks(x), ranks(y));
    }

    private static double[] ranks(double[] numbers) {
        double[] ranks = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            for (double other : numbers) {
                ranks[i] += other < numbers[i] ? 1 : other == numbers[i] ? 0.5 : 0;
            }
        }
        return ranks;
    }
}
