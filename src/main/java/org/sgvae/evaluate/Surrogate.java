package org.sgvae.evaluate;

import java.util.List;
import org.sgvae.graph.Graph;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.parallel.SharedTapes;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.Estimate;
import org.sgvae.statistics.ScoredGraphs;

/**
 * What can be said of a model with a point posterior: means over a list of graphs, in nats.
 *
 * <p>A point has no density, so neither a bound of the likelihood nor importance weights exist. The paper's surrogate mixes a density
 * with probabilities: compare it with other surrogates of the same latent dimension and with nothing else.
 *
 * @param value \(\log p(x, π \mid z) + \log p(z) - \log q(π \mid x)\), what the paper maximises; its "perplexity" is minus that
 * @param reconstruction \(\log p(x, π \mid z)\)
 * @param logPz \(\log p(z)\)
 * @param logQOrder \(\log q(π \mid x)\)
 */
public record Surrogate(Estimate value, Estimate reconstruction, Estimate logPz, Estimate logQOrder) {
    /**
     * Scores graphs; see {@link Likelihood#of} for how isomorphic graphs are treated and what the standard errors mean.
     *
     * @param model the model; not modified
     * @param graphs the graphs, at least one; not modified
     * @param samples orderings drawn for each graph, at least 1
     * @param scoredPerClass most graphs of an isomorphism class that are scored, at least 1
     * @param key source of the draws
     * @param workers threads to use
     * @return the means
     */
    public static Surrogate of(
            GraphModel model, List<Graph> graphs, int samples, int scoredPerClass, RandomKey key, Workers workers) {
        ScoredGraphs scored = ScoredGraphs.of(graphs, scoredPerClass);
        List<Surrogate> scores = new SharedTapes(workers).map(scored.graphs().size(), (tape, i) -> {
            ImportanceSamples drawn =
                    new ImportanceSamples(tape, model, scored.graphs().get(i), samples, key.split(i));
            return new Surrogate(drawn.surrogate(), drawn.reconstruction(), drawn.logPz(), drawn.logQOrder());
        });
        return new Surrogate(
                scored.mean(scores, Surrogate::value),
                scored.mean(scores, Surrogate::reconstruction),
                scored.mean(scores, Surrogate::logPz),
                scored.mean(scores, Surrogate::logQOrder));
    }

    void putInto(JsonObject.Builder json) {
        value.putInto(json, "surrogate");
        reconstruction.putInto(json, "reconstruction");
        logPz.putInto(json, "logPz");
        logQOrder.putInto(json, "logQOrder");
    }
}
