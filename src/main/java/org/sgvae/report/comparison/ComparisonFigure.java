package org.sgvae.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.sgvae.report.comparison.Comparison.Row;
import org.sgvae.report.figure.Figure;
import org.sgvae.report.figure.Palette;
import org.sgvae.report.figure.Panel;
import org.sgvae.statistics.Estimate;

/**
 * The regret, or \(-\log p(G)\) where it is not known, of each model against its training time; a panel for each data.
 */
final class ComparisonFigure {
    private ComparisonFigure() {}

    /** Draws the rows that have a value; empty if none has. */
    static Optional<Figure> of(Comparison comparison) {
        Map<String, List<Row>> byData = comparison.rows().stream()
                .filter(row -> Stream.of(ComparedMeasure.REGRET, ComparedMeasure.NLL)
                        .anyMatch(measure -> row.measure(measure).isPresent()))
                .collect(Collectors.groupingBy(Row::data, TreeMap::new, Collectors.toList()));
        List<Panel> panels = new ArrayList<>();
        byData.forEach((data, rows) -> panels.add(panel(data, rows)));
        return panels.isEmpty() ? Optional.empty() : Optional.of(new Figure(panels, 2, 560, 420));
    }

    private static Panel panel(String data, List<Row> rows) {
        boolean known = rows.stream()
                .anyMatch(row -> row.measure(ComparedMeasure.REGRET).isPresent());
        ComparedMeasure height = known ? ComparedMeasure.REGRET : ComparedMeasure.NLL;
        Panel panel = new Panel(data, "training time (s)", height.label() + " (nats)");
        double longest = 0;
        for (Row row : rows) {
            Optional<Estimate> y = row.measure(height);
            double x = row.measure(ComparedMeasure.SECONDS).orElseThrow().value();
            longest = Math.max(longest, x);
            if (y.isPresent()) { // a regret may be missing where others have one
                double error = y.get().standardError();
                panel.estimates(
                        row.preset(),
                        new double[] {x},
                        new double[] {y.get().value()},
                        new double[] {Double.isFinite(error) ? error : 0},
                        Palette.series(rows.indexOf(row)),
                        SeriesMarkers.CIRCLE);
            }
        }
        return panel.xRange(0, 1.1 * longest).legendBelow();
    }
}
