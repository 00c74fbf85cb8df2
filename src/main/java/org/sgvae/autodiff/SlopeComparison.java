package org.sgvae.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.GradientReport.Diagnosis;
import org.sgvae.autodiff.GradientReport.Finding;

/** One run of a {@link GradientCheck}: the gradients at the point, and the slopes of the function around it. */
final class SlopeComparison {
    private record Parameter(String name, DMatrixRMaj matrix, DMatrixRMaj gradient) {}

    private final Function<Tape, Variable> function;
    private final double tolerance;
    private final SplittableRandom random;
    private final Tape forward = Tape.forwardOnly();
    private final List<Parameter> parameters = new ArrayList<>();
    private final DMatrixRMaj weights;
    private final double value;
    private int slopes;

    /** Computes the gradients. */
    SlopeComparison(
            Map<String, DMatrixRMaj> parameters, Function<Tape, Variable> function, double tolerance, long seed) {
        this.function = function;
        this.tolerance = tolerance;
        this.random = new SplittableRandom(seed);
        Tape tape = Tape.recording();
        Variable y = function.apply(tape);
        weights = new DMatrixRMaj(y.rows(), y.columns());
        for (int i = 0; i < weights.getNumElements(); i++) {
            weights.data[i] = weights.getNumElements() == 1 ? 1 : random.nextDouble(-1, 1);
        }
        value = weightedSum(y);
        if (y.needsGradient()) {
            tape.backward(y, weights);
        }
        parameters.forEach((name, matrix) -> this.parameters.add(
                new Parameter(name, matrix, tape.variable(matrix).gradient().copy())));
        double again = value();
        if (Double.compare(value, again) != 0) {
            throw new IllegalStateException("gradient check: the function gave " + value + ", then " + again
                    + " at the same point; if it draws random numbers, seed them inside it");
        }
    }

    /** Compares all entries of all parameters, or some random directions for each. */
    GradientReport report(int directions) {
        List<Finding> worst = new ArrayList<>();
        for (Parameter parameter : parameters) {
            int entries = parameter.matrix.getNumElements();
            double[] ones = new double[entries];
            Arrays.fill(ones, 1);
            List<Finding> findings = new ArrayList<>();
            for (int i = 0; directions == 0 && i < entries; i++) {
                findings.add(compare(parameter, ones, i, i + 1));
            }
            for (int i = 0; entries > 0 && i < directions; i++) {
                findings.add(direction(parameter));
            }
            findings.stream().max(Finding.BY_SEVERITY).ifPresent(worst::add);
        }
        return new GradientReport(worst, slopes, tolerance);
    }

    /** Along random signs of all entries; where that disagrees, along the half that disagrees more, down to one entry. */
    private Finding direction(Parameter parameter) {
        double[] signs = new double[parameter.matrix.getNumElements()];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = random.nextBoolean() ? 1 : -1;
        }
        int from = 0;
        int to = signs.length;
        Finding finding = compare(parameter, signs, from, to);
        while (finding.diagnosis() != Diagnosis.AGREES && to - from > 1) {
            int middle = (from + to) >>> 1;
            Finding low = compare(parameter, signs, from, middle);
            Finding high = compare(parameter, signs, middle, to);
            boolean lowIsWorse = Finding.BY_SEVERITY.compare(low, high) > 0;
            Finding worse = lowIsWorse ? low : high;
            if (worse.diagnosis() == Diagnosis.AGREES) {
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
            return value();
        };
        double analytic = 0;
        double largest = 0;
        for (int i = from; i < to; i++) {
            analytic += length * signs[i] * parameter.gradient.data[i];
            largest = Math.max(largest, Math.abs(point[i - from]));
        }
        // Not in proportion to the entry: softmax at 1e4 changes over lengths of 1 as it does at 0.
        double unit = Math.max(1, 1e-6 * largest);
        slopes++;
        try {
            double floor = Math.max(1, Math.abs(value)) / 100;
            NumericSlope numeric = NumericSlope.of(along, unit, floor);
            double left = NumericSlope.oneSided(along, value, -unit);
            double right = NumericSlope.oneSided(along, value, unit);
            double difference = Math.abs(analytic - numeric.value());
            double scale = Math.max(floor, Math.max(Math.abs(analytic), Math.abs(numeric.value())));
            boolean single = to - from == 1;
            return new Finding(
                    parameter.name,
                    single ? from / matrix.numCols : -1,
                    single ? from % matrix.numCols : -1,
                    analytic,
                    numeric.value(),
                    left,
                    right,
                    numeric.error(),
                    difference / scale,
                    diagnose(analytic, numeric, left, right, scale));
        } finally {
            System.arraycopy(point, 0, matrix.data, from, to - from);
        }
    }

    private Diagnosis diagnose(double analytic, NumericSlope numeric, double left, double right, double scale) {
        double difference = Math.abs(analytic - numeric.value());
        if (!Double.isFinite(difference)) {
            return Diagnosis.NOT_FINITE;
        }
        if (difference <= tolerance * scale) {
            return Diagnosis.AGREES;
        }
        double jump = Math.abs(right - left);
        double slack = 0.1 * jump;
        boolean between = analytic >= Math.min(left, right) - slack && analytic <= Math.max(left, right) + slack;
        if (between && jump > difference) {
            return Diagnosis.KINK;
        }
        return numeric.error() >= difference / 10 ? Diagnosis.ROUND_OFF : Diagnosis.WRONG_PULLBACK;
    }

    private double value() {
        forward.reset();
        return weightedSum(function.apply(forward));
    }

    private double weightedSum(Variable y) {
        double sum = 0;
        for (int i = 0; i < y.value().getNumElements(); i++) {
            sum += weights.data[i] * y.value().data[i];
        }
        return sum;
    }
}
