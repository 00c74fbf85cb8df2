package org.sgvae.graph;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Data sets by specification:
 *
 * <ul>
 *   <li>{@code cycles:MIN-MAX} – cycles of MIN to MAX nodes, {@value #PER_LENGTH} of each length;
 *   <li>{@code cycles:N} – cycles of N nodes;
 *   <li>{@code cycles:MIN-MAX,count=K} – K cycles in all, the lengths in turn;
 *   <li>a file whose name ends in {@code .g6} or {@code .jsonl}.
 * </ul>
 */
public final class DataSets {

    /** The reference data: 100 cycles, 10 of each length 5–14. */
    public static final String REFERENCE = "cycles:5-14";

    private static final int PER_LENGTH = 10;
    private static final int MAX_CYCLE = 100_000;
    private static final int MAX_COUNT = 10_000_000;
    private static final String CYCLES = "cycles:";
    private static final Pattern CYCLES_GRAMMAR = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?(?:,count=(\\d{1,9}))?");
    private static final String USAGE = "use cycles:MIN-MAX, cycles:MIN-MAX,count=K, or a file ending in .g6 or .jsonl";

    private DataSets() {}

    /**
     * The data set of a specification.
     *
     * @param specification as above
     * @return the data set, named as it was specified
     * @throws IOException if it is a file that cannot be read
     * @throws IllegalArgumentException if it is none of the forms above, or the file is wrong or has no graphs
     */
    public static DataSet parse(String specification) throws IOException {
        if (specification.startsWith(CYCLES)) {
            return parseCycles(specification);
        }
        try {
            Path file = Path.of(specification);
            if (GraphFormat.of(file).isPresent()) {
                return DataSet.of(specification, GraphFiles.read(file));
            }
        } catch (InvalidPathException e) {
            // not a file name on this system: the error below says what would do
        }
        throw new IllegalArgumentException("data set \"" + specification + "\" is unknown; " + USAGE);
    }

    private static DataSet parseCycles(String specification) {
        Matcher matcher = CYCLES_GRAMMAR.matcher(specification.substring(CYCLES.length()));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("data set \"" + specification + "\" is not understood; " + USAGE);
        }
        int min = Integer.parseInt(matcher.group(1));
        int max = matcher.group(2) == null ? min : Integer.parseInt(matcher.group(2));
        if (min < 3 || max < min || max > MAX_CYCLE) {
            throw new IllegalArgumentException("data set \"" + specification + "\": lengths " + min + " to " + max
                    + "; let 3 <= MIN <= MAX <= " + MAX_CYCLE);
        }
        int count = matcher.group(3) == null ? PER_LENGTH * (max - min + 1) : Integer.parseInt(matcher.group(3));
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "data set \"" + specification + "\": " + count + " graphs; ask for 1 to " + MAX_COUNT);
        }
        return cycles(specification, min, max, count);
    }

    private static DataSet cycles(String name, int min, int max, int count) {
        List<Graph> byLength = new ArrayList<>();
        for (int n = min; n <= max && byLength.size() < count; n++) {
            byLength.add(GraphFamilies.cycle(n));
        }
        List<Graph> graphs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            graphs.add(byLength.get(i % byLength.size())); // graphs are immutable: equal ones may be one
        }
        return new DataSet(name, graphs, 1, 1, GraphKind.CYCLE);
    }
}
