package org.sgvae.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sgvae.report.figure.CsvTable;
import org.sgvae.report.figure.Figure;
import org.sgvae.report.figure.Palette;
import org.sgvae.report.figure.Panel;

/** What each epoch measured: a panel for each number of {@code metrics.jsonl}, a line for each run. */
final class MetricsSection {
    private static final String EPOCH = "epoch (passes over the data)";
    private static final int MAX_PANELS = 12;

    /** Known numbers and what they are called; others are shown under their own name. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("elboG", "ELBO of the unlabelled graph (nats)"),
            Map.entry("surrogate", "surrogate, a loss and no bound (nats)"),
            Map.entry("reconstruction", "log p(x, π | z) (nats)"),
            Map.entry("kl", "KL of the code (nats)"),
            Map.entry("logPz", "log p(z) (nats)"),
            Map.entry("logQOrder", "log q(π | x) (nats)"),
            Map.entry("gradientNorm", "norm of the gradient"),
            Map.entry("valid", "valid samples (share)"),
            Map.entry("validInRange", "valid and of a size of the data (share)"));

    /** A number that was measured on graphs kept from training is shown beside that of the same name. */
    private static final Pattern HELD_OUT = Pattern.compile("(?:heldOut|validation|test)([A-Z]\\w*)");

    private static final List<String> NOT_SHOWN = List.of("epoch", "trainSeconds", "graphsPerSecond");

    private final List<ReportRun> runs;

    MetricsSection(List<ReportRun> runs) {
        this.runs = runs;
    }

    ReportSection section() {
        Map<String, List<String>> keys = panels();
        List<ReportFigure> figures = new ArrayList<>();
        if (!keys.isEmpty()) {
            List<Panel> panels = new ArrayList<>();
            keys.forEach((name, shown) -> panels.add(panel(name, shown)));
            figures.add(new ReportFigure(
                    "epochs", "What each epoch measured", summary(), new Figure(panels, 3, 400, 290), csv()));
        }
        return new ReportSection(
                "training",
                "Training",
                "A line for each run; dashed: on graphs kept from training. The axes leave out the most extreme 4 % of"
                        + " all values, as a rule the first epochs.",
                figures);
    }

    /** Names of panels, each with the keys in it. */
    private Map<String, List<String>> panels() {
        Map<String, List<String>> panels = new LinkedHashMap<>();
        for (ReportRun run : runs) {
            for (Map<String, Double> epoch : run.metrics()) {
                for (String key : epoch.keySet()) {
                    String name = base(key);
                    if (!NOT_SHOWN.contains(key) && (panels.containsKey(name) || panels.size() < MAX_PANELS)) {
                        List<String> shown = panels.computeIfAbsent(name, absent -> new ArrayList<>());
                        if (!shown.contains(key)) {
                            shown.add(key);
                        }
                    }
                }
            }
        }
        return panels;
    }

    private static String base(String key) {
        Matcher matcher = HELD_OUT.matcher(key);
        if (!matcher.matches()) {
            return key;
        }
        return matcher.group(1).substring(0, 1).toLowerCase(Locale.ROOT)
                + matcher.group(1).substring(1);
    }

    private Panel panel(String name, List<String> keys) {
        Panel panel = new Panel(NAMES.getOrDefault(name, name), EPOCH, "");
        List<Double> all = new ArrayList<>();
        for (int r = 0; r < runs.size(); r++) {
            ReportRun run = runs.get(r);
            for (String key : keys) {
                List<Map<String, Double>> epochs = run.metrics().stream()
                        .filter(epoch -> epoch.containsKey(key))
                        .toList();
                if (epochs.isEmpty()) {
                    continue;
                }
                double[] x = new double[epochs.size()];
                Arrays.setAll(x, i -> epochs.get(i).getOrDefault("epoch", i + 1.0));
                double[] y =
                        epochs.stream().mapToDouble(epoch -> epoch.get(key)).toArray();
                Arrays.stream(y).forEach(all::add);
                if (x.length == 1) {
                    panel.points(run.name(), x, y, Palette.series(r));
                } else if (key.equals(name)) {
                    panel.line(run.name(), x, y, Palette.series(r));
                } else {
                    panel.dashed(run.name() + ", held out", x, y, Palette.series(r));
                }
            }
        }
        limit(panel, all);
        return runs.size() > 1 || keys.size() > 1 ? panel.legendBelow() : panel;
    }

    private static void limit(Panel panel, List<Double> all) {
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double low = sorted[(int) (0.02 * (sorted.length - 1))];
        double high = sorted[(int) Math.ceil(0.98 * (sorted.length - 1))];
        if (high > low) {
            panel.yRange(low - 0.05 * (high - low), high + 0.05 * (high - low));
        }
    }

    private String summary() {
        StringBuilder text = new StringBuilder();
        for (ReportRun run : runs) {
            if (!run.metrics().isEmpty()) {
                text.append(run.name())
                        .append(" after ")
                        .append(run.metrics().size())
                        .append(" epochs:");
                run.metrics().get(run.metrics().size() - 1).forEach((key, number) -> {
                    if (!NOT_SHOWN.contains(key)) {
                        text.append(String.format(Locale.ROOT, " %s %.4g;", key, number));
                    }
                });
                text.append(' ');
            }
        }
        return text.toString().strip();
    }

    private CsvTable csv() {
        CsvTable csv = new CsvTable("run", "epoch", "quantity", "value");
        for (ReportRun run : runs) {
            int number = 0;
            for (Map<String, Double> epoch : run.metrics()) {
                number++;
                double at = epoch.getOrDefault("epoch", (double) number);
                epoch.forEach((key, value) -> {
                    if (!NOT_SHOWN.contains(key)) {
                        csv.add(run.name(), (int) at, key, value);
                    }
                });
            }
        }
        return csv;
    }
}
