package org.sgvae.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.Graph;
import org.sgvae.random.RandomKey;
import org.sgvae.report.figure.CsvTable;
import org.sgvae.report.figure.Figure;
import org.sgvae.report.figure.GraphPanel;
import org.sgvae.report.figure.Palette;
import org.sgvae.report.figure.Panel;

/** Samples of each run beside the data: sizes, degrees, and the graphs themselves. */
final class SamplesSection {
    static final int SAMPLES = 400; // of each run
    private static final int DRAWN = 16;

    private final List<ReportRun> runs;
    private final Map<ReportRun, List<GeneratedGraph>> samples = new LinkedHashMap<>();

    SamplesSection(List<ReportRun> runs) {
        this.runs = runs;
        for (ReportRun run : runs) {
            samples.put(run, run.model().sample(SAMPLES, RandomKey.of(1).split(Draws.SAMPLES), run.maxNodes()));
        }
    }

    private List<GeneratedGraph> of(ReportRun run) {
        return Objects.requireNonNull(samples.get(run), run::name);
    }

    ReportSection section() {
        List<ReportFigure> figures = new ArrayList<>();
        figures.add(distribution("sizes", "Sizes", "nodes", graph -> Stream.of(graph.nodes())));
        figures.add(distribution(
                "degrees",
                "Degrees",
                "neighbours of a node",
                graph -> IntStream.range(0, graph.nodes()).mapToObj(graph::degree)));
        runs.forEach(run -> figures.add(drawn(run)));
        return new ReportSection(
                "samples",
                "Samples",
                SAMPLES
                        + " samples of each run, with codes from the prior where there are codes. What counts"
                        + " as valid: "
                        + runs.get(0).data().kind().definition() + ".",
                figures);
    }

    /** The share of valid samples of a run. */
    double valid(ReportRun run) {
        InvalidReason reason = new InvalidReason(run.data(), run.legend());
        return of(run).stream().filter(sample -> reason.of(sample).isEmpty()).count() / (double) SAMPLES;
    }

    private ReportFigure distribution(String id, String title, String axis, Function<Graph, Stream<Integer>> numbers) {
        Panel panel = new Panel(title + " of samples and data", axis, "share (%)");
        CsvTable csv = new CsvTable("graphs", axis, "count", "share");
        Map<Integer, Double> data =
                add(panel, csv, "data", Palette.GREY, runs.get(0).data().graphs(), numbers);
        StringBuilder summary = new StringBuilder();
        for (int r = 0; r < runs.size(); r++) {
            ReportRun run = runs.get(r);
            Map<Integer, Double> shares = add(
                    panel,
                    csv,
                    run.name(),
                    Palette.series(r),
                    of(run).stream()
                            .filter(GeneratedGraph::complete)
                            .map(GeneratedGraph::graph)
                            .toList(),
                    numbers);
            double distance = Stream.concat(data.keySet().stream(), shares.keySet().stream())
                            .distinct()
                            .mapToDouble(key -> Math.abs(data.getOrDefault(key, 0.0) - shares.getOrDefault(key, 0.0)))
                            .sum()
                    / 2;
            summary.append(String.format(
                    Locale.ROOT, "%s: total variation distance to the data %.3f. ", run.name(), distance));
        }
        return new ReportFigure(
                id,
                panel.title(),
                summary.toString().strip(),
                new Figure(List.of(panel.legendBelow()), 1, 560, 320),
                csv);
    }

    private static Map<Integer, Double> add(
            Panel panel,
            CsvTable csv,
            String name,
            Color color,
            List<Graph> graphs,
            Function<Graph, Stream<Integer>> numbers) {
        Map<Integer, Integer> counts = new TreeMap<>();
        graphs.stream().flatMap(numbers).forEach(number -> counts.merge(number, 1, Integer::sum));
        double total = counts.values().stream().mapToInt(Integer::intValue).sum();
        Map<Integer, Double> shares = new TreeMap<>();
        counts.forEach((number, count) -> {
            shares.put(number, count / total);
            csv.add(name, number, count, count / total);
        });
        if (!shares.isEmpty()) {
            double[] x = shares.keySet().stream().mapToDouble(Integer::intValue).toArray();
            double[] y =
                    shares.values().stream().mapToDouble(share -> 100 * share).toArray();
            if (x.length > 1) {
                panel.line(name, x, y, color);
            }
            panel.points(name, x, y, color);
        }
        return shares;
    }

    private ReportFigure drawn(ReportRun run) {
        InvalidReason reason = new InvalidReason(run.data(), run.legend());
        GraphPanel valid = new GraphPanel("Valid samples", 8).as(run.depiction());
        GraphPanel invalid = new GraphPanel("Samples that are not valid, and why", 8).as(run.depiction());
        Map<String, Integer> reasons = new TreeMap<>();
        CsvTable csv = new CsvTable("sample", "graph", "edges", "valid", "why not");
        int drawnValid = 0;
        int drawnInvalid = 0;
        int number = 0;
        for (GeneratedGraph sample : of(run)) {
            Graph graph = sample.graph();
            String why = reason.of(sample).orElse("");
            csv.add(number++, graph, graph.edges(), why.isEmpty(), why);
            if (why.isEmpty() && drawnValid++ < DRAWN) {
                valid.add(graph, Palette.BLUE, graph.nodes() + " nodes");
            } else if (!why.isEmpty()) {
                reasons.merge(why.replaceFirst("( -?\\d+)?;.*| at \\d.*", ""), 1, Integer::sum);
                if (drawnInvalid++ < DRAWN) {
                    invalid.add(graph, Palette.VERMILION, why.split("; "));
                }
            }
        }
        double share = valid(run);
        String id = "samples-" + (runs.indexOf(run) + 1);
        return new ReportFigure(
                id,
                "Samples of " + run.name(),
                String.format(
                        Locale.ROOT,
                        "%.1f %% of %d samples are valid. Why others are not: %s.",
                        100 * share,
                        SAMPLES,
                        reasons.isEmpty()
                                ? "there are none"
                                : reasons.toString().replaceAll("[{}]", "").replace('=', ' ')),
                new Figure(drawnInvalid == 0 ? List.of(valid) : List.of(valid, invalid), 1, 900, 310),
                csv);
    }
}
