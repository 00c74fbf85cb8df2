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
    /**
     * Where values are multiples of a power of two, since more was lost inside the function than its value tells, the steps
     * 1, 1/2, 1/4, … may agree on a wrong slope. Steps that are not aligned with them do not.
     */
    private static final double[] OTHER_UNITS = {0.7, 0.83};

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
            NumericSlope.Sides sides = NumericSlope.sides(along, value, unit);
            double difference = Math.abs(analytic - numeric.value());
            double scale = Math.max(floor, Math.max(Math.abs(analytic), Math.abs(numeric.value())));
            Diagnosis diagnosis = Diagnosis.AGREES;
            if (!Double.isFinite(difference)) {
                diagnosis = Diagnosis.NOT_FINITE;
            } else if (difference > tolerance * scale) {
                NumericSlope.Sides wider = NumericSlope.sides(along, value, 64 * unit);
                double doubt = numeric.error();
                for (double other : OTHER_UNITS) {
                    NumericSlope again = NumericSlope.of(along, other * unit, floor);
                    doubt = Math.max(doubt, Math.abs(again.value() - numeric.value()));
                }
                diagnosis = diagnose(analytic, difference, doubt, sides, wider);
            }
            boolean single = to - from == 1;
            return new Finding(
                    parameter.name,
                    single ? from / matrix.numCols : -1,
                    single ? from % matrix.numCols : -1,
                    analytic,
                    numeric.value(),
                    sides.left(),
                    sides.right(),
                    numeric.error(),
                    difference / scale,
                    diagnosis);
        } finally {
            System.arraycopy(point, 0, matrix.data, from, to - from);
        }
    }

    private static Diagnosis diagnose(
            double analytic, double difference, double doubt, NumericSlope.Sides sides, NumericSlope.Sides wider) {
        boolean kink = wider.jump() > sides.jump() / 2; // its jump is the same for any step, that of round-off is not
        if (kink && sides.jump() > difference && sides.enclose(analytic)) {
            return Diagnosis.KINK;
        }
        return doubt > difference / 10 ? Diagnosis.ROUND_OFF : Diagnosis.WRONG_PULLBACK;
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
