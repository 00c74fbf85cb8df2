package org.sgvae.report.comparison;

import static org.sgvae.report.reproduction.ReproductionTable.shown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.sgvae.report.comparison.RateRegret.Point;
import org.sgvae.report.figure.CsvTable;
import org.sgvae.report.figure.Figure;
import org.sgvae.report.figure.Palette;
import org.sgvae.report.figure.Panel;
import org.sgvae.statistics.Estimate;

/** A {@link RateRegret} as Markdown, as CSV and as a figure. */
final class RateRegretTable {
    private static final String NOTES = """
            R: nats asked of the code, 0 for as many as the bound wants. Means over seeds ± s/√seeds; with one seed ±
            the error of its own random draws. Regret is the mean of log p_true(G) − log p(G) over fresh graphs, where
            the family of the data has known probabilities. −log p(G) is the mean over held-out graphs, or over the
            training graphs if none were held out. Both are in nats, by importance sampling, every second code from the
            prior. KL: of the code's posterior from the prior, the rate that was reached. I(x; z): what the code tells
            of its graph, a lower bound that cannot exceed the entropy of the graphs that were encoded.
            """;

    private RateRegretTable() {}

    private static Map<String, Function<Point, Optional<Estimate>>> columns() {
        Map<String, Function<Point, Optional<Estimate>>> columns = new LinkedHashMap<>();
        columns.put("regret", point -> point.measure(ComparedMeasure.REGRET));
        columns.put("−log p(G)", point -> point.measure(ComparedMeasure.NLL));
        columns.put("KL", Point::kl);
        columns.put("I(x; z) ≥", Point::information);
        columns.put("valid", point -> point.measure(ComparedMeasure.VALID));
        columns.put("seconds", point -> point.measure(ComparedMeasure.SECONDS));
        return columns;
    }

    static String toMarkdown(RateRegret curve, List<String> problems) {
        List<String> lines = new ArrayList<>();
        lines.add("| R | seeds | " + String.join(" | ", columns().keySet()) + " |");
        lines.add("|" + "---:|".repeat(2 + columns().size()));
        for (Point point : curve.points()) {
            lines.add(String.format(
                            Locale.ROOT,
                            "| %s | %d | ",
                            ("" + point.rate()).replaceFirst("\\.0$", ""),
                            point.runs().size())
                    + columns().values().stream()
                            .map(column -> shown(column.apply(point), 3))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
        lines.add("");
        problems.forEach(problem -> lines.add("- not in the table: " + problem));
        return String.join("\n", lines) + "\n" + NOTES;
    }

    /** A row for each rate, each column as value and standard error. */
    static CsvTable toCsv(RateRegret curve) {
        CsvTable csv = new CsvTable(
                "rate",
                "seeds",
                "regret",
                "regretStdErr",
                "nllG",
                "nllGStdErr",
                "kl",
                "klStdErr",
                "mutualInformation",
                "mutualInformationStdErr",
                "valid",
                "validStdErr",
                "trainSeconds",
                "trainSecondsStdErr");
        for (Point point : curve.points()) {
            List<Object> cells =
                    new ArrayList<>(List.of(point.rate(), point.runs().size()));
            for (Function<Point, Optional<Estimate>> column : columns().values()) {
                cells.add(column.apply(point).map(Estimate::value).orElse(Double.NaN));
                cells.add(column.apply(point).map(Estimate::standardError).orElse(Double.NaN));
            }
            csv.add(cells.toArray());
        }
        return csv;
    }

    /** What it costs beside what it carries, both against R. */
    static Figure figure(RateRegret curve) {
        ComparedMeasure cost = curve.cost();
        Panel costs = new Panel("What the code costs", "R, rate asked of the code (nats)", cost.label() + " (nats)");
        draw(costs, cost.label(), curve, point -> point.measure(cost), 0);
        Panel carried = new Panel("What the code carries", "R, rate asked of the code (nats)", "nats");
        draw(carried, "KL", curve, Point::kl, 1);
        draw(carried, "I(x; z) at least", curve, Point::information, 2);
        double most = curve.points().get(curve.points().size() - 1).rate();
        double[] diagonal = {0, most};
        carried.dashed("R", diagonal, diagonal, Palette.series(3)).legendBelow();
        return new Figure(List.of(costs, carried), 2, 480, 340);
    }

    private static void draw(
            Panel panel, String name, RateRegret curve, Function<Point, Optional<Estimate>> measure, int color) {
        List<Point> points = curve.points().stream()
                .filter(point -> measure.apply(point)
                        .filter(y -> Double.isFinite(y.value()))
                        .isPresent())
                .toList();
        if (!points.isEmpty()) {
            panel.estimates(
                    name,
                    points.stream().mapToDouble(Point::rate).toArray(),
                    numbers(points, measure, Estimate::value),
                    numbers(points, measure, y -> Double.isFinite(y.standardError()) ? y.standardError() : 0),
                    Palette.series(color),
                    SeriesMarkers.CIRCLE);
        }
    }

    private static double[] numbers(
            List<Point> points, Function<Point, Optional<Estimate>> measure, Function<Estimate, Double> part) {
        return points.stream()
                .mapToDouble(point -> part.apply(measure.apply(point).orElseThrow()))
                .toArray();
    }
}
