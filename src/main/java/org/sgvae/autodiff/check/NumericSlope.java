package org.sgvae.autodiff.check;

import java.util.function.DoubleUnaryOperator;

/**
 * The derivative of a function of one number at 0, found from its values alone, with an estimate of its own error.
 *
 * <p>{@linkplain LocalFit Fits} go from long distances to short ones, each a quarter of the one before. Of fits that do
 * not contradict each other the one with the smallest error is taken. A fit at shorter distances that contradicts it is
 * believed more, if another at nearly its distances confirms it: only the longer one may have seen a kink, the edge of
 * a domain or waves. Where the function only takes steps, as if computed in another precision, shorter distances tell
 * nothing.
 *
 * @param fit the fit that was taken
 */
record NumericSlope(LocalFit fit) {
    private static final double FIRST = 0.125;
    private static final double SHRINK = 0.25;

    /** The nodes' distances and a factor from one fit to its confirmation have no common multiples. */
    private static final double[] CONFIRMATIONS = {0.77, 1.31};

    /** Fits in a row that are so uncertain that shorter ones, still more so, will not contradict what is known. */
    private static final int HOPELESS = 3;

    private static final int STEPS = 64;

    /** Units in the last place that a change of the function must exceed to be no effect of rounding. */
    private static final double ROUNDINGS = 64;

    double value() {
        return fit.slope();
    }

    double error() {
        return fit.error();
    }

    /** Tells whether the error is at most a fraction of the slope. */
    boolean resolves(double fraction) {
        return error() <= fraction * Math.abs(value());
    }

    /**
     * Estimates the derivative.
     *
     * @param f the function
     * @param at0 its value at 0
     * @param point largest magnitude of what f moves: distances begin at an eighth of it, or of 1, and end at its last
     *     digits
     * @param tolerance relative error that is small enough
     * @return the best estimate
     */
    static NumericSlope of(DoubleUnaryOperator f, double at0, double point, double tolerance) {
        double goal = tolerance / 100;
        double start = FIRST * Math.max(1, point);
        double end = Math.max(0x1p-60, 64 * Math.ulp(point));
        NumericSlope best = new NumericSlope(LocalFit.of(f, at0, point, start));
        LocalFit longer = best.fit;
        boolean steps = false;
        int hopeless = 0;
        for (double h = SHRINK * start; h >= end && hopeless < HOPELESS; h *= SHRINK) {
            boolean constant = best.fit.flat() && (point == 0 || h < 1e-3 * point);
            if (constant || best.resolves(goal)) {
                break;
            }
            LocalFit shorter = LocalFit.of(f, at0, point, h);
            steps |= shorter.flat() && !longer.flat() && takesSteps(f, longer.h());
            if (!steps || !shorter.flat()) {
                boolean better = shorter.error() < best.error() && shorter.agreesWith(best.fit);
                boolean instead =
                        !Double.isFinite(best.error()) || contradicts(f, at0, point, shorter, longer, best.fit);
                best = better || instead ? new NumericSlope(shorter) : best;
            }
            boolean onlyNoise = shorter.error() > Math.abs(best.value()) && shorter.noise() <= 8 * best.fit.noise();
            hopeless = best.resolves(0.01) && onlyNoise ? hopeless + 1 : 0;
            longer = shorter;
        }
        return best.withLongerDistances(f, at0, point, goal);
    }

    /**
     * Goes on to longer distances as long as they say the same, and more exactly: for slopes far smaller than the
     * value.
     */
    private NumericSlope withLongerDistances(DoubleUnaryOperator f, double at0, double point, double goal) {
        NumericSlope best = this;
        for (double h = best.fit.h() / SHRINK; best.resolves(0.25) && !best.resolves(goal); h /= SHRINK) {
            LocalFit longer = LocalFit.of(f, at0, point, h);
            if (!(longer.error() < best.error()) || !longer.agreesWith(best.fit)) {
                break;
            }
            best = new NumericSlope(longer);
        }
        return best;
    }

    /**
     * Estimates the error again from other points nearby: it may have come out too small by chance.
     *
     * @param f the function
     * @param at0 its value at 0
     * @param point as in {@link #of}
     * @return the same slope, its error at least as large
     */
    NumericSlope doubted(DoubleUnaryOperator f, double at0, double point) {
        double error = error();
        for (double factor : CONFIRMATIONS) {
            LocalFit other = LocalFit.of(f, at0, point, factor * fit.h());
            if (Double.isFinite(other.slope())) {
                error = Math.max(error, Math.max(other.error(), Math.abs(other.slope() - value())));
            }
        }
        LocalFit fitted = new LocalFit(
                fit.h(), fit.slope(), error, fit.bend(), fit.bendError(), fit.noise(), fit.size(), fit.flat());
        return new NumericSlope(fitted);
    }

    /**
     * Tells whether a fit at shorter distances must be right where it differs from the best: not by noise, and not by
     * chance.
     */
    private static boolean contradicts(
            DoubleUnaryOperator f, double at0, double point, LocalFit shorter, LocalFit longer, LocalFit best) {
        double change = Math.abs(shorter.slope() - best.slope()) * shorter.h();
        if (shorter.agreesWith(best)
                || !(change > Math.max(ROUNDINGS * Math.ulp(shorter.size()), 4 * longer.noise()))) {
            return false;
        }
        LocalFit again = LocalFit.of(f, at0, point, CONFIRMATIONS[0] * shorter.h());
        return again.agreesWith(shorter) && again.flat() == shorter.flat();
    }

    /**
     * Tells a function that is constant because it only takes steps from one that is constant up to a kink: to both
     * sides, near the distance where it is no longer constant, it is constant again and again.
     */
    private static boolean takesSteps(DoubleUnaryOperator f, double h) {
        return takesStepsBeyond(f, h) && takesStepsBeyond(f, -h);
    }

    private static boolean takesStepsBeyond(DoubleUnaryOperator f, double h) {
        double last = f.applyAsDouble(2 * h);
        boolean wasConstant = false;
        int changes = 0;
        for (int i = 1; i <= STEPS; i++) {
            double next = f.applyAsDouble(h * (2 + 0.25 * i));
            boolean constant = next == last;
            changes += i > 1 && constant != wasConstant ? 1 : 0;
            wasConstant = constant;
            last = next;
        }
        return changes >= 3;
    }
}
