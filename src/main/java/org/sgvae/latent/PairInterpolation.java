package org.sgvae.latent;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.EditBound;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphProperty;
import org.sgvae.json.JsonObject;
import org.sgvae.model.LatentModel;
import org.sgvae.parallel.SharedTapes;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.Estimate;
import org.sgvae.statistics.Proportion;

/**
 * Graphs built from codes on the line between the codes of two graphs of different classes, for many such pairs. Distances are
 * {@linkplain EditBound bounds of edit distances}, so that they compare on equal terms but are no edit distances themselves.
 *
 * @param pairs number of pairs
 * @param steps codes of a pair, both ends included
 * @param valid graphs that are of the kind of the data, of all steps
 * @param stepDistance mean distance between the graphs of two steps that follow each other
 * @param pairDistance mean distance between the graphs of the first and the last step
 * @param dataDistance mean distance between the two graphs that were encoded: of random pairs of the data
 */
public record PairInterpolation(
        int pairs, int steps, Proportion valid, Estimate stepDistance, Estimate pairDistance, Estimate dataDistance) {

    /**
     * Builds graphs between codes.
     *
     * @param model the model; not modified
     * @param kind what a valid graph is
     * @param codes codes of graphs of at least two classes; not modified
     * @param pairs number of pairs, at least 1
     * @param steps codes of a pair, at least 2
     * @param maxNodes construction is cut off at this number of nodes
     * @param key source of the pairs and of the constructor's decisions
     * @param workers threads to use
     * @return the result
     */
    public static PairInterpolation of(
            LatentModel model,
            GraphProperty kind,
            Codes codes,
            int pairs,
            int steps,
            int maxNodes,
            RandomKey key,
            Workers workers) {
        int classes = codes.graphs().size();
        List<int[]> ends = new ArrayList<>(); // rows
        for (int p = 0; p < pairs; p++) {
            int[] two = key.split(0).split(p).permutation(classes);
            ends.add(new int[] {two[0] * codes.orderings(), two[1] * codes.orderings()});
        }
        DMatrixRMaj z = new DMatrixRMaj(pairs * steps, codes.means().numCols);
        for (int i = 0; i < z.numRows; i++) {
            double share = i % steps / (steps - 1.0);
            int[] rows = ends.get(i / steps);
            for (int u = 0; u < z.numCols; u++) {
                z.set(
                        i,
                        u,
                        (1 - share) * codes.means().get(rows[0], u)
                                + share * codes.means().get(rows[1], u));
            }
        }
        List<GeneratedGraph> built = Decoding.graphs(model, z, maxNodes, key.split(1), workers);
        int valid = (int) built.stream()
                .filter(graph -> graph.complete() && kind.test(graph.graph()))
                .count();
        List<double[]> distances = new SharedTapes(workers).map(pairs, (tape, p) -> {
            double sum = 0;
            for (int i = p * steps + 1; i < (p + 1) * steps; i++) {
                sum += distance(built.get(i - 1).graph(), built.get(i).graph());
            }
            return new double[] {
                sum / (steps - 1),
                distance(
                        built.get(p * steps).graph(),
                        built.get((p + 1) * steps - 1).graph()),
                distance(codes.graph(ends.get(p)[0]), codes.graph(ends.get(p)[1]))
            };
        });
        return new PairInterpolation(
                pairs,
                steps,
                new Proportion(valid, built.size()),
                mean(distances, 0),
                mean(distances, 1),
                mean(distances, 2));
    }

    private static double distance(Graph a, Graph b) {
        return EditBound.of(a, b).distance();
    }

    private static Estimate mean(List<double[]> distances, int which) {
        return Estimate.ofMean(distances.stream().mapToDouble(d -> d[which]).toArray());
    }

    /** {@return the object, with distances that are upper bounds} */
    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder().put("pairs", pairs).put("steps", steps);
        valid.putInto(json, "valid");
        stepDistance.putInto(json, "stepDistance");
        pairDistance.putInto(json, "pairDistance");
        dataDistance.putInto(json, "dataDistance");
        return json.build();
    }
}
