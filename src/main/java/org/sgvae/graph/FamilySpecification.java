package org.sgvae.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A data set asked for as {@code NAME:SIZES,OPTION=VALUE,…}, taken apart; errors begin with the whole. */
final class FamilySpecification {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
    private static final Pattern RECTANGLES = Pattern.compile("(\\d{1,9})x(\\d{1,9})(?:-(\\d{1,9})x(\\d{1,9}))?");
    private static final Pattern OPTION = Pattern.compile("(\\w+)=([^,=]+)");

    private final String text;
    private final String sizes;
    private final Map<String, String> options = new TreeMap<>();
    private final Set<String> known = new TreeSet<>(); // options that were looked for

    /**
     * @param text the whole, with a colon
     * @throws IllegalArgumentException if an option has no value or comes twice
     */
    FamilySpecification(String text) {
        this.text = text;
        List<String> parts = Arrays.asList(text.substring(text.indexOf(':') + 1).split(",", -1));
        sizes = parts.get(0);
        for (String part : parts.subList(1, parts.size())) {
            Matcher option = OPTION.matcher(part);
            if (!option.matches()) {
                throw wrong(": \"" + part + "\" is no option; write OPTION=VALUE");
            }
            if (options.put(option.group(1), option.group(2)) != null) {
                throw wrong(": option " + option.group(1) + " comes twice; leave one out");
            }
        }
    }

    /**
     * Sizes as MIN-MAX, or N alone.
     *
     * @return the two ends
     * @throws IllegalArgumentException if it is not that, or not {@code least <= MIN <= MAX <= most}
     */
    int[] range(int least, int most) {
        Matcher matcher = RANGE.matcher(sizes);
        if (!matcher.matches()) {
            throw wrong(" is not understood; " + DataSets.USAGE);
        }
        int min = Integer.parseInt(matcher.group(1));
        int max = matcher.group(2) == null ? min : Integer.parseInt(matcher.group(2));
        if (min < least || max < min || max > most) {
            throw wrong(": " + min + " to " + max + " nodes; let " + least + " <= MIN <= MAX <= " + most);
        }
        return new int[] {min, max};
    }

    /**
     * Rectangles as RxC-RxC, or RxC alone: all with rows and columns in between, each shape once, as 2x3 is 3x2.
     *
     * @return for each rows and columns
     * @throws IllegalArgumentException if it is not that, or not {@code least <= MIN <= MAX <= most} for rows and for columns
     */
    List<int[]> rectangles(int least, int most) {
        Matcher matcher = RECTANGLES.matcher(sizes);
        if (!matcher.matches()) {
            throw wrong(" is not understood; use grids:RxC-RxC, such as grids:2x2-5x5");
        }
        int[] ends = new int[4];
        for (int i = 0; i < 4; i++) {
            ends[i] = Integer.parseInt(matcher.group(matcher.group(3) == null ? i % 2 + 1 : i + 1));
        }
        if (Math.min(ends[0], ends[1]) < least
                || ends[2] < ends[0]
                || ends[3] < ends[1]
                || Math.max(ends[2], ends[3]) > most) {
            throw wrong(": grids of " + sizes + "; let " + least + " <= smallest <= largest <= " + most
                    + " for rows and for columns");
        }
        List<int[]> rectangles = new ArrayList<>();
        for (int rows = ends[0]; rows <= ends[2]; rows++) {
            for (int columns = ends[1]; columns <= ends[3]; columns++) {
                if (rows <= columns
                        || columns < ends[0]
                        || rows > ends[3]) { // else it was there with its sides swapped
                    rectangles.add(new int[] {rows, columns});
                }
            }
        }
        return rectangles;
    }

    /**
     * An option that is a whole number.
     *
     * @throws IllegalArgumentException if it is not, or not from {@code least} to {@code most}
     */
    long whole(String name, long preset, long least, long most) {
        known.add(name);
        String value = options.get(name);
        if (value == null) {
            return preset;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the error below says what would do
        }
        throw wrong(": " + name + "=" + value + "; give a whole number from " + least + " to " + most);
    }

    /**
     * An option that is a probability.
     *
     * @throws IllegalArgumentException if it is not a number from 0 to {@code most}
     */
    double share(String name, double preset, double most) {
        known.add(name);
        String value = options.get(name);
        if (value == null) {
            return preset;
        }
        try {
            double number = Double.parseDouble(value);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the error below says what would do
        }
        throw wrong(": " + name + "=" + value + "; give a number from 0 to " + most);
    }

    /**
     * Checks that every option was looked for.
     *
     * @throws IllegalArgumentException if one was not
     */
    void requireNoOther() {
        for (String name : options.keySet()) {
            if (!known.contains(name)) {
                throw wrong(": option " + name + " is unknown; use " + String.join(", ", known));
            }
        }
    }

    /** What to throw about this specification. */
    IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(Split.oneLine("data set \"" + text + "\"" + what));
    }
}
