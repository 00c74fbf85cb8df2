package org.sgvae.evaluate;

import java.util.List;
import org.sgvae.graph.Graph;

/**
 * The maximum mean discrepancy (MMD) of two sets of graphs in a {@link GraphStatistic}, as GraphRNN computes it: with all pairs, those of a
 * graph with itself too,
 * \[ \mathrm{MMD}^2 = \frac{1}{m^2} \sum_{i,j} k(x_i, x_j) + \frac{1}{n^2} \sum_{i,j} k(y_i, y_j) - \frac{2}{mn} \sum_{i,j} k(x_i, y_j). \]
 *
 * <p>Two samples of one distribution have about \((1 - \bar k)(1/m + 1/n)\), not 0. What papers call MMD is most often this square.
 *
 * @param squared the square; the kernels on histograms are not positive definite, so it may fall below 0
 */
public record MeanDiscrepancy(double squared) {
    /**
     * Compares two sets of graphs.
     *
     * @param statistic what they are compared by
     * @param xs at least one graph; not modified
     * @param ys at least one graph; not modified
     * @return the discrepancy
     * @throws IllegalArgumentException if one has no graphs
     */
    public static MeanDiscrepancy of(GraphStatistic statistic, List<Graph> xs, List<Graph> ys) {
        return ofDescriptions(statistic, describe(statistic, xs), describe(statistic, ys));
    }

    /** What the statistic says of each graph, for {@link #ofDescriptions}. */
    static List<double[]> describe(GraphStatistic statistic, List<Graph> graphs) {
        return graphs.stream().map(statistic::describe).toList();
    }

    static MeanDiscrepancy ofDescriptions(GraphStatistic statistic, List<double[]> x, List<double[]> y) {
        return new MeanDiscrepancy(
                meanKernel(statistic, x, x) + meanKernel(statistic, y, y) - 2 * meanKernel(statistic, x, y));
    }

    /** {@return the root, 0 where the square is negative} */
    public double rooted() {
        return Math.sqrt(Math.max(0, squared));
    }

    private static double meanKernel(GraphStatistic statistic, List<double[]> xs, List<double[]> ys) {
        if (xs.isEmpty() || ys.isEmpty()) {
            throw new IllegalArgumentException("the discrepancy of no graphs; give at least one on each side");
        }
        double sum = 0;
        for (double[] x : xs) {
            for (double[] y : ys) {
                sum += statistic.kernel(x, y);
            }
        }
        return sum / xs.size() / ys.size();
    }
}
