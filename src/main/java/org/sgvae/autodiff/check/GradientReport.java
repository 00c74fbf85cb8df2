package org.sgvae.autodiff.check;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.sgvae.autodiff.Tape;

/**
 * What {@link GradientCheck} found: for each parameter, the entry where gradient and differences disagree most.
 *
 * @param worst one finding for each parameter that has entries, in the order of the parameters
 * @param slopes number of derivatives compared
 * @param tolerance relative error up to which they agree
 * @param value value of the function at the point
 */
public record GradientReport(List<Finding> worst, int slopes, double tolerance, double value) {

    /** Copies the list. */
    public GradientReport {
        worst = List.copyOf(worst);
    }

    /** Why an analytic and a numeric derivative differ, from harmless to serious. */
    public enum Diagnosis {
        /**
         * They do not: the relative error is within the tolerance, and the differences are certain enough to say so.
         */
        AGREES("agree"),
        /**
         * The differences do not resolve this slope to the tolerance, but it and their error are within the tolerance
         * of the largest slope of the check.
         */
        NEGLIGIBLE("agree, but for what is too small beside the largest slope to be told from round-off"),
        /**
         * The differences are too uncertain: they neither confirm the derivative to the tolerance nor contradict it.
         */
        CANNOT_TELL("cannot tell: the differences are lost in round-off"),
        /** The slopes to the left and to the right differ, and the analytic one lies between them or is one of them. */
        KINK("the function has a kink here; move the point away from it"),
        /** A derivative is infinite or not a number. */
        NOT_FINITE("a derivative is not finite here; look for the operation with tape.inspector().requireFinite()"),
        /** The function is smooth here and its slope is another. */
        WRONG_GRADIENT("the function is smooth here but its gradient is wrong");

        private final String text;

        Diagnosis(String text) {
            this.text = text;
        }

        /** Tells whether the derivatives differ, as far as anybody can tell. */
        public boolean disagrees() {
            return compareTo(CANNOT_TELL) > 0;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A derivative, as claimed and by differences.
     *
     * @param parameter name of the parameter
     * @param row row of the entry, or −1 in a vector or for a random direction over all entries of the parameter
     * @param column column of the entry, or −1 for a random direction
     * @param at value of the entry, or not a number for a random direction
     * @param analytic derivative from {@link Tape#backward} or from the caller
     * @param numeric derivative from central differences
     * @param left slope of the function to the left of the point
     * @param right slope of the function to the right of the point
     * @param numericError bound of the absolute error of {@code numeric}
     * @param relativeError {@code |analytic − numeric|}, relative to the larger of the two, or to the largest slope of
     *     the check if this one is {@link Diagnosis#NEGLIGIBLE}
     * @param noise what a smooth curve leaves over of the function around the point, relative to its value
     * @param diagnosis why they differ
     */
    public record Finding(
            String parameter,
            int row,
            int column,
            double at,
            double analytic,
            double numeric,
            double left,
            double right,
            double numericError,
            double relativeError,
            double noise,
            Diagnosis diagnosis) {

        static final Comparator<Finding> BY_SEVERITY =
                Comparator.comparing(Finding::diagnosis).thenComparing(Finding::relativeError);

        /** Forgives what cannot be told if it is negligible beside the largest slope. */
        Finding beside(double largest, double tolerance) {
            if (diagnosis != Diagnosis.CANNOT_TELL || !(numericError <= tolerance * largest)) {
                return this;
            }
            return new Finding(
                    parameter,
                    row,
                    column,
                    at,
                    analytic,
                    numeric,
                    left,
                    right,
                    numericError,
                    Math.abs(analytic - numeric) / largest,
                    noise,
                    Diagnosis.NEGLIGIBLE);
        }

        /** {@return the entry, for instance {@code weight[2, 1]}} */
        public String place() {
            if (column < 0) {
                return parameter + " along a random direction";
            }
            return parameter + (row < 0 ? "[" : "[" + row + ", ") + column + "]";
        }

        @Override
        public String toString() {
            String value = column < 0 ? "" : String.format(Locale.ROOT, " = %.12g", at);
            return String.format(
                    Locale.ROOT,
                    "%s%s: relative error %.2e; analytic %.12g, numeric %.12g ± %.0e, left %.8g, right %.8g: %s%s",
                    place(),
                    value,
                    relativeError,
                    analytic,
                    numeric,
                    numericError,
                    left,
                    right,
                    diagnosis,
                    ProbableCause.of(this));
        }
    }

    /** Tells whether every derivative agrees within the tolerance. False where one cannot be told. */
    public boolean agrees() {
        return worst.stream().allMatch(finding -> finding.diagnosis().compareTo(Diagnosis.CANNOT_TELL) < 0);
    }

    /** Tells whether a derivative is wrong, not finite or at a kink. False where it merely cannot be told. */
    public boolean disagrees() {
        return worst.stream().anyMatch(finding -> finding.diagnosis().disagrees());
    }

    /** {@return the largest relative error} */
    public double worstRelativeError() {
        return worst.stream().mapToDouble(Finding::relativeError).max().orElse(0);
    }

    /** A line for each parameter, the most serious first. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d derivatives of a function with value %.12g, tolerance %.1e, worst relative error %.2e",
                slopes,
                value,
                tolerance,
                worstRelativeError()));
        worst.stream()
                .sorted(Finding.BY_SEVERITY.reversed())
                .forEach(finding -> text.append("\n  ").append(finding));
        return text.toString();
    }
}
