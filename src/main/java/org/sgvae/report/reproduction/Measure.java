package org.sgvae.report.reproduction;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.sgvae.evaluate.Evaluation;
import org.sgvae.evaluate.Likelihood;
import org.sgvae.evaluate.Surrogate;
import org.sgvae.graph.data.DataSet;
import org.sgvae.latent.DestructionModes;
import org.sgvae.latent.Interpolation;
import org.sgvae.latent.LatentUse;
import org.sgvae.statistics.Estimate;
import org.sgvae.statistics.Proportion;

/**
 * A row of the table that compares with the paper.
 *
 * @param name what is measured, with its unit
 * @param digits decimals to show
 * @param paper the paper's own, in words where it is no number
 * @param comparable what may be compared with what
 * @param value what is taken of a run; empty where the run has no such thing
 */
public record Measure(
        String name, int digits, String paper, String comparable, Function<ReproducedRun, Optional<Estimate>> value) {
    private static final String NOTHING = "–";
    private static final String POINT = "not defined: a point has no density";

    /** The rows, in order. */
    static List<Measure> all(DataSet data) {
        double floor = Evaluation.floor(data);
        return List.of(
                new Measure(
                        "valid samples, %",
                        1,
                        "Figure 1, of 100 samples (± up to 5)",
                        "all columns; a cycle of any length is valid",
                        run -> percent(run.evaluation().validity().valid())),
                new Measure(
                        String.format(Locale.ROOT, "valid and of %d–%d nodes, %%", data.minNodes(), data.maxNodes()),
                        1,
                        NOTHING,
                        "all columns",
                        run -> percent(run.evaluation().validity().validInRange())),
                new Measure(
                        "distance of lengths to the data's (total variation)",
                        3,
                        NOTHING,
                        "all columns; 0 is best, 1 worst",
                        run -> exactly(run.evaluation().validity().lengthTotalVariation())),
                new Measure(
                        "most valid samples while training, %",
                        1,
                        "Figure 1",
                        "paper, both presets and default; too high, as the best of many looks",
                        run -> ofBest(run, epoch -> 100 * epoch.valid().orElse(Double.NaN))),
                new Measure("… at epoch", 0, "50–60", "as above", run -> ofBest(run, EpochPoint::epoch)),
                new Measure(
                        "surrogate, nats (the paper's “perplexity”)",
                        2,
                        "below 5.1 in its better runs",
                        "paper and paper preset only; not an ELBO, bounds nothing, says nothing about likelihood",
                        run -> run.evaluation()
                                .surrogate()
                                .map(Surrogate::value)
                                .map(Measure::negative)),
                new Measure(
                        "−log p(G), nats a graph",
                        3,
                        POINT,
                        String.format(
                                Locale.ROOT, "default and SGGN: same data, same units; no model is below %.3f", floor),
                        run -> run.evaluation()
                                .likelihood()
                                .map(likelihood -> likelihood.defensive().orElse(likelihood.nllG()))),
                new Measure(
                        "−ELBO, nats a graph",
                        3,
                        POINT,
                        "an upper bound on the row above; SGGN's is over orderings only",
                        run -> run.evaluation()
                                .likelihood()
                                .map(Likelihood::elboG)
                                .map(Measure::negative)),
                new Measure(
                        "I(graph; code), nats",
                        3,
                        POINT,
                        String.format(Locale.ROOT, "default only; at most %.3f", floor),
                        run -> run.evaluation()
                                .codes()
                                .flatMap(codes -> codes.latentUse())
                                .map(LatentUse::mutualInformation)),
                new Measure(
                        "mean length, first point of the axis",
                        2,
                        "7.70 ± 0.13 (printed ± 0.008)",
                        "ours decode each point's own code; the paper decoded one code ten times",
                        run -> run.interpolation().map(axis -> end(axis, 0))),
                new Measure(
                        "mean length, tenth point",
                        2,
                        "8.00 ± 0.14 (printed ± 0.009)",
                        "as above",
                        run -> run.interpolation()
                                .map(axis -> end(axis, axis.points().size() - 1))),
                new Measure(
                        "variance of codes along the axis, %",
                        1,
                        "92",
                        "not comparable: the paper's is of its largest cluster, ours of all codes",
                        run -> run.interpolation().flatMap(axis -> exactly(100 * axis.explained()))),
                new Measure(
                        "orderings in the most frequent way of taking a graph apart, %",
                        1,
                        "70 (its notebook: 62)",
                        "roughly: the paper counts points in a cluster of Figure 2",
                        run -> run.evaluation()
                                .codes()
                                .flatMap(codes -> exactly(codes.destructionModes().stream()
                                        .map(DestructionModes::mostFrequent)
                                        .mapToDouble(share -> 100 * share.value())
                                        .average()
                                        .orElse(Double.NaN)))),
                new Measure(
                        "weights trained",
                        0,
                        "3846, none of propagation",
                        "frozen trains what the paper's own program trained",
                        run -> exactly(run.weights())),
                new Measure("training, s", 1, NOTHING, "this machine's", run -> exactly(run.trainSeconds())));
    }

    private static Optional<Estimate> percent(Proportion share) {
        return Optional.of(new Estimate(100 * share.value(), 100 * share.standardError()));
    }

    private static Optional<Estimate> exactly(double number) {
        return Optional.of(new Estimate(number, Double.NaN));
    }

    private static Optional<Estimate> ofBest(ReproducedRun run, ToDoubleFunction<EpochPoint> number) {
        return run.bestEpoch().flatMap(epoch -> exactly(number.applyAsDouble(epoch)));
    }

    private static Estimate negative(Estimate estimate) {
        return new Estimate(-estimate.value(), estimate.standardError());
    }

    private static Estimate end(Interpolation axis, int point) {
        return axis.points().get(point).meanLength();
    }
}
