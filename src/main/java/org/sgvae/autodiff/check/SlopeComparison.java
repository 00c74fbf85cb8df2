package org.sgvae.autodiff.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.check.GradientReport.Diagnosis;
import org.sgvae.autodiff.check.GradientReport.Finding;

/** One run of a {@link GradientCheck}: given gradients at a point, and the slopes of the function around it. */
final class SlopeComparison {
    /**
     * A matrix that the function depends on.
     *
     * @param name its name in the report
     * @param matrix its entries; changed and restored
     * @param gradient what is to be checked, of the same shape
     * @param isVector whether an entry is called {@code name[column]}
     */
    record Parameter(String name, DMatrixRMaj matrix, DMatrixRMaj gradient, boolean isVector) {}

    private final List<Parameter> parameters;
    private final DoubleSupplier function;
    private final double tolerance;
    private final SplittableRandom random;
    private final double value;
    private int slopes;

    /**
     * Evaluates the function twice.
     *
     * @param parameters what the function depends on, with the gradients
     * @param function its value where the parameters are now
     * @param value the value that it is known to have
     */
    SlopeComparison(
            List<Parameter> parameters,
            DoubleSupplier function,
            double value,
            double tolerance,
            SplittableRandom random) {
        this.parameters = parameters;
        this.function = function;
        this.tolerance = tolerance;
        this.random = random;
        this.value = value;
        if (parameters.stream().allMatch(parameter -> parameter.matrix.getNumElements() == 0)) {
            throw new IllegalArgumentException("gradient check: there is nothing to check: " + parameters.size()
                    + " parameters without a single entry; pass those that the function depends on");
        }
        double again = function.getAsDouble();
        if (Double.compare(value, again) != 0) {
            throw new IllegalStateException("gradient check: the function gave " + value + ", then " + again
                    + " at the same point; if it draws random numbers, seed them inside it");
        }
    }

    /** Compares all entries of all parameters, or some random directions for each. */
    GradientReport report(int directions) {
        List<List<Finding>> findings = new ArrayList<>();
        for (Parameter parameter : parameters) {
            List<Finding> some = new ArrayList<>();
            findings.add(some);
            int entries = parameter.matrix.getNumElements();
            double[] ones = new double[entries];
            Arrays.fill(ones, 1);
            for (int i = 0; directions == 0 && i < entries; i++) {
                some.add(compare(parameter, ones, i, i + 1));
            }
            for (int i = 0; entries > 0 && i < directions; i++) {
                some.add(direction(parameter));
            }
        }
        double largest = findings.stream()
                .flatMap(List::stream)
                .filter(finding -> finding.diagnosis() == Diagnosis.AGREES)
                .mapToDouble(finding -> Math.abs(finding.numeric()))
                .max()
                .orElse(0);
        List<Finding> worst = new ArrayList<>();
        for (List<Finding> some : findings) {
            some.stream()
                    .map(finding -> finding.beside(largest, tolerance))
                    .max(Finding.BY_SEVERITY)
                    .ifPresent(worst::add);
        }
        return new GradientReport(worst, slopes, tolerance, value);
    }

    /**
     * Along random signs of all entries; where that disagrees, along the half that disagrees more, down to one entry.
     */
    private Finding direction(Parameter parameter) {
        double[] signs = new double[parameter.matrix.getNumElements()];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = random.nextBoolean() ? 1 : -1;
        }
        int from = 0;
        int to = signs.length;
        Finding finding = compare(parameter, signs, from, to);
        while (finding.diagnosis().disagrees() && to - from > 1) {
            int middle = (from + to) >>> 1;
            Finding low = compare(parameter, signs, from, middle);
            Finding high = compare(parameter, signs, middle, to);
            boolean lowIsWorse = Finding.BY_SEVERITY.compare(low, high) > 0;
            Finding worse = lowIsWorse ? low : high;
            if (!worse.diagnosis().disagrees()) {
                return finding; // a small error spread over both halves
            }
            finding = worse;
            from = lowIsWorse ? from : middle;
            to = lowIsWorse ? middle : to;
        }
        return finding;
    }

    /** Compares the slopes along the signs of the entries {@code from} to {@code to - 1}, scaled to unit length. */
    private Finding compare(Parameter parameter, double[] signs, int from, int to) {
        DMatrixRMaj matrix = parameter.matrix;
        double[] point = Arrays.copyOfRange(matrix.data, from, to);
        double length = 1 / Math.sqrt(to - from);
        DoubleUnaryOperator along = t -> {
            for (int i = from; i < to; i++) {
                matrix.data[i] = point[i - from] + t * length * signs[i];
            }
            return function.getAsDouble();
        };
        double analytic = 0;
        double largest = 0;
        for (int i = from; i < to; i++) {
            analytic += length * signs[i] * parameter.gradient.data[i];
            largest = Math.max(largest, Math.abs(point[i - from]));
        }
        slopes++;
        try {
            NumericSlope numeric = NumericSlope.of(along, value, largest, tolerance);
            if (!(Math.abs(analytic - numeric.value()) <= allowed(analytic, numeric))) {
                numeric = numeric.doubted(along, value, largest);
            }
            boolean single = to - from == 1;
            LocalFit fit = numeric.fit();
            return new Finding(
                    parameter.name,
                    single && !parameter.isVector ? from / matrix.numCols : -1,
                    single ? from % matrix.numCols : -1,
                    single ? point[0] : Double.NaN,
                    analytic,
                    numeric.value(),
                    fit.left(),
                    fit.right(),
                    numeric.error(),
                    relativeError(analytic, numeric.value()),
                    fit.noise() / fit.size(),
                    diagnose(analytic, numeric));
        } finally {
            System.arraycopy(point, 0, matrix.data, from, to - from);
        }
    }

    /** How far the slopes may lie apart: the tolerance, and what the differences do not know themselves. */
    private double allowed(double analytic, NumericSlope numeric) {
        return tolerance * Math.max(Math.abs(analytic), Math.abs(numeric.value())) + numeric.error();
    }

    private static double relativeError(double analytic, double numeric) {
        return analytic == numeric ? 0 : Math.abs(analytic - numeric) / Math.max(Math.abs(analytic), Math.abs(numeric));
    }

    private Diagnosis diagnose(double analytic, NumericSlope numeric) {
        double difference = Math.abs(analytic - numeric.value());
        if (!Double.isFinite(difference)) {
            return Diagnosis.NOT_FINITE;
        }
        if (numeric.fit().flat() && analytic == 0) {
            return Diagnosis.AGREES;
        }
        if (difference > allowed(analytic, numeric)) {
            return numeric.fit().encloses(analytic) ? Diagnosis.KINK : Diagnosis.WRONG_GRADIENT;
        }
        boolean resolved = numeric.error() <= tolerance * Math.max(Math.abs(analytic), Math.abs(numeric.value()));
        return resolved ? Diagnosis.AGREES : Diagnosis.CANNOT_TELL;
    }
}
