package org.sgvae.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSet;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonValue;
import org.sgvae.model.LatentModel;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.Correlation;
import org.sgvae.statistics.Estimate;
import org.sgvae.statistics.LengthDistribution;
import org.sgvae.statistics.Proportion;
import org.sgvae.statistics.Slope;

/**
 * Graphs built along the first principal axis of the codes (the paper's Figure 3 and Table 1).
 *
 * <p>The axis is that of the posteriors' means, through their centre. The points lie at equal distances on it, from the least to the
 * greatest coordinate of any mean, and many graphs are built from each point's own code. The axis is turned so that encoded graphs grow
 * along it.
 *
 * @param points the points, by rising coordinate
 * @param explained share of the variance of the means that lies along the axis
 * @param spearman rank correlation of coordinate and mean length; NaN where the mean length does not vary
 * @param slope of the length of valid graphs over the coordinate
 */
public record Interpolation(List<Point> points, double explained, double spearman, Slope slope) {
    /**
     * What was built from one code.
     *
     * @param coordinate where it lies on the axis, in units of the code
     * @param valid graphs that are of the kind of the data
     * @param meanLength mean number of nodes of the valid graphs, with \(s / \sqrt n\), n being their number; NaN where there are none
     * @param lengths of the valid graphs
     */
    public record Point(double coordinate, Proportion valid, Estimate meanLength, LengthDistribution lengths) {}

    /**
     * Copies the points.
     *
     * @throws NullPointerException if one is null
     */
    public Interpolation {
        points = List.copyOf(points);
    }

    /**
     * Builds graphs along the axis.
     *
     * @param model the model; not modified
     * @param data what the graphs should be like
     * @param codes codes of the data, at least two; not modified
     * @param points number of points, at least 2
     * @param graphs graphs built at each point, at least 1
     * @param maxNodes construction is cut off at this number of nodes
     * @param key source of the constructor's decisions
     * @param workers threads to use
     * @return the result
     */
    public static Interpolation of(
            LatentModel model,
            DataSet data,
            Codes codes,
            int points,
            int graphs,
            int maxNodes,
            RandomKey key,
            Workers workers) {
        PrincipalAxes axes = PrincipalAxes.of(codes.means());
        double[] encoded = axes.coordinates(codes.means(), 0);
        double[] sizes = new double[codes.size()];
        Arrays.setAll(sizes, row -> codes.graph(row).nodes());
        double direction = Correlation.pearson(encoded, sizes) < 0 ? -1 : 1;
        double low = Arrays.stream(encoded).map(t -> direction * t).min().orElseThrow();
        double high = Arrays.stream(encoded).map(t -> direction * t).max().orElseThrow();

        double[] coordinates = new double[points];
        DMatrixRMaj z = new DMatrixRMaj(points * graphs, codes.means().numCols);
        for (int p = 0; p < points; p++) {
            coordinates[p] = low + (high - low) * p / (points - 1);
            double[] code = axes.at(direction * coordinates[p], 0);
            for (int i = 0; i < graphs; i++) {
                System.arraycopy(code, 0, z.data, (p * graphs + i) * code.length, code.length);
            }
        }
        List<GeneratedGraph> built = Decoding.graphs(model, z, maxNodes, key, workers);
        return of(coordinates, built, data.kind()::test, axes.explained(0));
    }

    /** The same number of graphs was built at each coordinate, one after the other. */
    static Interpolation of(double[] coordinates, List<GeneratedGraph> built, Predicate<Graph> kind, double explained) {
        int graphs = built.size() / coordinates.length;
        List<Point> points = new ArrayList<>();
        List<double[]> valid = new ArrayList<>(); // coordinate and length
        for (int p = 0; p < coordinates.length; p++) {
            List<Graph> right = built.subList(p * graphs, (p + 1) * graphs).stream()
                    .filter(graph -> graph.complete() && kind.test(graph.graph()))
                    .map(GeneratedGraph::graph)
                    .toList();
            double[] lengths = right.stream().mapToDouble(Graph::nodes).toArray();
            Estimate mean = lengths.length == 0 ? new Estimate(Double.NaN, Double.NaN) : Estimate.ofMean(lengths);
            points.add(new Point(
                    coordinates[p], new Proportion(lengths.length, graphs), mean, LengthDistribution.of(right)));
            for (double length : lengths) {
                valid.add(new double[] {coordinates[p], length});
            }
        }
        List<Point> measured =
                points.stream().filter(p -> p.valid().successes() > 0).toList();
        double spearman = Correlation.spearman(
                measured.stream().mapToDouble(Point::coordinate).toArray(),
                measured.stream().mapToDouble(p -> p.meanLength().value()).toArray());
        Slope slope = Slope.of(
                valid.stream().mapToDouble(pair -> pair[0]).toArray(),
                valid.stream().mapToDouble(pair -> pair[1]).toArray());
        return new Interpolation(points, explained, spearman, slope);
    }

    public JsonObject toJson() {
        List<JsonValue> list = new ArrayList<>();
        for (Point point : points) {
            JsonObject.Builder json = JsonObject.builder()
                    .put("coordinate", point.coordinate())
                    .put("graphs", point.valid().trials());
            point.valid().putInto(json, "valid");
            point.meanLength().putInto(json, "meanLength");
            list.add(json.build());
        }
        JsonObject.Builder json =
                JsonObject.builder().put("explained", explained).putFiniteOrNull("spearman", spearman);
        slope.estimate().putInto(json, "slope");
        return json.putFiniteOrNull("slopeLow", slope.interval().low())
                .putFiniteOrNull("slopeHigh", slope.interval().high())
                .put("points", new JsonArray(list))
                .build();
    }
}
