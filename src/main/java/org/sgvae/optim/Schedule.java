package org.sgvae.optim;

/**
 * A number that changes during training, as a function of how far the run is: {@code from} until {@code begin}, {@code to} after
 * {@code end}, and in between along a line or a half cosine.
 *
 * @param shape the way from one to the other
 * @param from value at first
 * @param to value at last
 * @param begin where the change begins, as a fraction of the run
 * @param end where it ends, as a fraction of the run
 */
public record Schedule(Shape shape, double from, double to, double begin, double end) {
    /** The way from the first value to the last. */
    public enum Shape {
        /** A straight line. */
        LINEAR,
        /** A half cosine, flat at both ends. */
        COSINE
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException unless 0 ≤ begin ≤ end ≤ 1 and both values are finite
     */
    public Schedule {
        if (!(0 <= begin && begin <= end && end <= 1) || !Double.isFinite(from) || !Double.isFinite(to)) {
            throw new IllegalArgumentException("schedule from " + from + " to " + to + " between " + begin + " and "
                    + end + ": needs finite values and 0 <= begin <= end <= 1");
        }
    }

    /**
     * A number that does not change.
     *
     * @param value the number
     * @return the schedule
     */
    public static Schedule constant(double value) {
        return new Schedule(Shape.LINEAR, value, value, 0, 1);
    }

    /**
     * A straight line over a part of the run.
     *
     * @param from value at first
     * @param to value at last
     * @param begin where the line begins, as a fraction of the run
     * @param end where it ends, as a fraction of the run
     * @return the schedule
     */
    public static Schedule linear(double from, double to, double begin, double end) {
        return new Schedule(Shape.LINEAR, from, to, begin, end);
    }

    /**
     * A half cosine over a part of the run.
     *
     * @param from value at first
     * @param to value at last
     * @param begin where it begins, as a fraction of the run
     * @param end where it ends, as a fraction of the run
     * @return the schedule
     */
    public static Schedule cosine(double from, double to, double begin, double end) {
        return new Schedule(Shape.COSINE, from, to, begin, end);
    }

    /**
     * Returns the value at a point of the run.
     *
     * @param progress how much of the run is done, from 0 to 1
     * @return the value
     */
    public double at(double progress) {
        if (progress <= begin) {
            return from;
        }
        if (progress >= end) {
            return to;
        }
        double part = (progress - begin) / (end - begin);
        double moved = shape == Shape.LINEAR ? part : 0.5 - 0.5 * StrictMath.cos(StrictMath.PI * part);
        return from + (to - from) * moved;
    }
}
