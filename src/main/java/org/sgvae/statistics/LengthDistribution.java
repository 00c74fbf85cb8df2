package org.sgvae.statistics;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sgvae.graph.Graph;

/**
 * How often each number of nodes occurs among some graphs; of a cycle the number of nodes is its length.
 *
 * @param counts number of graphs by number of nodes
 */
public record LengthDistribution(SortedMap<Integer, Integer> counts) {
    /**
     * Copies the counts.
     *
     * @param counts number of graphs by number of nodes; not modified
     */
    public LengthDistribution {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /**
     * Counts the sizes of graphs.
     *
     * @param graphs the graphs; not modified
     * @return their distribution
     */
    public static LengthDistribution of(Collection<Graph> graphs) {
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        graphs.forEach(graph -> counts.merge(graph.nodes(), 1, Integer::sum));
        return new LengthDistribution(counts);
    }

    /** {@return the number of graphs} */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Returns the share of the graphs of a size.
     *
     * @param nodes the size
     * @return its share, 0 where there are no graphs at all
     */
    public double share(int nodes) {
        return total() == 0 ? 0 : (double) counts.getOrDefault(nodes, 0) / total();
    }

    /**
     * Returns the total variation distance, \(\tfrac12 \sum_n |p_n - q_n|\): the share of graphs that would have to change their size to
     * make the distributions equal.
     *
     * @param other the other distribution
     * @return from 0 to 1; 1 where one of the two has no graphs
     */
    public double totalVariation(LengthDistribution other) {
        if (total() == 0 || other.total() == 0) {
            return 1;
        }
        TreeSet<Integer> sizes = new TreeSet<>(counts.keySet());
        sizes.addAll(other.counts.keySet());
        return 0.5
                * sizes.stream()
                        .mapToDouble(n -> Math.abs(share(n) - other.share(n)))
                        .sum();
    }

    /**
     * Returns the total variation distance that independent draws from this very distribution have from it on average, for chance alone:
     * \(\tfrac12 \sum_n \sqrt{2 p_n (1 - p_n) / (π m)}\), by the normal approximation. A measured distance means little below it.
     *
     * @param draws number of draws m
     * @return the distance; 1 for no draws
     */
    public double expectedTotalVariation(int draws) {
        return draws == 0
                ? 1
                : 0.5
                        * counts.keySet().stream()
                                .mapToDouble(n -> Math.sqrt(2 * share(n) * (1 - share(n)) / (Math.PI * draws)))
                                .sum();
    }
}
