package org.sgvae.autodiff.check;

import java.util.Locale;
import org.sgvae.autodiff.check.GradientReport.Diagnosis;
import org.sgvae.autodiff.check.GradientReport.Finding;

/** What most often lies behind slopes that differ in a certain way: advice, not proof. */
final class ProbableCause {
    private static final double[] FACTORS = {2, 3, 4, 0.5, 1.0 / 3, 0.25};

    /** Of a function in float arithmetic or the like: more than rounding of doubles leaves. */
    private static final double NOISY = 1e-12;

    private ProbableCause() {}

    /** The cause of a finding, to be put behind its diagnosis; empty if nothing can be said. */
    static String of(Finding finding) {
        if (finding.diagnosis() == Diagnosis.CANNOT_TELL) {
            return finding.noise() > NOISY
                    ? String.format(
                            Locale.ROOT,
                            "; the values around the point are noisy, exact to about %d digits only (float"
                                    + " arithmetic, an inner iteration, cancellation): compute them in double"
                                    + " or take a larger tolerance",
                            Math.max(0, (int) -Math.log10(finding.noise())))
                    : "; shift the function towards 0, scale it, or take a larger tolerance";
        }
        return finding.diagnosis() == Diagnosis.WRONG_GRADIENT ? "; " + ofWrong(finding) : "";
    }

    private static String ofWrong(Finding finding) {
        double ratio = finding.analytic() / finding.numeric();
        double margin = 1e-6 + 2 * Math.abs(finding.numericError() / finding.numeric());
        if (finding.analytic() == 0) {
            return "nothing arrives at this entry: a stopped gradient, a constant in place of the variable,"
                    + " or a pullback that leaves out an input";
        }
        if (Math.abs(ratio + 1) <= margin) {
            return "the sign is reversed";
        }
        for (double factor : FACTORS) {
            if (Math.abs(Math.abs(ratio) - factor) <= margin * factor) {
                return String.format(
                        Locale.ROOT,
                        "it is %.3g times the slope: look for a factor, or a contribution counted twice or overwritten",
                        ratio);
            }
        }
        return "look at the pullbacks, or at the formula of this entry";
    }
}
