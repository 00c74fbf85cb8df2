package org.sgvae.evaluate;

import org.sgvae.autodiff.Tape;
import org.sgvae.graph.Graph;
import org.sgvae.model.GraphModel;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.statistics.Estimate;
import org.sgvae.statistics.LogMeanWeight;

/**
 * The log-probability of one unlabelled graph, \(\log \tfrac1K \sum_k w_k\) as in {@link Likelihood}, from the draws that can be trusted:
 * with every second code from the prior where there is a code ({@link Sgvae#defensivePass}).
 *
 * @param value \(\log p(G)\), nats; low on average
 * @param effectiveSamples \((\sum w)^2 / \sum w^2\)
 */
record LogProbability(Estimate value, double effectiveSamples) {
    static LogProbability of(Tape tape, GraphModel model, Graph graph, int samples, RandomKey key) {
        ImportanceSamples.Pass pass = model instanceof Sgvae withCode ? withCode::defensivePass : model::coveringPass;
        double[] logWeights = new ImportanceSamples(tape, pass, graph, samples, key).logWeights();
        LogMeanWeight mean = LogMeanWeight.of(logWeights, 0, samples);
        return new LogProbability(new Estimate(mean.value(), mean.standardError()), mean.effectiveSamples());
    }
}
