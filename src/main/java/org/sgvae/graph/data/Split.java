package org.sgvae.graph.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sgvae.graph.Graph;
import org.sgvae.random.RandomKey;

/**
 * A random split of a data set into graphs to train on, graphs to make choices by (validation) and graphs to judge
 * by (test).
 *
 * <p>Which graphs go where depends on the seed and the number of graphs alone. Isomorphic graphs may go to different
 * parts.
 *
 * @param train share of the graphs to train on, above 0
 * @param validation share for validation, at least 0
 * @param test share for the test, at least 0
 * @param seed source of the choice
 */
public record Split(double train, double validation, double test, long seed) {
    /** What keys are split by. */
    private enum Draws implements RandomKey.Purpose {
        PARTS("split");

        private final long tag;

        Draws(String name) {
            this.tag = RandomKey.tag(name);
        }

        @Override
        public long tag() {
            return tag;
        }
    }

    /** Everything is trained on. */
    public static final Split NONE = new Split(1, 0, 0, 1);

    private static final Pattern GRAMMAR = Pattern.compile("([^,=]+),([^,=]+),([^,=]+)(?:,seed=(-?\\d{1,18}))?");
    private static final double ROUNDING = 1e-9;

    /**
     * Checks the shares.
     *
     * @throws IllegalArgumentException if they do not add up to 1, one is negative, or nothing is left to train on
     */
    public Split {
        if (!(train > 0 && validation >= 0 && test >= 0 && Math.abs(train + validation + test - 1) < ROUNDING)) {
            throw new IllegalArgumentException("split " + train + "," + validation + "," + test
                    + ": give three shares that add up to 1, the first above 0, such as 0.8,0.1,0.1");
        }
    }

    /**
     * The parts of a data set; each has the kind, the types and the distribution of the whole, and its graphs in their order there.
     *
     * @param train graphs to train on
     * @param validation graphs to make choices by; empty where their share is 0
     * @param test graphs to judge by; empty where their share is 0
     */
    public record Parts(DataSet train, Optional<DataSet> validation, Optional<DataSet> test) {}

    /**
     * Reads shares as they are asked for: {@code TRAIN,VALIDATION,TEST}, such as {@code 0.8,0.1,0.1}, with {@code
     * ,seed=S} after it where the
     * seed is not 1.
     *
     * @param text as above
     * @return the split
     * @throws IllegalArgumentException if it is not of this form, or the shares are wrong
     */
    public static Split parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            throw notUnderstood(text);
        }
        try {
            return new Split(
                    Double.parseDouble(matcher.group(1)),
                    Double.parseDouble(matcher.group(2)),
                    Double.parseDouble(matcher.group(3)),
                    matcher.group(4) == null ? NONE.seed : Long.parseLong(matcher.group(4)));
        } catch (NumberFormatException e) {
            throw notUnderstood(text);
        }
    }

    /** A text as errors show it. */
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static IllegalArgumentException notUnderstood(String text) {
        return new IllegalArgumentException("split \"" + oneLine(text)
                + "\" is not understood; give three shares and perhaps a seed: 0.8,0.1,0.1,seed=1");
    }

    /**
     * Splits a data set. The numbers of graphs for validation and test are rounded, training gets the others.
     *
     * @param data the whole
     * @return its parts
     * @throws IllegalArgumentException if a part with a share above 0 gets no graphs
     */
    public Parts of(DataSet data) {
        if (train == 1) {
            return new Parts(data, Optional.empty(), Optional.empty());
        }
        int count = data.graphs().size();
        int forValidation = (int) Math.round(validation * count);
        int forTest = (int) Math.round(test * count);
        int forTraining = count - forValidation - forTest;
        if (forTraining < 1 || (validation > 0 && forValidation == 0) || (test > 0 && forTest == 0)) {
            throw new IllegalArgumentException(data.name() + ": " + count + " graphs are too few for the split " + this
                    + "; give more graphs or other shares");
        }
        int[] order = RandomKey.of(seed).split(Draws.PARTS).permutation(count);
        return new Parts(
                part(data, "training", order, 0, forTraining).orElseThrow(),
                part(data, "validation", order, forTraining, forTraining + forValidation),
                part(data, "test", order, forTraining + forValidation, count));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return train + "," + validation + "," + test + ",seed=" + seed;
    }

    private static Optional<DataSet> part(DataSet data, String name, int[] order, int from, int to) {
        List<Graph> graphs = Arrays.stream(order, from, to)
                .sorted()
                .mapToObj(data.graphs()::get)
                .toList();
        return graphs.isEmpty()
                ? Optional.empty()
                : Optional.of(new DataSet(
                        data.name() + ", " + name + " part",
                        graphs,
                        data.nodeTypes(),
                        data.edgeTypes(),
                        data.kind(),
                        data.distribution()));
    }
}
