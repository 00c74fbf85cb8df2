package org.sgvae.latent;

import java.util.List;
import java.util.stream.IntStream;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.EditBound;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Isomorphism;
import org.sgvae.json.JsonObject;
import org.sgvae.model.LatentModel;
import org.sgvae.parallel.SharedTapes;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.Estimate;

/**
 * How much of a graph is right where the one that is built from the mean of its code is not isomorphic to it, under the assignment of
 * nodes of {@link EditBound}: the best one may have more.
 *
 * @param graphs number of rebuilt graphs that are not isomorphic to their own
 * @param nodesRight mean share of nodes that are assigned one of their type, of the larger number of nodes; not a number where
 *     there are no graphs
 * @param edgesRight the same of edges
 * @param distance mean of the bound of the edit distance
 */
public record RebuiltParts(int graphs, Estimate nodesRight, Estimate edgesRight, Estimate distance) {
    private static final int MOST = 400;

    /**
     * Builds graphs from means of codes, at most {@value #MOST} at equal distances.
     *
     * @param model the model; not modified
     * @param codes the codes; not modified
     * @param maxNodes construction is cut off at this number of nodes
     * @param key source of the constructor's decisions
     * @param workers threads to use
     * @return the result
     */
    public static RebuiltParts of(LatentModel model, Codes codes, int maxNodes, RandomKey key, Workers workers) {
        List<Integer> rows = CodeRows.evenly(codes.size(), MOST);
        List<GeneratedGraph> built = Decoding.graphs(model, CodeRows.of(codes.means(), rows), maxNodes, key, workers);
        List<Integer> different = IntStream.range(0, rows.size())
                .filter(i -> !Isomorphism.areIsomorphic(built.get(i).graph(), codes.graph(rows.get(i))))
                .boxed()
                .toList();
        List<double[]> parts = new SharedTapes(workers).map(different.size(), (tape, i) -> {
            Graph own = codes.graph(rows.get(different.get(i)));
            Graph other = built.get(different.get(i)).graph();
            EditBound bound = EditBound.of(own, other);
            double edges = Math.max(own.edges(), other.edges());
            return new double[] {
                (double) bound.nodesRight() / Math.max(own.nodes(), other.nodes()),
                edges == 0 ? 1 : bound.edgesRight() / edges,
                bound.distance()
            };
        });
        return new RebuiltParts(parts.size(), mean(parts, 0), mean(parts, 1), mean(parts, 2));
    }

    private static Estimate mean(List<double[]> parts, int which) {
        return parts.isEmpty()
                ? new Estimate(Double.NaN, Double.NaN)
                : Estimate.ofMean(
                        parts.stream().mapToDouble(part -> part[which]).toArray());
    }

    /** {@return the object; {@code distance} is at least the edit distance} */
    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder().put("graphs", graphs);
        nodesRight.putInto(json, "nodesRight");
        edgesRight.putInto(json, "edgesRight");
        distance.putInto(json, "distance");
        return json.build();
    }
}
