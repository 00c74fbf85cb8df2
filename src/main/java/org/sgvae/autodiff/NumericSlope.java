package org.sgvae.autodiff;

import java.util.function.DoubleUnaryOperator;

/**
 * The derivative of a function of one number at 0, found from its values alone.
 *
 * <p>{@code value} comes from central differences \((f(h) - f(-h)) / 2h\) for \(h\) falling by halves, extrapolated to \(h =
 * 0\) by Neville's scheme (Ridders, <em>Accurate computation of F'(x) and F'(x)F''(x)</em>, 1982): of all extrapolations
 * that is taken which differs least from the two that it is made of, and that difference is its {@code error}. Steps that
 * are too long (a kink or the edge of the domain lies within them) and steps that are too short (round-off) disagree
 * among themselves and so are not taken.
 *
 * @param value the derivative
 * @param error estimate of its error, absolute
 */
record NumericSlope(double value, double error) {
    private static final int LEVELS = 20;
    private static final int COLUMNS = 5;
    private static final double FIRST_STEP = 0x1p-5;
    private static final double GOOD_ENOUGH = 1e-10;

    /** Of the one-sided slopes: short, so that they see the kink at this point and no other. */
    private static final double SIDE_STEP = 7e-6;

    /**
     * Estimates the derivative.
     *
     * @param f the function
     * @param unit the length over which it may be expected to change; steps are fractions of it
     * @param smallest slopes below this need not be told apart; the search stops at an error of 1e-10 of the slope or of this
     */
    static NumericSlope of(DoubleUnaryOperator f, double unit, double smallest) {
        NumericSlope best = new NumericSlope(Double.NaN, Double.POSITIVE_INFINITY);
        double[] longer = new double[COLUMNS];
        double[] shorter = new double[COLUMNS];
        int known = 0; // extrapolations from the longer steps
        for (int level = 0; level < LEVELS; level++) {
            double h = unit * FIRST_STEP / (1 << level);
            shorter[0] = (f.applyAsDouble(h) - f.applyAsDouble(-h)) / (2 * h);
            if (!Double.isFinite(shorter[0])) {
                known = 0; // outside the domain: start again with shorter steps
                continue;
            }
            double power = 4;
            for (int j = 1; j <= known; j++, power *= 4) {
                shorter[j] = shorter[j - 1] + (shorter[j - 1] - longer[j - 1]) / (power - 1);
                double error = Math.max(Math.abs(shorter[j] - shorter[j - 1]), Math.abs(shorter[j] - longer[j - 1]));
                if (error < best.error) {
                    best = new NumericSlope(shorter[j], error);
                }
            }
            if (best.error <= GOOD_ENOUGH * Math.max(smallest, Math.abs(best.value))) {
                break;
            }
            known = Math.min(known + 1, COLUMNS - 1);
            double[] swap = longer;
            longer = shorter;
            shorter = swap;
        }
        return best;
    }

    /** Slopes to the left and to the right of 0, \((4 f(h) - 3 f(0) - f(2h)) / 2h\) for negative and positive h. */
    record Sides(double left, double right) {
        double jump() {
            return Math.abs(right - left);
        }

        /** Tells whether a slope lies between the two, give or take a tenth. */
        boolean enclose(double slope) {
            double slack = 0.1 * jump();
            return slope >= Math.min(left, right) - slack && slope <= Math.max(left, right) + slack;
        }
    }

    /**
     * Estimates the slopes to both sides.
     *
     * @param f the function
     * @param atZero its value at 0
     * @param unit as in {@link #of}
     */
    static Sides sides(DoubleUnaryOperator f, double atZero, double unit) {
        double h = unit * SIDE_STEP;
        return new Sides(side(f, atZero, -h), side(f, atZero, h));
    }

    private static double side(DoubleUnaryOperator f, double atZero, double h) {
        return (4 * f.applyAsDouble(h) - 3 * atZero - f.applyAsDouble(2 * h)) / (2 * h);
    }
}
