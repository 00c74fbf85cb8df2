package org.sgvae.evaluate;

import java.util.Arrays;
import java.util.Locale;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orbits;
import org.sgvae.kernel.ElementaryFunctions;

/**
 * What sets of graphs are compared by, with the descriptions, kernels and widths of GraphRNN (You et al. 2018; {@code eval/stats.py} and
 * {@code eval/mmd.py}). Types play no part.
 *
 * <p>Histograms are compared by the earth mover's distance, on a line \(\mathrm{EMD}(p, q) = w \sum_b |P_b - Q_b|\) with the cumulated
 * shares P and Q and the distance w of neighbouring bins, within a Gaussian: \(k = \exp(-\mathrm{EMD}^2 / 2σ^2)\).
 */
public enum GraphStatistic {
    /** Shares of the nodes of each degree: bins 0, 1, 2, …, w = 1, σ = 1. */
    DEGREE {
        @Override
        double[] describe(Graph graph) {
            int[] bins = new int[graph.nodes()];
            for (int v = 0; v < bins.length; v++) {
                bins[v] = graph.degree(v);
            }
            return cumulated(bins);
        }

        @Override
        double kernel(double[] one, double[] other) {
            return gaussian(earthMoved(one, other), 1);
        }
    },

    /**
     * Shares of the nodes by clustering coefficient, the share of pairs of neighbours that are joined, 0 where there is no pair: 100 bins
     * of [0, 1], w = 1/100, σ = 1/10. Of two bins a coefficient on their border is in the upper one, the last has 1 as well
     * (GraphRNN's histograms have some of these, such as 7/10, in the lower one by rounding).
     */
    CLUSTERING {
        @Override
        double[] describe(Graph graph) {
            int[] bins = new int[graph.nodes()];
            for (int v = 0; v < bins.length; v++) {
                int d = graph.degree(v);
                long pairs = d * (d - 1L) / 2;
                bins[v] = pairs == 0 ? 0 : (int) Math.min(BINS - 1, BINS * joinedPairs(graph, v) / pairs);
            }
            return cumulated(bins);
        }

        @Override
        double kernel(double[] one, double[] other) {
            return gaussian(earthMoved(one, other) / BINS, 0.1);
        }
    },

    /** Mean over the nodes of each of the 15 {@link Orbits}, compared by their Euclidean distance r: \(k = \exp(-r^2 / 2σ^2)\), σ = 30. */
    ORBIT {
        @Override
        double[] describe(Graph graph) {
            double[] means = new double[Orbits.COUNT];
            for (long[] counts : Orbits.count(graph)) {
                for (int o = 0; o < means.length; o++) {
                    means[o] += (double) counts[o] / graph.nodes();
                }
            }
            return means;
        }

        @Override
        double kernel(double[] one, double[] other) {
            double squared = 0;
            for (int o = 0; o < one.length; o++) {
                squared += (one[o] - other[o]) * (one[o] - other[o]);
            }
            return gaussian(Math.sqrt(squared), 30);
        }
    };

    private static final int BINS = 100;

    /** What the kernel compares; a new array. */
    abstract double[] describe(Graph graph);

    /** From 0 to 1, and 1 for equal descriptions. */
    abstract double kernel(double[] one, double[] other);

    /** As in results. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static long joinedPairs(Graph graph, int v) {
        long joined = 0;
        for (int i = 0; i < graph.degree(v); i++) {
            for (int j = 0; j < i; j++) {
                joined += graph.hasEdge(graph.neighbour(v, i), graph.neighbour(v, j)) ? 1 : 0;
            }
        }
        return joined;
    }

    /** The share of entries that are at most 0, 1, … up to the greatest. */
    private static double[] cumulated(int[] bins) {
        double[] shares = new double[1 + Arrays.stream(bins).max().orElseThrow()];
        int[] counts = new int[shares.length];
        for (int bin : bins) {
            counts[bin]++;
        }
        int below = 0;
        for (int b = 0; b < shares.length; b++) {
            below += counts[b];
            shares[b] = (double) below / bins.length;
        }
        return shares;
    }

    /** \(\sum_b |P_b - Q_b|\); past its end a cumulated share stays 1. */
    private static double earthMoved(double[] one, double[] other) {
        double sum = 0;
        for (int b = 0; b < Math.max(one.length, other.length); b++) {
            sum += Math.abs((b < one.length ? one[b] : 1) - (b < other.length ? other[b] : 1));
        }
        return sum;
    }

    private static double gaussian(double distance, double width) {
        return ElementaryFunctions.exp(-distance * distance / (2 * width * width));
    }
}
