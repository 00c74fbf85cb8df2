package org.sgvae.autodiff.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ElementwiseOps;

/**
 * Compares gradients with central differences.
 *
 * <pre>{@code
 * GradientCheck.assertGradients(Map.of("w", w, "b", b), tape -> loss(tape.variable(w), tape.variable(b)));
 * }</pre>
 *
 * <p>The function is called many times with one matrix or another slightly changed; after the check all are as before.
 * It must give the same value every time: if it draws random numbers, it must seed them anew. If its value is not \(1
 * \times 1\), its entries are added up with random weights.
 *
 * <p>Derivatives \(a\) (analytic) and \(n \pm e\) (numeric, with its own error estimated) agree if
 * \[ |a - n| \le \tau \max(|a|, |n|) + e \quad\text{and}\quad e \le \tau \max(|a|, |n|), \]
 * where \(\tau\) is the tolerance; if only the first holds, the check cannot tell, unless \(e\) is at most \(\tau\)
 * times the largest slope of the check. Steps are found for each slope, so functions and points may be of any scale.
 *
 * <p>Gradients of code that has nothing to do with a tape are checked alike:
 *
 * <pre>{@code
 * GradientCheck.assertGradient(
 *         x -> x[0] * Math.sin(x[1]), point, x -> new double[] {Math.sin(x[1]), x[0] * Math.cos(x[1])});
 * }</pre>
 *
 * <p>{@link ElementwiseOps#stopGradient} is made to differ from the slope, so a function with it does not pass.
 *
 * <p>Instances are immutable; {@code with…} and {@link #alongDirections} return changed copies.
 */
public final class GradientCheck {
    /** Relative error up to which derivatives agree, unless {@link #withTolerance} says otherwise. */
    public static final double DEFAULT_TOLERANCE = 1e-7;

    /** Makes a comparison at the point of the check, of a tolerance and with random numbers. */
    private interface Comparison {
        SlopeComparison start(double tolerance, SplittableRandom random);
    }

    private final Comparison comparison;
    private final double tolerance;
    private final long seed;
    private final int directions;

    private GradientCheck(Comparison comparison, double tolerance, long seed, int directions) {
        this.comparison = comparison;
        this.tolerance = tolerance;
        this.seed = seed;
        this.directions = directions;
    }

    /**
     * Prepares the check of a function of named matrices, such as all parameters of a model.
     *
     * @param parameters the matrices by name; changed and restored by {@link #run}
     * @param function computes a value from {@code tape.variable(...)} of those very matrices
     * @return the check, entry by entry
     */
    public static GradientCheck of(Map<String, DMatrixRMaj> parameters, Function<Tape, Variable> function) {
        Map<String, DMatrixRMaj> copy = new LinkedHashMap<>(parameters);
        return of((tolerance, random) -> TapeFunction.compare(copy, function, tolerance, random));
    }

    private static GradientCheck of(Comparison comparison) {
        return new GradientCheck(comparison, DEFAULT_TOLERANCE, 0, 0);
    }

    /**
     * Prepares the check of a function of variables, such as a single operation.
     *
     * @param inputs values of the variables, called {@code input 0}, {@code input 1}, … in the report; changed and
     *     restored by {@link #run}
     * @param function computes a value from the variables
     * @return the check, entry by entry
     */
    public static GradientCheck of(List<DMatrixRMaj> inputs, Function<List<Variable>, Variable> function) {
        Map<String, DMatrixRMaj> parameters = new LinkedHashMap<>();
        for (DMatrixRMaj input : inputs) {
            parameters.put("input " + parameters.size(), input);
        }
        return of(
                parameters,
                tape -> function.apply(inputs.stream().map(tape::variable).toList()));
    }

    /**
     * Prepares the check of a gradient that was computed elsewhere.
     *
     * @param function any function; it may keep or modify the arrays that it gets, each is a copy
     * @param x the point, called {@code x} in the report; not modified
     * @param gradient its derivatives there; not modified
     * @return the check, entry by entry
     * @throws IllegalArgumentException if the lengths differ
     */
    public static GradientCheck of(ToDoubleFunction<double[]> function, double[] x, double[] gradient) {
        if (x.length != gradient.length) {
            throw new IllegalArgumentException("gradient check: " + gradient.length + " derivatives for " + x.length
                    + " entries; there must be one for each");
        }
        DMatrixRMaj point = new DMatrixRMaj(1, x.length, true, x.clone());
        DMatrixRMaj claimed = new DMatrixRMaj(1, x.length, true, gradient.clone());
        return of((tolerance, random) -> new SlopeComparison(
                List.of(new SlopeComparison.Parameter("x", point, claimed, true)),
                () -> function.applyAsDouble(point.data.clone()),
                function.applyAsDouble(x.clone()),
                tolerance,
                random));
    }

