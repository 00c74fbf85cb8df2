package org.sgvae.evaluate;

import java.util.List;
import org.sgvae.autodiff.Tape;
import org.sgvae.graph.Graph;
import org.sgvae.model.GraphModel;
import org.sgvae.model.LatentModel;
import org.sgvae.parallel.SharedTapes;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.Estimate;
import org.sgvae.statistics.LogMeanWeight;

/**
 * The log-probability of one unlabelled graph, \(\log \tfrac1K \sum_k w_k\) as in {@link Likelihood}, from the draws that can be trusted:
 * with every second code from the prior where there is a code ({@link LatentModel#defensivePass}).
 *
 * @param value \(\log p(G)\), nats; low on average
 * @param effectiveSamples \((\sum w)^2 / \sum w^2\), from 1 to K; where it is a few, p(G) is underestimated and so is the standard error
 */
public record LogProbability(Estimate value, double effectiveSamples) {
    /**
     * Scores graphs.
     *
     * @param model the model, not one with a point posterior; not modified
     * @param graphs the graphs; not modified
     * @param samples importance samples of each graph, K, at least 1
     * @param key source of the draws; those of graph i depend on the key and i alone
     * @param workers threads to use; their number does not change the result
     * @return one for each graph, in the same order
     * @throws IllegalArgumentException if there are no samples, or a code of the model's has no density to weigh with
     */
    public static List<LogProbability> of(
            GraphModel model, List<Graph> graphs, int samples, RandomKey key, Workers workers) {
        if (samples < 1) {
            throw new IllegalArgumentException("samples " + samples + ": must be at least 1");
        }
        if (!model.config().hasBound()) {
            throw new IllegalArgumentException("a point posterior has no density, so p(G) is unknown");
        }
        return new SharedTapes(workers)
                .map(graphs.size(), (tape, i) -> of(tape, model, graphs.get(i), samples, key.split(i)));
    }

    static LogProbability of(Tape tape, GraphModel model, Graph graph, int samples, RandomKey key) {
        ImportanceSamples.Pass pass = model.latent()
                .<ImportanceSamples.Pass>map(withCode -> withCode::defensivePass)
                .orElse(model::coveringPass);
        double[] logWeights = new ImportanceSamples(tape, pass, graph, samples, key).logWeights();
        LogMeanWeight mean = LogMeanWeight.of(logWeights, 0, samples);
        return new LogProbability(new Estimate(mean.value(), mean.standardError()), mean.effectiveSamples());
    }
}
