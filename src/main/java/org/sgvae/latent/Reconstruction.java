package org.sgvae.latent;

import java.util.List;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.Isomorphism;
import org.sgvae.json.JsonObject;
import org.sgvae.model.LatentModel;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.Proportion;

/**
 * How often a graph that is built from a graph's code is isomorphic to it; every class of graphs counts alike.
 *
 * @param fromSample with z drawn from \(q(z \mid π, x)\)
 * @param fromMean with the mean of \(q(z \mid π, x)\); for a point posterior both are the point
 */
public record Reconstruction(Proportion fromSample, Proportion fromMean) {
    /** What keys are split by. */
    private enum Draws implements RandomKey.Purpose {
        OF_SAMPLES(0),
        OF_MEANS(1);

        private final long tag;

        Draws(long tag) {
            this.tag = tag;
        }

        @Override
        public long tag() {
            return tag;
        }
    }

    /**
     * Builds graphs from codes, one from each.
     *
     * @param model the model; not modified
     * @param codes the codes; not modified
     * @param maxNodes construction is cut off at this number of nodes
     * @param key source of the constructor's decisions
     * @param workers threads to use
     * @return the result
     */
    public static Reconstruction of(LatentModel model, Codes codes, int maxNodes, RandomKey key, Workers workers) {
        return new Reconstruction(
                rate(codes, Decoding.graphs(model, codes.samples(), maxNodes, key.split(Draws.OF_SAMPLES), workers)),
                rate(codes, Decoding.graphs(model, codes.means(), maxNodes, key.split(Draws.OF_MEANS), workers)));
    }

    private static Proportion rate(Codes codes, List<GeneratedGraph> built) {
        int same = 0;
        for (int row = 0; row < built.size(); row++) {
            GeneratedGraph graph = built.get(row);
            same += graph.complete() && Isomorphism.areIsomorphic(graph.graph(), codes.graph(row)) ? 1 : 0;
        }
        return new Proportion(same, built.size());
    }

    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder();
        fromSample.putInto(json, "fromSample");
        fromMean.putInto(json, "fromMean");
        return json.build();
    }
}
