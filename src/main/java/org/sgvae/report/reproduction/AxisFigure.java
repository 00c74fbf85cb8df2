package org.sgvae.report.reproduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.sgvae.graph.data.DataSet;
import org.sgvae.latent.Interpolation;
import org.sgvae.report.figure.Figure;
import org.sgvae.report.figure.Palette;
import org.sgvae.report.figure.Panel;

/** The paper's Figure 3, lengths of what is built along the first principal axis, and its Table 1 as a figure. */
public final class AxisFigure {
    private static final String POINT = "point on the first principal axis";

    private final DataSet data;
    private final List<AxisRun> runs;

    /**
     * Makes the figures.
     *
     * @param data what was trained on, cycles
     * @param runs what to show
     */
    public AxisFigure(DataSet data, List<AxisRun> runs) {
        this.data = data;
        this.runs = List.copyOf(runs);
    }

    /** {@return Figure 3: a panel for each run, at most two in a row} */
    public Figure cumulative() {
        List<Panel> panels = new ArrayList<>();
        double smallest = smallest(data);
        double largest = largest(data);
        for (AxisRun run : runs) {
            Panel panel = new Panel(
                    run.label().substring(0, 1).toUpperCase(Locale.ROOT)
                            + run.label().substring(1) + ": lengths along the axis",
                    "length of the cycle (nodes)",
                    "cumulative share of valid graphs (%)");
            List<Interpolation.Point> points = run.line().points();
            for (int p = 0; p < points.size(); p++) {
                add(panel, points.get(p), p, points.size(), smallest, largest);
            }
            panels.add(panel.xRange(smallest, largest).yRange(0, 100).legendBeside());
        }
        return new Figure(panels, 2, 520, 420);
    }

    /** Where Figure 3 begins. */
    static int smallest(DataSet data) {
        return data.minNodes() - 2;
    }

    /** Where Figure 3 ends. */
    static int largest(DataSet data) {
        return data.maxNodes() + 4;
    }

    private static void add(
            Panel panel, Interpolation.Point point, int number, int of, double smallest, double largest) {
        if (point.lengths().total() == 0) {
            return;
        }
        int lengths = (int) (largest - smallest) + 1;
        double[] x = new double[lengths];
        double[] y = new double[lengths];
        for (int i = 0; i < lengths; i++) {
            int length = (int) smallest + i;
            x[i] = length;
            y[i] = 100.0
                    * point.lengths().counts().headMap(length + 1).values().stream()
                            .mapToInt(Integer::intValue)
                            .sum()
                    / point.lengths().total();
        }
        panel.line("point " + (number + 1), x, y, Palette.step(number, of));
    }

    /** {@return Table 1: the paper's mean lengths, and those of each run} */
    public Figure meanLengths() {
        Panel panel = new Panel("Mean length along the axis", POINT, "mean length of valid cycles (nodes)");
        double[] numbers = new double[Published.MEAN_LENGTHS.length];
        Arrays.setAll(numbers, p -> p + 1);
        double[] errors = new double[numbers.length];
        Arrays.setAll(errors, Published::error);
        panel.estimates(
                "paper, Table 1 (one code ten times)",
                numbers,
                Published.MEAN_LENGTHS,
                errors,
                Palette.GREY,
                SeriesMarkers.DIAMOND);
        for (AxisRun run : runs) {
            List<Interpolation.Point> points = run.line().points();
            int[] valid = IntStream.range(0, points.size())
                    .filter(p -> Double.isFinite(points.get(p).meanLength().standardError()))
                    .toArray();
            if (valid.length > 0) {
                panel.estimates(
                        run.label(),
                        Arrays.stream(valid).mapToDouble(p -> p + 1).toArray(),
                        Arrays.stream(valid)
                                .mapToDouble(p -> points.get(p).meanLength().value())
                                .toArray(),
                        Arrays.stream(valid)
                                .mapToDouble(p -> points.get(p).meanLength().standardError())
                                .toArray(),
                        run.color(),
                        run.marker());
            }
        }
        return new Figure(List.of(panel.xRange(0.5, 10.5).legendBelow()), 1, 640, 420);
    }
}
