package org.sgvae.autodiff.check;

import java.util.function.DoubleUnaryOperator;

/**
 * A function of one number near 0, fitted by least squares to its values at \(\pm h c_j\), eight pairs of points at
 * uneven distances: the odd part by \(a t + a_3 t^3 + a_5 t^5\), the even part by \(b |t| + b_2 t^2 + b_4 t^4\). Then
 * \(a\) is the slope, \(a \pm b\) are those to the right and to the left, and what the fit leaves over tells how far
 * both are to be trusted, whether it is round-off (h too short) or curvature, a kink or the edge of a domain (h too
 * long).
 *
 * @param h the distance of the farthest points
 * @param slope \(a\); not a number if a value was not finite
 * @param error bound of the slope's error, about 4.5 standard deviations
 * @param bend \(b\), half of the difference between the slopes to both sides
 * @param bendError bound of its error
 * @param noise root mean square of what the fit of the odd part leaves over
 * @param size largest value in magnitude
 * @param flat whether the odd part is 0, bit for bit
 */
record LocalFit(
        double h, double slope, double error, double bend, double bendError, double noise, double size, boolean flat) {
    /** Without a common measure, so that they do not meet waves in the same phase. */
    private static final double[] DISTANCES = {1, 0.9487, 0.8602, 0.7416, 0.6009, 0.4393, 0.3041, 0.1713};

    /** Times the residual over h. The bias by \(t^7\) is 7 residuals, the standard deviation by noise 2.7. */
    private static final double SLOPE_ERROR = 12;

    /** The bias by \(t^6\) is 15 residuals, the standard deviation by noise 4.8. */
    private static final double BEND_ERROR = 25;

    private static final double[] ODD = firstRowOfPseudoinverse(3, 5);
    private static final double[] EVEN = firstRowOfPseudoinverse(2, 4);
    private static final double[][] ODD_RESIDUALS = residualMaker(3, 5);
    private static final double[][] EVEN_RESIDUALS = residualMaker(2, 4);

    /**
     * Fits a function.
     *
     * @param f the function
     * @param at0 its value at 0
     * @param grid a number \(m \ge 0\): distances are rounded to differences of \(m\) to other doubles, so that a point
     *     of that magnitude is moved by just that distance
     * @param h the distance of the farthest points
     */
    static LocalFit of(DoubleUnaryOperator f, double at0, double grid, double h) {
        int n = DISTANCES.length;
        double[] odd = new double[n];
        double[] even = new double[n];
        double size = Math.abs(at0);
        boolean flat = true;
        for (int j = 0; j < n; j++) {
            double t = (grid + h * DISTANCES[j]) - grid;
            double above = f.applyAsDouble(t);
            double below = f.applyAsDouble(-t);
            if (!Double.isFinite(above) || !Double.isFinite(below) || t == 0) {
                return unknown(h, size);
            }
            double stretch = h * DISTANCES[j] / t;
            odd[j] = (above / 2 - below / 2) * stretch; // the sum of two large values would overflow
            even[j] = ((above - at0) / 2 + (below - at0) / 2) * stretch;
            size = Math.max(size, Math.max(Math.abs(above), Math.abs(below)));
            flat &= above == below;
        }
        double rounding = Math.ulp(size) / 4;
        double noise = residual(ODD_RESIDUALS, odd);
        double evenNoise = residual(EVEN_RESIDUALS, even);
        double slope = dot(ODD, odd) / h;
        double error = SLOPE_ERROR * Math.max(noise, rounding) / h;
        double bendError = BEND_ERROR * Math.max(evenNoise, rounding) / h;
        return Double.isFinite(slope) && Double.isFinite(error)
                ? new LocalFit(h, slope, error, dot(EVEN, even) / h, bendError, noise, size, flat)
                : unknown(h, size);
    }

    private static LocalFit unknown(double h, double size) {
        return new LocalFit(h, Double.NaN, Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY, 0, size, false);
    }

    /** Tells whether the slopes may be the same. */
    boolean agreesWith(LocalFit other) {
        return Math.abs(slope - other.slope) <= 2 * (error + other.error);
    }

    /** Tells whether the slopes to both sides differ for sure. */
    boolean hasKink() {
        return Math.abs(bend) > 2 * bendError && Math.abs(bend) > 1e-6 * Math.abs(slope);
    }

    double left() {
        return slope - bend;
    }

    double right() {
        return slope + bend;
    }

    /** Tells whether there is a kink and a slope lies between those to both sides, give or take a tenth. */
    boolean encloses(double other) {
        return hasKink() && Math.abs(other - slope) <= 1.1 * Math.abs(bend) + bendError;
    }

    private static double residual(double[][] maker, double[] values) {
        double sum = 0;
        for (double[] row : maker) {
            double left = dot(row, values);
            sum += left * left;
        }
        return Math.sqrt(sum / (values.length - 3));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** An orthonormal basis of the span of \(t^p, t^q, t\) at the distances, in this order, by Gram and Schmidt. */
    private static double[][] basis(int p, int q) {
        double[][] basis = new double[3][DISTANCES.length];
        int[] powers = {p, q, 1};
        for (int k = 0; k < powers.length; k++) {
            for (int j = 0; j < DISTANCES.length; j++) {
                basis[k][j] = Math.pow(DISTANCES[j], powers[k]);
            }
            for (int pass = 0; pass < 2; pass++) { // twice is enough
                for (int i = 0; i < k; i++) {
                    double along = dot(basis[i], basis[k]);
                    for (int j = 0; j < DISTANCES.length; j++) {
                        basis[k][j] -= along * basis[i][j];
                    }
                }
            }
            double length = Math.sqrt(dot(basis[k], basis[k]));
            for (int j = 0; j < DISTANCES.length; j++) {
                basis[k][j] /= length;
            }
        }
        return basis;
    }

    /** What values at the distances are to be multiplied with to give the coefficient of \(t\). */
    private static double[] firstRowOfPseudoinverse(int p, int q) {
        double[] last = basis(p, q)[2];
        double[] row = last.clone();
        double length = dot(last, DISTANCES);
        for (int j = 0; j < row.length; j++) {
            row[j] /= length;
        }
        return row;
    }

    /** The projection of values at the distances on what the fit leaves over. */
    private static double[][] residualMaker(int p, int q) {
        double[][] basis = basis(p, q);
        double[][] maker = new double[DISTANCES.length][DISTANCES.length];
        for (int i = 0; i < DISTANCES.length; i++) {
            for (int j = 0; j < DISTANCES.length; j++) {
                maker[i][j] = i == j ? 1 : 0;
                for (double[] direction : basis) {
                    maker[i][j] -= direction[i] * direction[j];
                }
            }
        }
        return maker;
    }
}
