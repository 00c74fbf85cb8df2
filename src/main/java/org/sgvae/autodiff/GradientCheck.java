package org.sgvae.autodiff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/**
 * Compares gradients with central differences.
 *
 * <pre>{@code
 * GradientCheck.assertGradients(Map.of("w", w, "b", b), tape -> loss(tape.variable(w), tape.variable(b)));
 * }</pre>
 *
 * <p>The function is called many times with one matrix or another slightly changed; after the check all are as before. It must
 * give the same value every time: if it draws random numbers, it must seed them anew. If its value is not \(1 \times 1\), its
 * entries are added up with random weights.
 *
 * <p>Derivatives \(a\) (analytic) and \(n\) (numeric, extrapolated to step 0) of a function with value \(f\) have the relative
 * error
 * \[ \frac{|a - n|}{\max(|a|,\ |n|,\ \max(1, |f|) / 100)}. \]
 * The last term is there because differences of \(f\) cannot resolve a derivative that is far smaller than \(f\) to many digits.
 *
 * <p>{@link ElementwiseOps#stopGradient} is made to differ from the slope, so a function with it does not pass.
 *
 * <p>Instances are immutable; {@code with…} and {@link #alongDirections} return changed copies.
 */
public final class GradientCheck {
    /** Relative error up to which derivatives agree, unless {@link #withTolerance} says otherwise. */
    public static final double DEFAULT_TOLERANCE = 1e-7;

    private final Map<String, DMatrixRMaj> parameters;
    private final Function<Tape, Variable> function;
    private final double tolerance;
    private final long seed;
    private final int directions;

    private GradientCheck(
            Map<String, DMatrixRMaj> parameters,
            Function<Tape, Variable> function,
            double tolerance,
            long seed,
            int directions) {
        this.parameters = parameters;
        this.function = function;
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
        return new GradientCheck(new LinkedHashMap<>(parameters), function, DEFAULT_TOLERANCE, 0, 0);
    }

    /**
     * Prepares the check of a function of variables, such as a single operation.
     *
     * @param inputs values of the variables, called {@code input 0}, {@code input 1}, … in the report; changed and restored
     *     by {@link #run}
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
     * Changes the relative error up to which derivatives agree.
     *
     * @param relativeError the tolerance
     * @return the changed check
     */
    public GradientCheck withTolerance(double relativeError) {
        return new GradientCheck(parameters, function, relativeError, seed, directions);
    }

    /**
     * Changes the seed of random directions and weights.
     *
     * @param newSeed the seed
     * @return the changed check
     */
    public GradientCheck withSeed(long newSeed) {
        return new GradientCheck(parameters, function, tolerance, newSeed, directions);
    }

    /**
     * Compares derivatives along random directions instead of each entry's: for each parameter some ±1 patterns, scaled to
     * unit length. Where one disagrees, the entry to blame is found by halving.
     *
     * @param perParameter number of directions for each parameter, at least 1
     * @return the changed check
     */
    public GradientCheck alongDirections(int perParameter) {
        return new GradientCheck(parameters, function, tolerance, seed, perParameter);
    }

    /**
     * Asserts that the gradients of a function of named matrices agree with differences, entry by entry; for tests.
     *
     * @param parameters the matrices by name; unchanged afterwards
     * @param function computes a value from {@code tape.variable(...)} of those very matrices
     * @throws AssertionError if they do not agree to {@link #DEFAULT_TOLERANCE}; the message is the report
     */
    public static void assertGradients(Map<String, DMatrixRMaj> parameters, Function<Tape, Variable> function) {
        of(parameters, function).assertGradients();
    }

    /**
     * Asserts that the gradients of a function of variables agree with differences, entry by entry; for tests.
     *
     * @param inputs values of the variables; unchanged afterwards
     * @param function computes a value from the variables
     * @throws AssertionError if they do not agree to {@link #DEFAULT_TOLERANCE}; the message is the report
     */
    public static void assertGradients(List<DMatrixRMaj> inputs, Function<List<Variable>, Variable> function) {
        of(inputs, function).assertGradients();
    }

    /**
     * Runs the check and asserts that all derivatives agree.
     *
     * @throws AssertionError if they do not; the message is the report
     */
    public void assertGradients() {
        GradientReport report = run();
        if (!report.agrees()) {
            throw new AssertionError("gradients and central differences disagree (seed " + seed + "): " + report);
        }
    }

    /**
     * Runs the check.
     *
     * @return what was found
     * @throws IllegalStateException if the function gives different values at one point
     */
    public GradientReport run() {
        return new SlopeComparison(parameters, function, tolerance, seed).report(directions);
    }
}
