package org.sgvae.dual;

import java.util.Arrays;

/**
 * A number and its derivative along one direction (Clifford's dual numbers).
 *
 * @param value the number
 * @param slope its derivative
 */
public record Dual(double value, double slope) {
    public static final Dual ZERO = of(0);

    public static Dual of(double constant) {
        return new Dual(constant, 0);
    }

    public Dual plus(Dual b) {
        return new Dual(value + b.value, slope + b.slope);
    }

    public Dual plus(double b) {
        return new Dual(value + b, slope);
    }

    public Dual minus(Dual b) {
        return new Dual(value - b.value, slope - b.slope);
    }

    public Dual times(Dual b) {
        return new Dual(value * b.value, slope * b.value + value * b.slope);
    }

    public Dual times(double factor) {
        return new Dual(value * factor, slope * factor);
    }

    public Dual over(Dual b) {
        return new Dual(value / b.value, (slope * b.value - value * b.slope) / (b.value * b.value));
    }

    public Dual negate() {
        return times(-1);
    }

    public Dual exp() {
        return new Dual(Math.exp(value), Math.exp(value) * slope);
    }

    public Dual log() {
        return new Dual(Math.log(value), slope / value);
    }

    public Dual expm1() {
        return new Dual(Math.expm1(value), Math.exp(value) * slope);
    }

    public Dual log1p() {
        return new Dual(Math.log1p(value), slope / (1 + value));
    }

    public Dual sqrt() {
        return new Dual(Math.sqrt(value), slope / (2 * Math.sqrt(value)));
    }

    public Dual tanh() {
        double cosh = Math.cosh(value);
        return new Dual(Math.tanh(value), slope / (cosh * cosh));
    }

    public Dual sigmoid() {
        return of(1).over(negate().exp().plus(1));
    }

    public Dual softplus() {
        return new Dual(Math.log1p(Math.exp(value)), slope / (1 + Math.exp(-value)));
    }

    public Dual relu() {
        return value > 0 ? this : ZERO;
    }

    public static Dual sum(Dual... x) {
        return Arrays.stream(x).reduce(ZERO, Dual::plus);
    }

    /** log(softmax(x)), by its definition: for numbers whose exponentials do not overflow. */
    public static Dual[] logSoftmax(Dual... x) {
        Dual logSum = sum(Arrays.stream(x).map(Dual::exp).toArray(Dual[]::new)).log();
        return Arrays.stream(x).map(entry -> entry.minus(logSum)).toArray(Dual[]::new);
    }
}
