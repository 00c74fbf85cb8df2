package org.sgvae.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.sgvae.experiment.Tsne;
import org.sgvae.graph.Graph;
import org.sgvae.latent.Codes;
import org.sgvae.latent.Interpolation;
import org.sgvae.latent.PrincipalAxes;
import org.sgvae.model.LatentModel;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.report.figure.CsvTable;
import org.sgvae.report.figure.Figure;
import org.sgvae.report.figure.Palette;
import org.sgvae.report.figure.Panel;
import org.sgvae.statistics.Correlation;

/**
 * The codes of the data in the plane, coloured by what the graphs are like, and what is built along their first axis.
 */
final class LatentSection {
    private static final int GRAPHS = 150; // of the data
    private static final int ROWS = 300; // codes, about
    private static final double PERPLEXITY = 30;
    private static final int STEPS = 500;
    private static final int BANDS = 8; // of colours, where a property has more values
    private static final int POINTS = 10; // along the first axis, as in the paper's Table 1
    private static final int BUILT = 60; // graphs at each point

    private final ReportRun run;
    private final LatentModel model;
    private final Workers workers;
    private final RandomKey key = RandomKey.of(1).split(Draws.LATENT);

    private @Nullable Interpolation line;

    private record Property(String name, ToDoubleFunction<Graph> of) {}

    LatentSection(ReportRun run, LatentModel model, Workers workers) {
        this.run = run;
        this.model = model;
        this.workers = workers;
    }

    ReportSection section() {
        List<Graph> graphs = run.data().graphs();
        List<Graph> some = graphs.size() <= GRAPHS
                ? graphs
                : IntStream.range(0, GRAPHS)
                        .mapToObj(i -> graphs.get((int) ((long) i * graphs.size() / GRAPHS)))
                        .toList();
        int classes = Codes.of(model, some, 1, key, workers).size();
        Codes codes = Codes.of(model, some, Math.max(1, (ROWS + classes - 1) / classes), key, workers);
        List<ReportFigure> figures = new ArrayList<>();
        if (codes.size() > 2) {
            figures.add(maps(codes));
            figures.add(axis(codes));
        }
        return new ReportSection(
                "latent",
                "Latent codes",
                "Means of q(z | π, x), or the points, of graphs of the data, each along several orderings drawn"
                        + " from the"
                        + " destructor. Distances between clusters of a t-SNE map mean nothing. Details are of the run "
                        + run.name() + ".",
                figures);
    }

    private ReportFigure maps(Codes codes) {
        PrincipalAxes axes = PrincipalAxes.of(codes.means());
        double[] first = axes.coordinates(codes.means(), 0);
        double[] second = codes.means().numCols > 1 ? axes.coordinates(codes.means(), 1) : new double[first.length];
        double[][] tsne = new double[2][first.length];
        boolean mapped = codes.size() > 3 * PERPLEXITY;
        if (mapped) {
            var map = Tsne.of(codes.means(), PERPLEXITY, STEPS, key.split(Draws.T_SNE))
                    .map();
            for (int row = 0; row < first.length; row++) {
                tsne[0][row] = map.get(row, 0);
                tsne[1][row] = map.get(row, 1);
            }
        }
        List<Panel> panels = new ArrayList<>();
        List<Property> properties = properties(codes);
        for (Property property : properties) {
            double[] values = IntStream.range(0, codes.size())
                    .mapToDouble(row -> property.of().applyAsDouble(codes.graph(row)))
                    .toArray();
            panels.add(coloured(
                    new Panel(
                            "Principal axes, by " + property.name(),
                            axisName("first", axes, 0),
                            codes.means().numCols > 1 ? axisName("second", axes, 1) : ""),
                    first,
                    second,
                    values));
            if (mapped) {
                panels.add(coloured(
                        new Panel("t-SNE, by " + property.name(), "t-SNE (no unit)", ""), tsne[0], tsne[1], values));
            }
        }
        CsvTable csv = new CsvTable(header(properties));
        for (int row = 0; row < first.length; row++) {
            List<Object> cells = new ArrayList<>(List.of(row / codes.orderings(), first[row], second[row]));
            cells.addAll(List.of(mapped ? tsne[0][row] : Double.NaN, mapped ? tsne[1][row] : Double.NaN));
            for (Property property : properties) {
                cells.add(property.of().applyAsDouble(codes.graph(row)));
            }
            csv.add(cells.toArray());
        }
        double[] nodes = sizes(codes);
        return new ReportFigure(
                "codes",
                "Codes of the data in the plane",
                String.format(
                        Locale.ROOT,
                        "%d codes. The first axis has %.0f %% of the variance; its correlation with the number"
                                + " of nodes is %.2f.",
                        codes.size(),
                        100 * axes.explained(0),
                        Correlation.pearson(first, nodes)),
                new Figure(panels, 2, 520, 420),
                csv);
    }

