package org.sgvae.statistics;

/**
 * The slope of the least-squares line through points, \(b = \frac{\sum (x_i - \bar x)(y_i - \bar y)}{\sum (x_i - \bar x)^2}\).
 *
 * @param estimate b, with White's (1980) standard error, which holds where the spread of y varies along x:
 *     \(\frac{\sqrt{\frac{n}{n-2} \sum (x_i - \bar x)^2 e_i^2}}{\sum (x_i - \bar x)^2}\), \(e_i\) being the residuals
 */
public record Slope(Estimate estimate) {
    /**
     * Fits the line.
     *
     * @param x abscissae, at least three; not modified
     * @param y ordinates; not modified
     * @return the slope; NaN where x does not vary or there are fewer points
     */
    public static Slope of(double[] x, double[] y) {
        int n = x.length;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < n; i++) {
            meanX += x[i] / n;
            meanY += y[i] / n;
        }
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < n; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        double slope = n < 3 ? Double.NaN : xy / xx;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double residual = y[i] - meanY - slope * (x[i] - meanX);
            squares += (x[i] - meanX) * (x[i] - meanX) * residual * residual;
        }
        return new Slope(new Estimate(slope, Math.sqrt(squares * n / (n - 2.0)) / xx));
    }

    /** {@return the 95 % interval by the normal distribution} */
    public Interval interval() {
        double half = Interval.NORMAL_95 * estimate.standardError();
        return new Interval(estimate.value() - half, estimate.value() + half);
    }
}
