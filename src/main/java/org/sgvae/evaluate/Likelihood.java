package org.sgvae.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sgvae.autodiff.Tape;
import org.sgvae.graph.Graph;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.model.LatentModel;
import org.sgvae.parallel.SharedTapes;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.Estimate;
import org.sgvae.statistics.LogMeanWeight;
import org.sgvae.statistics.ScoredGraphs;

/**
 * How likely the graphs of a list are, as unlabelled graphs: means over the list, in nats.
 *
 * <p>For orderings and codes drawn from a distribution q that covers all (the destructor, or see {@link GraphModel#coveringPass}),
 * \(w = \frac{p(x, π \mid z)\, p(z)}{q(z \mid π, x)\, q(π \mid x)\, |\mathrm{Aut}(x)|}\)
 * has the expectation \(p(G)\). So \(-\log \tfrac1K \sum_k w_k\) is, in expectation, an upper bound of \(-\log p(G)\) that falls towards
 * it as K grows (Burda, Grosse and Salakhutdinov 2016, IWAE).
 *
 * <p>Isomorphic graphs have the same p(G). Of each class no more than a given number of graphs are scored, each with its own
 * samples, and their mean counts for all graphs of the class.
 *
 * <p>A graph that the model cannot make, such as one of more nodes than it has slots for, has no mass: all of its weights
 * are zero and \(-\log p(G)\) is infinite, and so is the mean. Such graphs are counted, and the means over the others are
 * there too.
 *
 * <p>Standard errors are those of the Monte Carlo noise; the list of graphs is taken as it is.
 *
 * @param bounds \(-\log p(G)\) by the number K of samples in the mean, ascending: powers of ten, and all samples. Smaller K use the
 *     same samples in disjoint blocks
 * @param defensive the last of the bounds again, with every second code from the prior ({@link LatentModel#defensivePass}): the better estimate
 *     where posteriors are narrower than what the constructor makes of their surroundings; absent for a model without code
 * @param elboG \(E[\log p(x, π \mid z) - \mathrm{KL} - \log q(π \mid x)] - \log|\mathrm{Aut}|\)
 * @param kl \(\mathrm{KL}(q(z \mid π, x) \,\|\, p(z))\); absent for a model without code
 * @param reconstruction \(\log p(x, π \mid z)\)
 * @param logQOrder \(\log q(π \mid x)\)
 * @param smallestEffectiveSamples least \((\sum w)^2 / \sum w^2\) of all graphs scored; where it is a few, p(G) is underestimated and
 *     so is the standard error
 * @param graphsWithoutMass number of graphs of the list with p(G) = 0; if there are any, the means above are infinite or unknown
 * @param nllGWithMass the better estimate of \(-\log p(G)\), the defensive one if there is one, over the other graphs; absent if
 *     there are none
 */
