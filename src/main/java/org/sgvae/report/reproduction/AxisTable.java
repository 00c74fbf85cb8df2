package org.sgvae.report.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sgvae.latent.Interpolation;
import org.sgvae.report.figure.CsvTable;
import org.sgvae.statistics.Estimate;

/** The paper's Table 1 and Figure 3, beside ours: what is built from codes along the first principal axis. */
final class AxisTable {
    private final Reproduction reproduction;

    AxisTable(Reproduction reproduction) {
        this.reproduction = reproduction;
    }

    /** Table 1 of the runs that figures show: mean lengths with s/√n, and the share of valid graphs. */
    String toMarkdown() {
        List<ReproducedRun> shown = new ArrayList<>();
        for (Contender contender : Contender.values()) {
            reproduction
                    .shown(contender)
                    .filter(run -> run.interpolation().isPresent())
                    .ifPresent(shown::add);
        }
        StringBuilder text = new StringBuilder("| point | paper, one code ten times, ± as it should be |");
        shown.forEach(run -> text.append(" ")
                .append(run.contender().label())
                .append(", seed ")
                .append(run.seed())
                .append(" | valid, % |"));
        text.append("\n|---:|---:|").append("---:|---:|".repeat(shown.size())).append('\n');
        for (int p = 0; p < Published.MEAN_LENGTHS.length; p++) {
            Estimate published = new Estimate(Published.MEAN_LENGTHS[p], Published.error(p));
            text.append("| ").append(p + 1).append(" | ");
            text.append(ReproductionTable.shown(Optional.of(published), 2)).append(" |");
            for (ReproducedRun run : shown) {
                Interpolation.Point point =
                        run.interpolation().orElseThrow().points().get(p);
                text.append(" ")
                        .append(ReproductionTable.shown(Optional.of(point.meanLength()), 2))
                        .append(" | ");
                text.append(Math.round(100 * point.valid().value())).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** All points of all runs, the paper's first. */
    CsvTable toCsv() {
        CsvTable csv = new CsvTable(
                "model",
                "seed",
                "point",
                "coordinate",
                "graphs",
                "valid",
                "mean length",
                "standard error",
                "printed error");
        for (int p = 0; p < Published.MEAN_LENGTHS.length; p++) {
            csv.add(
                    "paper (one code ten times)",
                    "",
                    p + 1,
                    Published.COORDINATES[p],
                    1000,
                    "",
                    Published.MEAN_LENGTHS[p],
                    Published.error(p),
                    Published.PRINTED_ERRORS[p]);
        }
        for (ReproducedRun run : reproduction.runs()) {
            int number = 0;
            for (Interpolation.Point point :
                    run.interpolation().map(Interpolation::points).orElse(List.of())) {
                number++;
                csv.add(
                        run.contender().label(),
                        run.seed(),
                        number,
                        point.coordinate(),
                        point.valid().trials(),
                        point.valid().successes(),
                        point.meanLength().value(),
                        point.meanLength().standardError(),
                        "");
            }
        }
        return csv;
    }

    /** How many valid graphs of each length were built at each point of each run. */
    CsvTable lengths() {
        CsvTable csv =
                new CsvTable("model", "seed", "point", "coordinate", "length", "graphs", "cumulative proportion");
        for (ReproducedRun run : reproduction.runs()) {
            int number = 0;
            for (Interpolation.Point point :
                    run.interpolation().map(Interpolation::points).orElse(List.of())) {
                number++;
                int below = 0;
                for (var entry : point.lengths().counts().entrySet()) {
                    below += entry.getValue();
                    csv.add(
                            run.contender().label(),
                            run.seed(),
                            number,
                            point.coordinate(),
                            entry.getKey(),
                            entry.getValue(),
                            (double) below / point.lengths().total());
                }
            }
        }
        return csv;
    }
}
