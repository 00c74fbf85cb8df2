package org.sgvae.evaluate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sgvae.graph.Graph;
import org.sgvae.json.JsonObject;

/**
 * How far samples are from graphs of the data in each {@link GraphStatistic}. The graphs are those that were held out, where there are any;
 * then the distance of the training graphs to them stands beside it: less cannot be expected of a model.
 *
 * <p>As many samples are taken as there are training graphs, since a discrepancy falls with the number of graphs; of each list 1000 at
 * most.
 *
 * @param samples number of samples compared
 * @param graphs number of graphs that they are compared with
 * @param heldOut whether these were held out; otherwise they are the training graphs
 * @param ofSamples discrepancy of samples and graphs
 * @param ofTraining discrepancy of training graphs and held-out graphs; empty where none were held out
 */
public record Resemblance(
        int samples,
        int graphs,
        boolean heldOut,
        Map<GraphStatistic, MeanDiscrepancy> ofSamples,
        Map<GraphStatistic, MeanDiscrepancy> ofTraining) {
    private static final int MAX_GRAPHS = 1000;

    /**
     * Copies the discrepancies.
     *
     * @throws NullPointerException if something is null
     */
    public Resemblance {
        ofSamples = Map.copyOf(ofSamples);
        ofTraining = Map.copyOf(ofTraining);
    }

    /**
     * Compares samples with data.
     *
     * @param samples graphs drawn from a model, at least one; not modified
     * @param training what it was trained on, at least one; not modified
     * @param heldOut other graphs of the same origin, or none; not modified
     * @return the discrepancies
     */
    public static Resemblance of(List<Graph> samples, List<Graph> training, List<Graph> heldOut) {
        List<Graph> trained = first(MAX_GRAPHS, training);
        List<Graph> drawn = first(trained.size(), samples);
        List<Graph> wanted = heldOut.isEmpty() ? trained : first(MAX_GRAPHS, heldOut);
        Map<GraphStatistic, MeanDiscrepancy> ofSamples = new EnumMap<>(GraphStatistic.class);
        Map<GraphStatistic, MeanDiscrepancy> ofTraining = new EnumMap<>(GraphStatistic.class);
        for (GraphStatistic statistic : GraphStatistic.values()) {
            List<double[]> target = MeanDiscrepancy.describe(statistic, wanted);
            ofSamples.put(
                    statistic,
                    MeanDiscrepancy.ofDescriptions(statistic, MeanDiscrepancy.describe(statistic, drawn), target));
            if (!heldOut.isEmpty()) {
                ofTraining.put(
                        statistic,
                        MeanDiscrepancy.ofDescriptions(
                                statistic, MeanDiscrepancy.describe(statistic, trained), target));
            }
        }
        return new Resemblance(drawn.size(), wanted.size(), !heldOut.isEmpty(), ofSamples, ofTraining);
    }

    private static List<Graph> first(int most, List<Graph> graphs) {
        return graphs.subList(0, Math.min(most, graphs.size()));
    }

    JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("samples", samples)
                .put("graphs", graphs)
                .put("with", heldOut ? "held-out graphs" : "training graphs");
        for (GraphStatistic statistic : GraphStatistic.values()) {
            JsonObject.Builder one = JsonObject.builder();
            Optional.ofNullable(ofSamples.get(statistic))
                    .ifPresent(d -> one.put("squared", d.squared()).put("rooted", d.rooted()));
            Optional.ofNullable(ofTraining.get(statistic))
                    .ifPresent(d -> one.put("trainTestSquared", d.squared()).put("trainTestRooted", d.rooted()));
            json.put(statistic.toString(), one.build());
        }
        return json.build();
    }
}
