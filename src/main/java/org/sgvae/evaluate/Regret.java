package org.sgvae.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.parallel.SharedTapes;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.Estimate;
import org.sgvae.statistics.GraphClasses;

/**
 * How far a model is from a distribution whose probabilities are known, in nats a graph: on fresh graphs drawn from the distribution, the
 * mean of \(\log p_{\mathrm{true}}(G) - \log p_{\mathrm{model}}(G)\). Its expectation is
 * \(\mathrm{KL}(p_{\mathrm{true}} \,\|\, p_{\mathrm{model}}) \ge 0\), and zero is perfect.
 *
 * <p>\(\log p_{\mathrm{model}}(G)\) is estimated by importance sampling and low on average, so that with few samples the regret is "at
 * most" the value given.
 *
 * @param graphs number of fresh graphs; every size has equally many but for one
 * @param importanceSamples for each isomorphism class
 * @param regret with the standard error of the paired difference: of the graphs drawn, and of the importance samples
 * @param trueNllG mean of \(-\log p_{\mathrm{true}}(G)\) over these graphs
 * @param nllG mean of \(-\log p_{\mathrm{model}}(G)\) over these graphs
 * @param entropy expectation of {@code trueNllG}, where it has a closed form
 * @param graphsWithoutMass number of fresh graphs that the model cannot make, p(G) = 0, see {@link Likelihood}; if there are any, the
 *     regret is infinite
 * @param regretWithMass mean of the same difference over the other graphs, with the standard error of their spread; absent if there are
 *     none
 * @param smallestEffectiveSamples least effective number of importance samples of all classes; where it is a few, the regret is too high
 */
public record Regret(
        int graphs,
        int importanceSamples,
        Estimate regret,
        double trueNllG,
        double nllG,
        OptionalDouble entropy,
        int graphsWithoutMass,
        Optional<Estimate> regretWithMass,
        double smallestEffectiveSamples) {

    /**
     * Draws graphs and scores them.
     *
     * @param model the model, not one with a point posterior; not modified
     * @param distribution what it should be like
     * @param probability the probabilities of the distribution
     * @param graphs how many graphs to draw; two of each size where that is more
     * @param config seed and number of importance samples; the draws differ from those of any data set
     * @param workers threads to use; their number does not change the result
     * @return the result
     * @throws IllegalArgumentException if a code of the model's has no density to weigh with
     */
    public static Regret of(
            GraphModel model,
            GraphDistribution distribution,
            GraphDistribution.Probability probability,
            int graphs,
            EvaluationConfig config,
            Workers workers) {
        if (!model.config().hasBound()) {
            throw new IllegalArgumentException("a point posterior has no density, so p(G) and the regret are unknown");
        }
        RandomKey key = config.key().split(Draws.REGRET);
        int sizes = distribution.sizes();
        List<Graph> fresh = distribution.drawAll(Math.max(graphs, 2 * sizes), key.split(Draws.FRESH_GRAPHS));
        GraphClasses classes = new GraphClasses(fresh);
        RandomKey scoring = key.split(Draws.IMPORTANCE_SAMPLES);
        List<LogProbability> scores = new SharedTapes(workers)
                .map(
                        classes.size(),
                        (tape, c) -> LogProbability.of(
                                tape,
                                model,
                                fresh.get(classes.first(c)),
                                config.importanceSamples(),
                                scoring.split(c)));
        double[] trueLog =
                fresh.stream().mapToDouble(probability::logProbability).toArray();
        double[] modelLog = IntStream.range(0, fresh.size())
                .mapToDouble(i -> scores.get(classes.of(i)).value().value())
                .toArray();
        double[] difference = new double[fresh.size()];
        Arrays.setAll(difference, i -> trueLog[i] - modelLog[i]);
        double[] finite = Arrays.stream(difference).filter(Double::isFinite).toArray();
        Estimate regret = meanOverSizes(difference, sizes);
        return new Regret(
                fresh.size(),
                config.importanceSamples(),
                new Estimate(regret.value(), Math.hypot(regret.standardError(), sharedError(scores, classes, sizes))),
                -meanOverSizes(trueLog, sizes).value(),
                -meanOverSizes(modelLog, sizes).value(),
                probability.entropy(),
                difference.length - finite.length,
                finite.length == 0 ? Optional.empty() : Optional.of(Estimate.ofMean(finite)),
                scores.stream()
                        .mapToDouble(LogProbability::effectiveSamples)
                        .min()
                        .orElseThrow());
    }

    /** \(\frac1S \sum_s \bar y_s\), where \(\bar y_s\) is the mean over the graphs of size s, \(i \equiv s \bmod S\). */
    static Estimate meanOverSizes(double[] y, int sizes) {
        Estimate sum = Estimate.ZERO;
        for (int s = 0; s < sizes; s++) {
            int size = s;
            double[] ofSize = IntStream.range(0, y.length)
                    .filter(i -> i % sizes == size)
                    .mapToDouble(i -> y[i])
                    .toArray();
            sum = sum.plus(1.0 / sizes, Estimate.ofMean(ofSize));
        }
        return sum;
    }

    /**
     * What the spread of the graphs does not show: isomorphic graphs share one estimate. With weights \(w_i\) of graphs and errors
     * \(e_c\) of classes, \(\sqrt{\sum_c e_c^2 \bigl[(\sum_{i \in c} w_i)^2 - \sum_{i \in c} w_i^2\bigr]}\).
     */
    private static double sharedError(List<LogProbability> scores, GraphClasses classes, int sizes) {
        int graphs = classes.graphs();
        double[] sums = new double[classes.size()];
        double[] squares = new double[classes.size()];
        for (int i = 0; i < graphs; i++) {
            int ofSize = (graphs - i % sizes + sizes - 1) / sizes; // as many as there are of the size of graph i
            double weight = 1.0 / sizes / ofSize;
            sums[classes.of(i)] += weight;
            squares[classes.of(i)] += weight * weight;
        }
        double variance = 0;
        for (int c = 0; c < sums.length; c++) {
            double extra = sums[c] * sums[c] - squares[c];
            double error = scores.get(c).value().standardError();
            variance += extra > 0 ? extra * error * error : 0;
        }
        return Math.sqrt(variance);
    }

    void putInto(JsonObject.Builder json) {
        regret.putInto(json, "regret");
        if (graphsWithoutMass > 0) {
            regretWithMass.ifPresent(estimate -> estimate.putInto(json, "regretWithMass"));
        }
        JsonObject.Builder on = JsonObject.builder()
                .put("graphs", graphs)
                .put("graphsWithoutMass", graphsWithoutMass)
                .put("importanceSamples", importanceSamples)
                .put("trueNllG", trueNllG)
                .putFiniteOrNull("nllG", nllG)
                .put("smallestEffectiveSamples", smallestEffectiveSamples);
        entropy.ifPresent(nats -> on.put("entropy", nats));
        json.put("fresh", on.build());
    }
}
