package org.sgvae.graph.data;

import java.util.Arrays;
import java.util.Locale;
import org.sgvae.graph.Isomorphism;

/**
 * How a data set is split where it is not said: into 80 % for training, 10 % for validation and 10 % for test, if there are at
 * least {@value #MIN_GRAPHS} graphs, at least a tenth of them are isomorphic to no other one, and they are not all graphs of a
 * family without randomness.
 *
 * <p>The share of graphs that are isomorphic to no other one estimates the probability that the next graph is of a class that is not
 * among them (Good 1953). Where it is small, as for ten copies of each of ten cycles, the data have nearly all classes that there
 * are: held-out graphs would not be new, and classes might be lost to training.
 *
 * @param graphs number of graphs
 * @param alone number of those that are isomorphic to no other one
 * @param complete whether they are all graphs of a family without randomness, such as all molecules of some atoms
 */
public record DefaultSplit(int graphs, int alone, boolean complete) {
    private static final Split HELD_OUT = new Split(0.8, 0.1, 0.1, Split.NONE.seed());
    private static final int MIN_GRAPHS = 100;
    private static final double MIN_ALONE = 0.1;

    /**
     * Looks at data.
     *
     * @param data the data set; not modified
     * @return what decides, and how
     * @throws IllegalArgumentException if comparing two graphs is too hard, see {@link Isomorphism}
     */
    public static DefaultSplit of(DataSet data) {
        int[] classOf = Isomorphism.classes(data.graphs());
        int[] sizes = new int[classOf.length];
        Arrays.stream(classOf).forEach(c -> sizes[c]++);
        return new DefaultSplit(
                classOf.length,
                (int) Arrays.stream(sizes).filter(size -> size == 1).count(),
                data.distribution()
                        .filter(family -> !family.isRandom() && family.sizes() <= classOf.length)
                        .isPresent());
    }

    /** {@return the split; {@link Split#NONE} where all graphs are to be trained on} */
    public Split split() {
        return graphs >= MIN_GRAPHS && alone >= MIN_ALONE * graphs && !complete ? HELD_OUT : Split.NONE;
    }

    /** {@return what was chosen and why, one line} */
    public String explanation() {
        String alike = String.format(
                Locale.ROOT, "%.1f %% of the graphs are isomorphic to no other one", 100.0 * alone / graphs);
        if (!split().equals(Split.NONE)) {
            return "graphs are split " + split() + ": " + alike;
        }
        return "all " + graphs + " graphs are for training: "
                + (complete
                        ? "there are no others of their kind"
                        : graphs < MIN_GRAPHS
                                ? "fewer than " + MIN_GRAPHS
                                        + " are too few to hold any out, so nothing tells learning from memorising"
                                : alike + ", so held-out graphs would hardly be new");
    }
}
