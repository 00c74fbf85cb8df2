package org.sgvae.autodiff;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What {@link GradientCheck} found: for each parameter, the entry where gradient and differences disagree most.
 *
 * @param worst one finding for each parameter that has entries, in the order of the parameters
 * @param slopes number of derivatives compared
 * @param tolerance relative error up to which they agree
 */
public record GradientReport(List<Finding> worst, int slopes, double tolerance) {

    /** Copies the list. */
    public GradientReport {
        worst = List.copyOf(worst);
    }

    /** Why an analytic and a numeric derivative differ, from harmless to serious. */
    public enum Diagnosis {
        /** They do not: the relative error is within the tolerance. */
        AGREES("agree"),
        /** The differences themselves are no more certain than that. */
        ROUND_OFF("the differences are lost in round-off; shift or scale the function, or take a larger tolerance"),
        /** The slopes to the left and to the right differ, and the analytic one lies between them or is one of them. */
        KINK("the function has a kink here; move the point away from it"),
        /** A derivative is infinite or not a number. */
        NOT_FINITE("a derivative is not finite here; look for the operation with tape.inspector().requireFinite()"),
        /** The function is smooth here and its slope is another. */
        WRONG_PULLBACK("the function is smooth here but its gradient is wrong; look at the pullbacks");

        private final String text;

        Diagnosis(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A derivative, by pullbacks and by differences.
     *
     * @param parameter name of the parameter
     * @param row row of the entry, or −1 for a random direction over all entries of the parameter
     * @param column column of the entry, or −1 for a random direction
     * @param analytic derivative from {@link Tape#backward}
     * @param numeric derivative from central differences
     * @param left slope of the function to the left of the point
     * @param right slope of the function to the right of the point
     * @param numericError estimate of the absolute error of {@code numeric}
     * @param relativeError {@code |analytic − numeric|} by the scale that {@link GradientCheck} defines
     * @param diagnosis why they differ
     */
    public record Finding(
            String parameter,
            int row,
            int column,
            double analytic,
            double numeric,
            double left,
            double right,
            double numericError,
            double relativeError,
            Diagnosis diagnosis) {

        static final Comparator<Finding> BY_SEVERITY =
                Comparator.comparing(Finding::diagnosis).thenComparing(Finding::relativeError);

        @Override
        public String toString() {
            String where = row < 0 ? " along a random direction" : "[" + row + ", " + column + "]";
            return String.format(
                    Locale.ROOT,
                    "%s%s: relative error %.2e; analytic %.12g, numeric %.12g ± %.0e, left %.8g, right %.8g: %s",
                    parameter,
                    where,
                    relativeError,
                    analytic,
                    numeric,
                    numericError,
                    left,
                    right,
                    diagnosis);
        }
    }

    /** Tells whether every derivative agrees within the tolerance. */
    public boolean agrees() {
        return worst.stream().allMatch(finding -> finding.diagnosis() == Diagnosis.AGREES);
    }

    /** {@return the largest relative error, 0 if there was nothing to compare} */
    public double worstRelativeError() {
        return worst.stream().mapToDouble(Finding::relativeError).max().orElse(0);
    }

    /** A line for each parameter, the most serious first. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d derivatives, tolerance %.1e, worst relative error %.2e",
                slopes,
                tolerance,
                worstRelativeError()));
        worst.stream()
                .sorted(Finding.BY_SEVERITY.reversed())
                .forEach(finding -> text.append("\n  ").append(finding));
        return text.toString();
    }
}
