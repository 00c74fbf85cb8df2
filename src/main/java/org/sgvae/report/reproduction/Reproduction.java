package org.sgvae.report.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.sgvae.graph.data.DataSet;
import org.sgvae.statistics.Estimate;

/**
 * All runs of a reproduction.
 *
 * @param data what was trained on
 * @param samples samples from the prior that each model was measured on
 * @param runs the runs that came to an end
 * @param problems what stopped the others, a line each
 */
public record Reproduction(DataSet data, int samples, List<ReproducedRun> runs, List<String> problems) {
    /**
     * Copies the lists.
     *
     * @throws NullPointerException if something is null
     */
    public Reproduction {
        runs = List.copyOf(runs);
        problems = List.copyOf(problems);
    }

    List<ReproducedRun> of(Contender contender) {
        return runs.stream().filter(run -> run.contender() == contender).toList();
    }

    /** The run that figures of one run show: the first one. */
    Optional<ReproducedRun> shown(Contender contender) {
        return of(contender).stream().findFirst();
    }

    /**
     * A measure of a contender: the mean over its seeds with the standard error \(s / \sqrt{\text{seeds}}\), or with one seed the value with
     * the error of its own random draws.
     *
     * @param contender which one
     * @param measure what is taken of a run, if it has it
     * @return the estimate, if a run has the measure
     */
    Optional<Estimate> measure(Contender contender, Function<ReproducedRun, Optional<Estimate>> measure) {
        return Estimate.overSeeds(
                of(contender).stream().map(measure).flatMap(Optional::stream).toList());
    }

    /** What the first runs of some contenders built along the first principal axis, if they have codes. */
    List<AxisRun> axes(int seeds, Contender... contenders) {
        List<AxisRun> axes = new ArrayList<>();
        for (Contender contender : contenders) {
            of(contender).stream()
                    .limit(seeds)
                    .filter(run -> run.interpolation().isPresent())
                    .forEach(run -> axes.add(new AxisRun(
                            contender.label(),
                            Long.toString(run.seed()),
                            contender.color(),
                            contender == Contender.PAPER ? SeriesMarkers.CIRCLE : SeriesMarkers.SQUARE,
                            run.interpolation().orElseThrow())));
        }
        return axes;
    }
}