    /**
     * Changes the relative error up to which derivatives agree.
     *
     * @param relativeError the tolerance
     * @return the changed check
     */
    public GradientCheck withTolerance(double relativeError) {
        return new GradientCheck(comparison, relativeError, seed, directions);
    }

    /**
     * Changes the seed of random directions and weights.
     *
     * @param newSeed the seed
     * @return the changed check
     */
    public GradientCheck withSeed(long newSeed) {
        return new GradientCheck(comparison, tolerance, newSeed, directions);
    }

    /**
     * Compares derivatives along random directions instead of each entry's: for each parameter some ±1 patterns, scaled
     * to unit length. Where one disagrees, the entry to blame is found by halving.
     *
     * @param perParameter number of directions for each parameter, at least 1
     * @return the changed check
     */
    public GradientCheck alongDirections(int perParameter) {
        return new GradientCheck(comparison, tolerance, seed, perParameter);
    }

    /**
     * Asserts that the gradients of a function of named matrices agree with differences, entry by entry; for tests.
     *
     * @param parameters the matrices by name; unchanged afterwards
     * @param function computes a value from {@code tape.variable(...)} of those very matrices
     * @throws AssertionError if they do not agree to {@link #DEFAULT_TOLERANCE}, or if that cannot be told; the message
     *     is the report
     */
    public static void assertGradients(Map<String, DMatrixRMaj> parameters, Function<Tape, Variable> function) {
        of(parameters, function).assertGradients();
    }

    /**
     * Asserts that the gradients of a function of variables agree with differences, entry by entry; for tests.
     *
     * @param inputs values of the variables; unchanged afterwards
     * @param function computes a value from the variables
     * @throws AssertionError if they do not agree to {@link #DEFAULT_TOLERANCE}, or if that cannot be told; the message
     *     is the report
     */
    public static void assertGradients(List<DMatrixRMaj> inputs, Function<List<Variable>, Variable> function) {
        of(inputs, function).assertGradients();
    }

    /**
     * Asserts that a gradient that was computed elsewhere agrees with differences, entry by entry; for tests.
     *
     * @param function any function
     * @param x the point; not modified
     * @param gradient its derivatives there; not modified
     * @throws AssertionError if they do not agree to {@link #DEFAULT_TOLERANCE}, or if that cannot be told; the message
     *     is the report
     */
    public static void assertGradient(ToDoubleFunction<double[]> function, double[] x, double[] gradient) {
        of(function, x, gradient).assertGradients();
    }

    /**
     * Asserts that the gradient of a function agrees with differences, entry by entry; for tests.
     *
     * @param function any function
     * @param x the point; not modified
     * @param gradient computes its derivatives
     * @throws AssertionError if they do not agree to {@link #DEFAULT_TOLERANCE}, or if that cannot be told; the message
     *     is the report
     */
    public static void assertGradient(
            ToDoubleFunction<double[]> function, double[] x, UnaryOperator<double[]> gradient) {
        assertGradient(function, x, gradient.apply(x.clone()));
    }

    /**
     * Runs the check and asserts that all derivatives agree.
     *
     * @throws AssertionError if they do not, or if that cannot be told; the message is the report
     * @throws IllegalArgumentException if there is no entry to check
     */
    public void assertGradients() {
        GradientReport report = run();
        if (!report.agrees()) {
            String verdict = report.disagrees()
                    ? "gradients and central differences disagree"
                    : "central differences cannot tell whether gradients are right";
            throw new AssertionError(verdict + " (seed " + seed + "): " + report);
        }
    }

    /**
     * Runs the check.
     *
     * @return what was found
     * @throws IllegalArgumentException if there is no entry to check
     * @throws IllegalStateException if the function gives different values at one point
     */
    public GradientReport run() {
        return comparison.start(tolerance, new SplittableRandom(seed)).report(directions);
    }
}
