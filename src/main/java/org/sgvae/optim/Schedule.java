package org.sgvae.optim;

import java.util.regex.Pattern;
import org.sgvae.json.JsonNumber;

/**
 * A number that changes during training, as a function of how far the run is: {@code from} until {@code begin},
 * {@code to} after {@code end}, and in between along a line or a half cosine.
 *
 * <p>As text, for options and files: {@code 0.01}, constant; {@code 0..1}, along a line over the whole run;
 * {@code 0..1@0.2..0.5}, from a fifth of the run to its middle; {@code cosine:0.005..0}, along a half cosine.
 * {@link #parse} and {@link #toString} are inverse.
 *
 * @param shape the way from one to the other
 * @param from value at first
 * @param to value at last
 * @param begin where the change begins, as a fraction of the run
 * @param end where it ends, as a fraction of the run
 */
public record Schedule(Shape shape, double from, double to, double begin, double end) {
    private static final String COSINE = "cosine:";
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

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
     * Reads a schedule from its text.
     *
     * @param text {@code [cosine:]from[..to][@begin[..end]]}; {@code to} is {@code from} if left out, {@code end} is
     *     {@code begin}, and both are the whole run if left out together
     * @return the schedule
     * @throws IllegalArgumentException if the text is not of this form, or its numbers are not those of a schedule
     */
    public static Schedule parse(String text) {
        boolean cosine = text.startsWith(COSINE);
        String[] parts = (cosine ? text.substring(COSINE.length()) : text).split("@", 2);
        double[] values = range(parts[0], text);
        double[] run = parts.length == 2 ? range(parts[1], text) : new double[] {0, 1};
        return new Schedule(cosine ? Shape.COSINE : Shape.LINEAR, values[0], values[1], run[0], run[1]);
    }

    /** A single number is both ends. */
    private static double[] range(String range, String text) {
        String[] ends = range.split("\\.\\.", 2);
        return new double[] {number(ends[0], text), number(ends[ends.length - 1], text)};
    }

    private static double number(String number, String text) {
        if (!NUMBER.matcher(number).matches()) {
            String problem = "'" + number + "' is not a number in the schedule '" + text + "'";
            throw new IllegalArgumentException(problem.replaceAll("\\p{Cntrl}", "?")
                    + "; write it like 0.01, 0..1, 0..1@0.2..0.5 or cosine:0.005..0");
        }
        return Double.parseDouble(number);
    }

    /** {@return the text that {@link #parse} reads as this schedule, bit for bit} */
    @Override
    public String toString() {
        boolean constant = shape == Shape.LINEAR && Double.compare(from, to) == 0 && isWholeRun();
        return (shape == Shape.COSINE ? COSINE : "")
                + text(from)
                + (constant ? "" : ".." + text(to))
                + (isWholeRun() ? "" : "@" + text(begin) + ".." + text(end));
    }

    private boolean isWholeRun() {
        return Double.compare(begin, 0) == 0 && end == 1;
    }

    /** The fewest digits that give the same bits. */
    private static String text(double number) {
        return JsonNumber.of(number).text().replaceFirst("\\.0$", "");
    }

    /**
     * Checks that no value is negative.
     *
     * @param name what the values are, for the message
     * @throws IllegalArgumentException if one is
     */
    public void requireNonNegative(String name) {
        if (from < 0 || to < 0) {
            throw new IllegalArgumentException(name + " " + this + ": must not be negative");
        }
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
