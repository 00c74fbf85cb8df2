package org.sgvae.evaluate;

import java.util.List;
import org.sgvae.graph.Graph;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.GraphClasses;

/**
 * The likelihood of graphs that the model was not trained on.
 *
 * @param graphs number of graphs
 * @param classes number of their isomorphism classes
 * @param floor entropy of their distribution over classes, nats: not even a model that was made for them has a mean \(-\log p(G)\) below it
 * @param likelihood means over the graphs
 */
public record HeldOut(int graphs, int classes, double floor, Likelihood likelihood) {
    /**
     * Scores graphs.
     *
     * @param model the model, not one with a point posterior; not modified
     * @param graphs the graphs, at least one; not modified
     * @param config how; samples from the prior play no part
     * @param workers threads to use; their number does not change the result
     * @return the result
     * @throws IllegalArgumentException if the model's posterior is a point; see {@link Likelihood#of}
     */
    public static HeldOut of(GraphModel model, List<Graph> graphs, EvaluationConfig config, Workers workers) {
        GraphClasses classes = new GraphClasses(graphs);
        RandomKey key = config.key().split(Draws.HELD_OUT);
        return new HeldOut(
                graphs.size(),
                classes.size(),
                classes.entropy(),
                Likelihood.of(model, graphs, config.importanceSamples(), config.scoredPerClass(), key, workers));
    }

    JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("graphs", graphs)
                .put("classes", classes)
                .put("floor", floor);
        likelihood.putInto(json);
        return json.build();
    }
}