public record Likelihood(
        List<ImportanceBound> bounds,
        Optional<Estimate> defensive,
        Estimate elboG,
        Optional<Estimate> kl,
        Estimate reconstruction,
        Estimate logQOrder,
        double smallestEffectiveSamples,
        int graphsWithoutMass,
        Optional<Estimate> nllGWithMass) {

    /**
     * Copies the estimates.
     *
     * @throws IllegalArgumentException if there are none by number of samples
     */
    public Likelihood {
        if (bounds.isEmpty()) {
            throw new IllegalArgumentException("no number of samples; give at least one");
        }
        bounds = List.copyOf(bounds);
    }

    /** {@return \(-\log p(G)\) with all samples in one mean: the tightest of the bounds} */
    public Estimate nllG() {
        return bounds.get(bounds.size() - 1).nllG();
    }

    /**
     * Scores graphs.
     *
     * @param model the model, not one with a point posterior; not modified
     * @param graphs the graphs, of the data or held out, at least one; not modified
     * @param samples importance samples of each graph, at least 1
     * @param scoredPerClass most graphs of an isomorphism class that are scored, at least 1
     * @param key source of the draws
     * @param workers threads to use
     * @return the means
     * @throws IllegalArgumentException if the model's posterior is a point, so that a code has no density to weigh with
     */
    public static Likelihood of(
            GraphModel model, List<Graph> graphs, int samples, int scoredPerClass, RandomKey key, Workers workers) {
        if (!model.config().hasBound()) {
            throw new IllegalArgumentException(
                    "a point posterior has no density, so importance sampling has no weights; report the surrogate");
        }
        ScoredGraphs scored = ScoredGraphs.of(graphs, scoredPerClass);
        List<GraphScore> scores = new SharedTapes(workers)
                .map(
                        scored.graphs().size(),
                        (tape, i) -> GraphScore.of(new ImportanceSamples(
                                tape, model, scored.graphs().get(i), samples, key.split(i))));
        Optional<List<Estimate>> defensive = model.latent()
                .map(withCode -> new SharedTapes(workers)
                        .map(
                                scored.graphs().size(),
                                (tape, i) -> defensive(
                                        tape, withCode, scored.graphs().get(i), samples, key.split(i))));
        List<Estimate> best =
                defensive.orElseGet(() -> scores.stream().map(GraphScore::nllG).toList());
        List<ImportanceBound> bounds = new ArrayList<>();
        for (int i = 0; i < scores.get(0).bounds().size(); i++) {
            int at = i;
            bounds.add(new ImportanceBound(
                    scores.get(0).bounds().get(i).samples(),
                    scored.mean(scores, score -> score.bounds().get(at).nllG())));
        }
        return new Likelihood(
                bounds,
                defensive.map(estimates -> scored.mean(estimates, estimate -> estimate)),
                scored.mean(scores, GraphScore::elboG),
                model.config().latentDim() > 0 ? Optional.of(scored.mean(scores, GraphScore::kl)) : Optional.empty(),
                scored.mean(scores, GraphScore::reconstruction),
                scored.mean(scores, GraphScore::logQOrder),
                scores.stream().mapToDouble(GraphScore::effectiveSamples).min().orElseThrow(),
                scored.infinite(best),
                scored.meanOfFinite(best));
    }

    private static Estimate defensive(Tape tape, LatentModel model, Graph graph, int samples, RandomKey key) {
        double[] logWeights = new ImportanceSamples(
                        tape, model::defensivePass, graph, samples, key.split(Draws.DEFENSIVE_LIKELIHOOD))
                .logWeights();
        LogMeanWeight mean = LogMeanWeight.of(logWeights, 0, samples);
        return new Estimate(-mean.value(), mean.standardError());
    }

    /** The means of one graph. */
    private record GraphScore(
            List<ImportanceBound> bounds,
            double effectiveSamples,
            Estimate elboG,
            Estimate kl,
            Estimate reconstruction,
            Estimate logQOrder) {

        Estimate nllG() {
            return bounds.get(bounds.size() - 1).nllG();
        }

        static GraphScore of(ImportanceSamples samples) {
            double[] logWeights = samples.logWeights();
            List<ImportanceBound> bounds = new ArrayList<>();
            for (int k = 1; k < logWeights.length; k *= 10) {
                bounds.add(new ImportanceBound(k, nllG(logWeights, k)));
            }
            LogMeanWeight all = LogMeanWeight.of(logWeights, 0, logWeights.length);
            bounds.add(new ImportanceBound(logWeights.length, nllG(logWeights, logWeights.length)));
            return new GraphScore(
                    bounds,
                    all.effectiveSamples(),
                    samples.elboG(),
                    samples.kl(),
                    samples.reconstruction(),
                    samples.logQOrder());
        }

        /** Mean over as many disjoint blocks of k weights as there are; a single block has the error of its weights. */
        private static Estimate nllG(double[] logWeights, int k) {
            double[] blocks = new double[logWeights.length / k];
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] = -LogMeanWeight.of(logWeights, i * k, (i + 1) * k).value();
            }
            return blocks.length == 1
                    ? new Estimate(blocks[0], LogMeanWeight.of(logWeights, 0, k).standardError())
                    : Estimate.ofMean(blocks);
        }
    }

    void putInto(JsonObject.Builder json) {
        nllG().putInto(json, "nllG");
        json.put("graphsWithoutMass", graphsWithoutMass);
        if (graphsWithoutMass > 0) {
            nllGWithMass.ifPresent(estimate -> estimate.putInto(json, "nllGWithMass"));
        }
        defensive.ifPresent(estimate -> estimate.putInto(json, "nllGDefensive"));
        elboG.putInto(json, "elboG");
        kl.ifPresent(divergence -> divergence.putInto(json, "kl"));
        reconstruction.putInto(json, "reconstruction");
        logQOrder.putInto(json, "logQOrder");
        JsonObject.Builder bySamples = JsonObject.builder();
        bounds.forEach(bound -> bound.nllG().putInto(bySamples, Integer.toString(bound.samples())));
        json.put("nllGBySamples", bySamples.build()).put("smallestEffectiveSamples", smallestEffectiveSamples);
    }
}
