package org.sgvae.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A JSON number, kept as it is written so that 64-bit integers stay exact. Equal when written alike: {@code 1} is not {@code 1.0}.
 *
 * @param text the number in JSON's grammar, of finite value
 */
public record JsonNumber(String text) implements JsonValue {
    private static final Pattern GRAMMAR = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

    /**
     * Checks the grammar.
     *
     * @param text the number in JSON's grammar
     * @throws IllegalArgumentException if the text is not a JSON number or overflows a double
     */
    public JsonNumber {
        if (!GRAMMAR.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    Json.excerpt(text) + " is not a JSON number; write it like 12, -0.5 or 1e-3");
        }
        if (Double.isInfinite(Double.parseDouble(text))) {
            throw new IllegalArgumentException(
                    Json.excerpt(text) + " is too large for a double; write a number up to " + Double.MAX_VALUE);
        }
    }

    /**
     * A whole number.
     *
     * @param value any integer
     * @return the number, written without a point
     */
    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /**
     * A double, written with the fewest digits that read back as the same bits.
     *
     * @param value a finite number
     * @return the number, written with a point or an exponent
     * @throws IllegalArgumentException if the value is NaN or infinite
     */
    public static JsonNumber of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " has no JSON form; leave it out or write null on purpose");
        }
        return new JsonNumber(shortest(value));
    }

    /**
     * The nearest double.
     *
     * @return a finite number
     */
    public double toDouble() {
        return Double.parseDouble(text);
    }

    /**
     * The exact integer.
     *
     * @return the integer, or empty if the number is written with a point or an exponent or needs more than 64 bits
     */
    public OptionalLong toLong() {
        if (!WHOLE.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException tooLong) {
            return OptionalLong.empty();
        }
    }

    /**
     * Not {@code Double.toString}: before JDK 19 it sometimes gives a digit too many, and files must not depend on the JVM.
     * A normal double that has a decimal form of up to 15 digits is found at 15; 17 always suffice.
     */
    private static String shortest(double value) {
        if (value == 0) {
            return Double.toString(value); // BigDecimal has no -0.0
        }
        BigDecimal exact = new BigDecimal(value);
        int digits = Math.abs(value) < Double.MIN_NORMAL ? 1 : 15;
        BigDecimal decimal = exact;
        for (boolean found = false; !found; digits++) {
            decimal = exact.round(new MathContext(digits));
            found = decimal.doubleValue() == value;
            if (!found) { // at a power of two the doubles above lie farther apart than those below
                decimal = exact.round(new MathContext(digits, RoundingMode.UP));
                found = decimal.doubleValue() == value;
            }
        }
        decimal = decimal.stripTrailingZeros();
        boolean plain = Math.abs(value) >= 1e-5 && Math.abs(value) < 1e16;
        if (plain) {
            return decimal.setScale(Math.max(1, decimal.scale())).toPlainString();
        }
        int exponent = decimal.precision() - decimal.scale() - 1;
        return decimal.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
}
