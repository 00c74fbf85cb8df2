package org.sgvae.site;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Compares texts with numbers in them. */
final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    /** A number that a reader may want to check: with a decimal point or of at least two digits. */
    private static final Pattern FINDING = Pattern.compile("(?<![\\w.,])(\\d+\\.\\d+|\\d[\\d,]*\\d)(?![\\w])");

    private static final BigDecimal SLACK = new BigDecimal("1.01");

    private Numbers() {}

    /**
     * Asserts that two texts are equal but for one unit in the last digit of each number: other processors round otherwise.
     *
     * @throws AssertionError if they are not
     */
    static void requireSame(String expected, String actual) {
        List<MatchResult> here = NUMBER.matcher(expected).results().toList();
        List<MatchResult> there = NUMBER.matcher(actual).results().toList();
        String words = NUMBER.matcher(expected).replaceAll("#");
        if (!words.equals(NUMBER.matcher(actual).replaceAll("#"))) {
            throw new AssertionError("expected:\n" + expected + "\nbut was:\n" + actual);
        }
        for (int i = 0; i < here.size(); i++) {
            BigDecimal a = new BigDecimal(here.get(i).group());
            BigDecimal b = new BigDecimal(there.get(i).group());
            BigDecimal unit = a.ulp().max(b.ulp()).multiply(SLACK);
            boolean whole = a.scale() == 0 && b.scale() == 0;
            if (whole ? a.compareTo(b) != 0 : a.subtract(b).abs().compareTo(unit) > 0) {
                throw new AssertionError(a + " and " + b + "; expected:\n" + expected + "\nbut was:\n" + actual);
            }
        }
    }

    /** {@return the numbers of a text, without their signs} */
    static List<String> in(String text) {
        return FINDING.matcher(text).results().map(MatchResult::group).toList();
    }
}
