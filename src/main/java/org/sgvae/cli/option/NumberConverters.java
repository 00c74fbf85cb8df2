package org.sgvae.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers in a range, as values of options. */
public final class NumberConverters {
    private NumberConverters() {}

    /** A whole number of at least 1. */
    public static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return wholeNumber(text, 1);
        }
    }

    /** A whole number of at least 0. */
    public static final class CountOrNone implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return wholeNumber(text, 0);
        }
    }

    /** A finite number of at least 0. */
    public static final class NonNegative implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return nonNegative(text);
        }
    }

    /** A number above 0, or {@code none}, which is infinite. */
    static final class Limit implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double limit = text.equals("none") ? Double.POSITIVE_INFINITY : nonNegative(text);
            if (limit == 0) {
                throw new TypeConversionException("'" + text + "' is not a number above 0 or none");
            }
            return limit;
        }
    }

    private static int wholeNumber(String text, int least) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same message
        }
        throw new TypeConversionException(
                "'" + text + "' is not a whole number from " + least + " to " + Integer.MAX_VALUE);
    }

    static double nonNegative(String text) {
        try {
            double number = Double.parseDouble(text);
            if (number >= 0 && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same message
        }
        throw new TypeConversionException("'" + text + "' is not a number of at least 0");
    }
}
