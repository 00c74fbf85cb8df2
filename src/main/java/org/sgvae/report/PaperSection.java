package org.sgvae.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.sgvae.graph.Graph;
import org.sgvae.latent.Interpolation;
import org.sgvae.report.figure.CsvTable;
import org.sgvae.report.figure.Figure;
import org.sgvae.report.figure.Palette;
import org.sgvae.report.figure.Panel;
import org.sgvae.report.reproduction.AxisFigure;
import org.sgvae.report.reproduction.AxisRun;
import org.sgvae.report.reproduction.AxisTable;

/** For cycles: the paper's figures and its table, as far as they are printed, beside those of the run. */
final class PaperSection {
    private static final String EPOCH = "epoch (passes over the data)";
    private static final double[] BEST_EPOCHS = {50, 60}; // of the paper's Figure 1
    private static final double SURROGATE = 5.1; // the paper's, in its better runs

    private final ReportRun run;
    private final CsvTable csv = new CsvTable("series", "epoch", "value");

    private PaperSection(ReportRun run) {
        this.run = run;
    }

    /**
     * The section.
     *
     * @param run the run
     * @param line what it builds along the first principal axis of its codes
     * @return empty if its data are not cycles
     */
    static Optional<ReportSection> of(ReportRun run, Optional<Interpolation> line) {
        if (!run.data().graphs().stream().allMatch(Graph::isCycle)) {
            return Optional.empty();
        }
        List<ReportFigure> figures = new ArrayList<>();
        if (!run.metrics().isEmpty()) {
            figures.add(new PaperSection(run).objective());
        }
        line.ifPresent(built -> figures.addAll(alongTheAxis(run, built)));
        return Optional.of(new ReportSection(
                "paper",
                "Beside the paper",
                "What the paper prints about cycles is grey. Its Figures 1 and 3 are drawings: what they say is in the text"
                        + " below each. Its Figure 2, a t-SNE map of 40 codes for each length, is to be compared with “Codes of the"
                        + " data in the plane”: there are several clusters, one for each way of taking cycles apart, 70 % of the"
                        + " points in the largest, whose first principal axis has 92 % of its variance and follows the length."
                        + " The command reproduce trains the paper's own model and compares it number by number.",
                figures));
    }

    /** Figure 1. */
    private ReportFigure objective() {
        boolean surrogate = has("surrogate");
        Panel objective = new Panel(
                "Figure 1: objective",
                EPOCH,
                surrogate ? "surrogate (nats; no bound)" : "−ELBO of the unlabelled graph (nats)");
        add(objective, surrogate ? "surrogate" : "elboG", surrogate ? 1 : -1);
        if (surrogate) {
            double last = run.metrics().size();
            paper(objective, "paper, better runs: below", new double[] {1, last}, new double[] {SURROGATE, SURROGATE});
        }
        List<Panel> panels = new ArrayList<>(List.of(objective.legendBelow()));
        if (has("valid")) {
            Panel valid = new Panel("Figure 1: valid samples", EPOCH, "valid cycles (%)");
            add(valid, "valid", 100);
            for (double epoch : BEST_EPOCHS) {
                paper(valid, "paper: best at epochs 50–60", new double[] {epoch, epoch}, new double[] {0, 100});
            }
            panels.add(valid.yRange(0, 105).legendBelow());
        }
        return new ReportFigure(
                "paper-figure-1",
                "Figure 1: objective and valid samples by epoch",
                "The paper's objective goes on falling while its share of valid samples, of 100 at each epoch, peaks at epochs 50 to"
                        + " 60. "
                        + best(),
                new Figure(panels, 2, 480, 330),
                csv);
    }

    private boolean has(String key) {
        return run.metrics().stream().anyMatch(epoch -> epoch.containsKey(key));
    }

    private void add(Panel panel, String key, double factor) {
        List<Map<String, Double>> epochs = run.metrics().stream()
                .filter(epoch -> epoch.containsKey(key) && epoch.containsKey("epoch"))
                .toList();
        double[] x = epochs.stream().mapToDouble(epoch -> value(epoch, "epoch")).toArray();
        double[] y =
                epochs.stream().mapToDouble(epoch -> factor * value(epoch, key)).toArray();
        for (int i = 0; i < x.length; i++) {
            csv.add(key, (int) x[i], y[i]);
        }
        if (x.length > 1) {
            panel.line(run.name(), x, y, Palette.BLUE);
        } else {
            panel.points(run.name(), x, y, Palette.BLUE);
        }
        if (!key.equals("valid") && y.length > 1) {
            double[] sorted = Arrays.stream(y).sorted().toArray();
            double high = sorted[(int) Math.round(0.97 * (y.length - 1))];
            if (high > sorted[0]) {
                double low = key.equals("surrogate") ? Math.min(SURROGATE, sorted[0]) : sorted[0];
                panel.yRange(Math.floor(low), Math.ceil(high)); // the first epochs would flatten what follows
            }
        }
    }

    private static double value(Map<String, Double> epoch, String key) {
        return Objects.requireNonNull(epoch.get(key), key);
    }

    private void paper(Panel panel, String name, double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            csv.add(name, (int) x[i], y[i]);
        }
        panel.dashed(name, x, y, Palette.GREY);
    }

    private String best() {
        return run.metrics().stream()
                .filter(epoch -> epoch.containsKey("valid") && epoch.containsKey("epoch"))
                .max(Comparator.comparingDouble(epoch -> value(epoch, "valid")))
                .map(epoch -> String.format(
                        Locale.ROOT,
                        "Here the most are %.1f %%, at epoch %.0f.",
                        100 * value(epoch, "valid"),
                        value(epoch, "epoch")))
                .orElse("Here samples were not looked at while training (train --evaluate-every).");
    }

    /** Figure 3 and Table 1. */
    private static List<ReportFigure> alongTheAxis(ReportRun run, Interpolation line) {
        List<AxisRun> axes = List.of(new AxisRun(run.name(), "", Palette.BLUE, SeriesMarkers.CIRCLE, line));
        AxisFigure figure = new AxisFigure(run.data(), axes);
        return List.of(
                new ReportFigure(
                        "paper-table-1",
                        "Table 1: mean length at ten points of the first principal axis",
                        String.format(
                                Locale.ROOT,
                                "The paper's means, ± s/√n as it should be, are from one code built ten times, so that they"
                                        + " are flat; here each point's own code is built. Rank correlation of the point and the"
                                        + " mean length: %.2f.",
                                line.spearman()),
                        figure.meanLengths(),
                        AxisTable.toCsv(axes)),
                new ReportFigure(
                        "paper-figure-3",
                        "Figure 3: lengths at the ten points",
                        "Cumulative share of lengths, a line for each point. In the paper the ten lines are one above the other,"
                                + " as they are from one code.",
                        figure.cumulative(),
                        AxisTable.lengths(run.data(), axes)));
    }
}