    private static String[] header(List<Property> properties) {
        List<String> header =
                new ArrayList<>(List.of("graph", "principal axis 1", "principal axis 2", "t-SNE 1", "t-SNE 2"));
        properties.forEach(property -> header.add(property.name()));
        return header.toArray(String[]::new);
    }

    private static double[] sizes(Codes codes) {
        return IntStream.range(0, codes.size())
                .mapToDouble(row -> codes.graph(row).nodes())
                .toArray();
    }

    /** Those that say something of their own: that vary, and not in step with the number of nodes. */
    private List<Property> properties(Codes codes) {
        List<Property> all = new ArrayList<>(List.of(new Property("nodes", Graph::nodes)));
        List<Property> others = new ArrayList<>(List.of(new Property("edges", Graph::edges)));
        for (int t = 0; t < Math.min(3, run.data().nodeTypes()) && run.data().nodeTypes() > 1; t++) {
            int type = t;
            others.add(new Property(
                    "nodes of type " + type,
                    graph -> IntStream.range(0, graph.nodes())
                            .filter(v -> graph.nodeType(v) == type)
                            .count()));
        }
        double[] nodes = sizes(codes);
        for (Property property : others) {
            double[] values = IntStream.range(0, codes.size())
                    .mapToDouble(row -> property.of().applyAsDouble(codes.graph(row)))
                    .toArray();
            boolean varies = Arrays.stream(values).distinct().count() > 1;
            if (varies && !(Math.abs(Correlation.pearson(values, nodes)) > 1 - 1e-9)) {
                all.add(property);
            }
        }
        return all;
    }

    private static String axisName(String which, PrincipalAxes axes, int axis) {
        return String.format(Locale.ROOT, "%s axis (%.0f %% of variance)", which, 100 * axes.explained(axis));
    }

    private static Panel coloured(Panel panel, double[] x, double[] y, double[] values) {
        double[] distinct = Arrays.stream(values).distinct().sorted().toArray();
        int bands = Math.min(distinct.length, BANDS + 2);
        for (int band = 0; band < bands; band++) {
            double low = distinct[band * distinct.length / bands];
            double high = distinct[(band + 1) * distinct.length / bands - 1];
            int[] rows = IntStream.range(0, x.length)
                    .filter(row -> values[row] >= low && values[row] <= high)
                    .toArray();
            panel.points(
                    low == high ? number(low) : number(low) + "–" + number(high),
                    Arrays.stream(rows).mapToDouble(row -> x[row]).toArray(),
                    Arrays.stream(rows).mapToDouble(row -> y[row]).toArray(),
                    Palette.step(band, bands));
        }
        return panel.legendBeside();
    }

    /** {@return what was built along the first axis, once the section is there} */
    Optional<Interpolation> line() {
        return Optional.ofNullable(line);
    }

    private ReportFigure axis(Codes codes) {
        line = Interpolation.of(
                model, run.data(), codes, POINTS, BUILT, run.maxNodes(), key.split(Draws.AXIS), workers);
        Panel sizes = new Panel("Along the first principal axis", "coordinate", "mean nodes of valid graphs");
        Panel valid = new Panel("Valid graphs there", "coordinate", "valid (%)");
        CsvTable csv = new CsvTable("coordinate", "graphs", "valid", "mean nodes", "standard error");
        List<Interpolation.Point> measured = line.points().stream()
                .filter(point -> point.valid().successes() > 0)
                .toList();
        for (Interpolation.Point point : line.points()) {
            csv.add(
                    point.coordinate(),
                    point.valid().trials(),
                    point.valid().value(),
                    point.meanLength().value(),
                    point.meanLength().standardError());
        }
        if (measured.size() > 1) {
            sizes.estimates(
                    run.name(),
                    measured.stream()
                            .mapToDouble(Interpolation.Point::coordinate)
                            .toArray(),
                    measured.stream()
                            .mapToDouble(point -> point.meanLength().value())
                            .toArray(),
                    measured.stream()
                            .mapToDouble(point -> finite(point.meanLength().standardError()))
                            .toArray(),
                    Palette.BLUE,
                    SeriesMarkers.CIRCLE);
        }
        valid.line(
                run.name(),
                line.points().stream()
                        .mapToDouble(Interpolation.Point::coordinate)
                        .toArray(),
                line.points().stream()
                        .mapToDouble(point -> 100 * point.valid().value())
                        .toArray(),
                Palette.BLUE);
        return new ReportFigure(
                "axis",
                "What is built along the first principal axis",
                String.format(
                        Locale.ROOT,
                        "%d graphs at each of %d points; rank correlation of coordinate and mean size %.2f.",
                        BUILT,
                        POINTS,
                        line.spearman()),
                new Figure(List.of(sizes, valid.yRange(0, 105)), 2, 520, 300),
                csv);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static double finite(double number) {
        return Double.isFinite(number) ? number : 0;
    }
}
