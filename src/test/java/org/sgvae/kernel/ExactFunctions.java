package org.sgvae.kernel;

import java.math.BigDecimal;
import java.math.MathContext;

/** The elementary functions to about 40 digits, by series: the oracle for errors in units in the last place. */
public final class ExactFunctions {

    private static final MathContext DIGITS = new MathContext(45);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private ExactFunctions() {}

    /** How far a computed value is from the exact one, in units in the last place of the latter. */
    public static double ulps(double computed, BigDecimal exact) {
        double nearest = exact.doubleValue();
        if (Double.isInfinite(nearest) || Double.isInfinite(computed)) {
            return nearest == computed ? 0 : Double.POSITIVE_INFINITY;
        }
        return new BigDecimal(computed).subtract(exact).abs().doubleValue() / Math.ulp(nearest);
    }

    public static BigDecimal exp(double x) {
        return exp(new BigDecimal(x));
    }

    public static BigDecimal log(double x) {
        return log(new BigDecimal(x), StrictMath.log(x));
    }

    /** For a number within the range of normal doubles. */
    public static BigDecimal log(BigDecimal x) {
        return log(x, StrictMath.log(x.doubleValue()));
    }

    public static BigDecimal expm1(double x) {
        BigDecimal exact = new BigDecimal(x);
        if (Math.abs(x) < 1e-12) { // x + x²/2 + x³/6
            return exact.add(exact.pow(2).divide(TWO)).add(exact.pow(3).divide(BigDecimal.valueOf(6), DIGITS), DIGITS);
        }
        return exp(exact).subtract(BigDecimal.ONE, DIGITS);
    }

    public static BigDecimal log1p(double x) {
        BigDecimal exact = new BigDecimal(x);
        if (Math.abs(x) < 1e-12) { // x - x²/2 + x³/3
            return exact.subtract(exact.pow(2).divide(TWO))
                    .add(exact.pow(3).divide(BigDecimal.valueOf(3), DIGITS), DIGITS);
        }
        return log(exact.add(BigDecimal.ONE), StrictMath.log1p(x));
    }

    public static BigDecimal tanh(double x) {
        BigDecimal exact = new BigDecimal(x);
        if (Math.abs(x) < 1e-9) {
            return exact.subtract(exact.pow(3).divide(BigDecimal.valueOf(3), DIGITS), DIGITS);
        }
        BigDecimal e = exp(exact.multiply(TWO));
        return e.subtract(BigDecimal.ONE, DIGITS).divide(e.add(BigDecimal.ONE), DIGITS);
    }

    public static BigDecimal sigmoid(double x) {
        BigDecimal e = exp(x);
        return e.divide(e.add(BigDecimal.ONE), DIGITS);
    }

    public static BigDecimal softplus(double x) {
        BigDecimal e = exp(x);
        if (x < -40) {
            return e.subtract(e.pow(2).divide(TWO, DIGITS), DIGITS);
        }
        double near = Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
        return log(e.add(BigDecimal.ONE), near);
    }

    /** Taylor's series at x / 4096, then squared twelve times. */
    public static BigDecimal exp(BigDecimal x) {
        BigDecimal small = x.divide(BigDecimal.valueOf(4096), DIGITS);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int i = 1; i < 25; i++) {
            term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int i = 0; i < 12; i++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum;
    }

    /** One step of Halley's method from a value good to 1e-15: the error is cubed. */
    private static BigDecimal log(BigDecimal x, double near) {
        BigDecimal y = new BigDecimal(near);
        BigDecimal e = exp(y);
        return y.add(TWO.multiply(x.subtract(e)).divide(x.add(e), DIGITS), DIGITS);
    }
}
