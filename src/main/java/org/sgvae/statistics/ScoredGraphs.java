package org.sgvae.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sgvae.graph.Graph;

/**
 * Some graphs that stand for all of a list: the first ones of each isomorphism class, weighted by the share of the class.
 *
 * @param graphs the graphs
 * @param weights for each the share of its class, divided by how many stand for the class; they add up to 1
 * @param all number of graphs of the list
 */
public record ScoredGraphs(List<Graph> graphs, List<Double> weights, int all) {
    public static ScoredGraphs of(List<Graph> all, int perClass) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no graphs to score; give at least one");
        }
        if (perClass < 1) {
            throw new IllegalArgumentException("scored graphs per class " + perClass + ": must be at least 1");
        }
        GraphClasses classes = new GraphClasses(all);
        int[] taken = new int[classes.size()];
        List<Graph> graphs = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            int c = classes.of(i);
            if (taken[c]++ < perClass) {
                graphs.add(all.get(i));
                weights.add(classes.share(c) / Math.min(perClass, classes.count(c)));
            }
        }
        return new ScoredGraphs(graphs, weights, all.size());
    }

    /** How many of the list's graphs have an estimate that is not finite. */
    public int infinite(List<Estimate> estimates) {
        double share = 0;
        for (int i = 0; i < estimates.size(); i++) {
            share += Double.isFinite(estimates.get(i).value()) ? 0 : weights.get(i);
        }
        return (int) Math.round(share * all);
    }

    /** The weighted mean over the graphs whose estimate is finite; absent if there are none. */
    public Optional<Estimate> meanOfFinite(List<Estimate> estimates) {
        int finite = all - infinite(estimates);
        Estimate sum = Estimate.ZERO;
        for (int i = 0; i < estimates.size(); i++) {
            if (Double.isFinite(estimates.get(i).value())) {
                sum = sum.plus(weights.get(i) * all / finite, estimates.get(i));
            }
        }
        return finite == 0 ? Optional.empty() : Optional.of(sum);
    }

    /** The weighted mean of an estimate that each score has. */
    public <T> Estimate mean(List<T> scores, Function<T, Estimate> estimate) {
        Estimate sum = Estimate.ZERO;
        for (int i = 0; i < scores.size(); i++) {
            sum = sum.plus(weights.get(i), estimate.apply(scores.get(i)));
        }
        return sum;
    }
}
