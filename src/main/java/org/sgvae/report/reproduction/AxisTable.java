package org.sgvae.report.reproduction;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sgvae.graph.data.DataSet;
import org.sgvae.latent.Interpolation;
import org.sgvae.report.figure.CsvTable;
import org.sgvae.statistics.Estimate;

/** The paper's Table 1 and Figure 3, beside ours: what is built from codes along the first principal axis. */
public final class AxisTable {
    private AxisTable() {}

    /** Table 1: mean lengths with s/√n, and the share of valid graphs. */
    static String toMarkdown(List<AxisRun> shown) {
        StringBuilder text = new StringBuilder("| point | paper, one code ten times, ± as it should be |");
        shown.forEach(run -> text.append(" ")
                .append(run.label())
                .append(", seed ")
                .append(run.seed())
                .append(" | valid, % |"));
        text.append("\n|---:|---:|").append("---:|---:|".repeat(shown.size())).append('\n');
        for (int p = 0; p < Published.MEAN_LENGTHS.length; p++) {
            Estimate published = new Estimate(Published.MEAN_LENGTHS[p], Published.error(p));
            text.append("| ").append(p + 1).append(" | ");
            text.append(ReproductionTable.shown(Optional.of(published), 2)).append(" |");
            for (AxisRun run : shown) {
                Interpolation.Point point = run.line().points().get(p);
                text.append(" ")
                        .append(ReproductionTable.shown(Optional.of(point.meanLength()), 2))
                        .append(" | ");
                text.append(Math.round(100 * point.valid().value())).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    /**
     * All points of all runs, the paper's first.
     *
     * @param runs the runs
     * @return Table 1
     */
    public static CsvTable toCsv(List<AxisRun> runs) {
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
        for (AxisRun run : runs) {
            int number = 0;
            for (Interpolation.Point point : run.line().points()) {
                number++;
                csv.add(
                        run.label(),
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

    /**
     * How many valid graphs of each length were built at each point of each run, of all lengths of the figure and those beyond
     * that occur.
     *
     * @param data what was trained on
     * @param runs the runs
     * @return Figure 3
     */
    public static CsvTable lengths(DataSet data, List<AxisRun> runs) {
        CsvTable csv =
                new CsvTable("model", "seed", "point", "coordinate", "length", "graphs", "cumulative proportion");
        for (AxisRun run : runs) {
            int number = 0;
            for (Interpolation.Point point : run.line().points()) {
                number++;
                SortedMap<Integer, Integer> counts =
                        new TreeMap<>(point.lengths().counts());
                for (int length = AxisFigure.smallest(data); length <= AxisFigure.largest(data); length++) {
                    counts.putIfAbsent(length, 0);
                }
                int below = 0;
                for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
                    below += entry.getValue();
                    csv.add(
                            run.label(),
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
