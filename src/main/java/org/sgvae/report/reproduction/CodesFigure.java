package org.sgvae.report.reproduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.experiment.CodeMap;
import org.sgvae.report.figure.CsvTable;
import org.sgvae.report.figure.Figure;
import org.sgvae.report.figure.Palette;
import org.sgvae.report.figure.Panel;

/** The paper's Figure 2: codes in the plane, coloured by the length of the cycle that was encoded. */
final class CodesFigure {
    private final Reproduction reproduction;

    CodesFigure(Reproduction reproduction) {
        this.reproduction = reproduction;
    }

    private List<ReproducedRun> shown() {
        List<ReproducedRun> shown = new ArrayList<>();
        for (Contender contender : List.of(Contender.PAPER, Contender.DEFAULT)) {
            reproduction.shown(contender).ifPresent(shown::add);
        }
        return shown;
    }

    Figure figure() {
        List<Panel> panels = new ArrayList<>();
        for (ReproducedRun run : shown()) {
            CodeMap map = run.codes().orElseThrow();
            String label = capital(run.contender().label());
            panels.add(panel(
                    map,
                    new Panel(
                            label + ": first two principal components", axis("first", map, 0), axis("second", map, 1)),
                    map.axes().coordinates(map.codes().means(), 0),
                    map.axes().coordinates(map.codes().means(), 1)));
            panels.add(panel(
                    map,
                    new Panel(label + ": t-SNE", "t-SNE, first (no unit)", "t-SNE, second (no unit)"),
                    column(map.tsne().map(), 0),
                    column(map.tsne().map(), 1)));
        }
        return new Figure(panels, 2, 520, 470);
    }

    private static String capital(String label) {
        return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
    }

    private static String axis(String which, CodeMap map, int axis) {
        return String.format(
                Locale.ROOT,
                "%s (units of the code; %.0f %% of variance)",
                which,
                100 * map.axes().explained(axis));
    }

    private static Panel panel(CodeMap map, Panel panel, double[] x, double[] y) {
        List<Integer> lengths = map.codes().graphs().stream()
                .map(graph -> graph.nodes())
                .distinct()
                .sorted()
                .toList();
        for (int i = 0; i < lengths.size(); i++) {
            int length = lengths.get(i);
            int[] rows = IntStream.range(0, x.length)
                    .filter(row -> map.codes().graph(row).nodes() == length)
                    .toArray();
            panel.points(
                    length + " nodes",
                    Arrays.stream(rows).mapToDouble(row -> x[row]).toArray(),
                    Arrays.stream(rows).mapToDouble(row -> y[row]).toArray(),
                    Palette.step(i, lengths.size()));
        }
        return panel.legendBeside();
    }

    private static double[] column(DMatrixRMaj points, int column) {
        double[] numbers = new double[points.numRows];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = points.get(row, column);
        }
        return numbers;
    }

    CsvTable toCsv() {
        CsvTable csv = new CsvTable("model", "seed", "length", "ordering", "pca 1", "pca 2", "t-sne 1", "t-sne 2");
        for (ReproducedRun run : reproduction.runs()) {
            run.codes().ifPresent(map -> {
                double[] first = map.axes().coordinates(map.codes().means(), 0);
                double[] second = map.axes().coordinates(map.codes().means(), 1);
                for (int row = 0; row < first.length; row++) {
                    csv.add(
                            run.contender().label(),
                            run.seed(),
                            map.codes().graph(row).nodes(),
                            row % map.codes().orderings() + 1,
                            first[row],
                            second[row],
                            map.tsne().map().get(row, 0),
                            map.tsne().map().get(row, 1));
                }
            });
        }
        return csv;
    }
}
