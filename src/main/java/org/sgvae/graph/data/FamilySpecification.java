package org.sgvae.graph.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Graphs of a family asked for as {@code NAME:SIZES,OPTION=VALUE,FLAG,…}, taken apart for {@link GraphFamily#parse}; errors begin with the
 * whole.
 */
public final class FamilySpecification {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
    private static final Pattern RECTANGLES = Pattern.compile("(\\d{1,9})x(\\d{1,9})(?:-(\\d{1,9})x(\\d{1,9}))?");
    private static final Pattern OPTION = Pattern.compile("(\\w+)(?:=([^,=]+))?");

    private final String text;
    private final String form;
    private final String sizes;
    private final Map<String, String> options = new TreeMap<>();
    private final Set<String> known = new TreeSet<>(); // options that were looked for

    /**
     * Numbers of nodes.
     *
     * @param min the least
     * @param max the greatest
     */
    public record Range(int min, int max) {
        /** {@return how many numbers there are} */
        public int count() {
            return max - min + 1;
        }

        /**
         * Whether a number is one of them.
         *
         * @param nodes the number
         * @return true from {@code min} to {@code max}
         */
        public boolean contains(int nodes) {
            return min <= nodes && nodes <= max;
        }
    }

    /**
     * Takes a specification apart.
     *
     * @param text the whole, with a colon
     * @param form what it should look like, {@link GraphFamily#form}, for errors
     * @throws IllegalArgumentException if something is no option, or one comes twice
     */
    FamilySpecification(String text, String form) {
        this.text = text;
        this.form = form;
        List<String> parts = Arrays.asList(text.substring(text.indexOf(':') + 1).split(",", -1));
        sizes = parts.get(0);
        for (String part : parts.subList(1, parts.size())) {
            Matcher option = OPTION.matcher(part);
            if (!option.matches()) {
                throw wrong(": \"" + part + "\" is no option; use " + form);
            }
            String value = option.group(2);
            if (options.put(option.group(1), value == null ? "" : value) != null) {
                throw wrong(": option " + option.group(1) + " comes twice; leave one out");
            }
        }
    }

    /**
     * Sizes as MIN-MAX, or N alone.
     *
     * @param least least MIN
     * @param most greatest MAX
     * @return the numbers from MIN to MAX
     * @throws IllegalArgumentException if it is not that, or not {@code least <= MIN <= MAX <= most}
     */
    public Range range(int least, int most) {
        Matcher matcher = RANGE.matcher(sizes);
        if (!matcher.matches()) {
            throw wrong(" is not understood; use " + form);
        }
        int min = Integer.parseInt(matcher.group(1));
        int max = matcher.group(2) == null ? min : Integer.parseInt(matcher.group(2));
        if (min < least || max < min || max > most) {
            throw wrong(": " + min + " to " + max + " nodes; let " + least + " <= MIN <= MAX <= " + most);
        }
        return new Range(min, max);
    }

    /**
     * Rectangles as RxC-RxC, or RxC alone: all with rows and columns in between, each shape once, as 2x3 is 3x2.
     *
     * @param least fewest rows or columns
     * @param most most rows or columns
     * @return for each its rows and columns
     * @throws IllegalArgumentException if it is not that, or not {@code least <= MIN <= MAX <= most} for rows and for columns
     */
    public List<int[]> rectangles(int least, int most) {
        Matcher matcher = RECTANGLES.matcher(sizes);
        if (!matcher.matches()) {
            throw wrong(" is not understood; use " + form);
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
     * @param name of the option
     * @param preset its value where it is not given
     * @param least least value
     * @param most greatest value
     * @return the value
     * @throws IllegalArgumentException if it is not, or not from {@code least} to {@code most}
     */
    public long whole(String name, long preset, long least, long most) {
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
     * @param name of the option
     * @param preset its value where it is not given
     * @param most greatest value
     * @return the value
     * @throws IllegalArgumentException if it is not a number from 0 to {@code most}
     */
    public double share(String name, double preset, double most) {
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
     * An option that is a text.
     *
     * @param name of the option
     * @param preset its value where it is not given
     * @return the value, not empty
     * @throws IllegalArgumentException if it has no value
     */
    public String text(String name, String preset) {
        known.add(name);
        String value = options.getOrDefault(name, preset);
        if (value.isEmpty()) {
            throw wrong(": give " + name + " a value, such as " + name + "=" + preset);
        }
        return value;
    }

    /**
     * An option without a value.
     *
     * @param name of the option
     * @return whether it is there
     * @throws IllegalArgumentException if it has a value
     */
    public boolean flag(String name) {
        known.add(name);
        String value = options.get(name);
        if (value != null && !value.isEmpty()) {
            throw wrong(": " + name + "=" + value + "; give " + name + " without a value");
        }
        return value != null;
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

    /**
     * What to throw about this specification.
     *
     * @param what is wrong with it, and after a semicolon how to mend it
     * @return an exception that names the specification first
     */
    public IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(Split.oneLine("data set \"" + text + "\"" + what));
    }
}
