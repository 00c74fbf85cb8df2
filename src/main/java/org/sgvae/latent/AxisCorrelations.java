package org.sgvae.latent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.sgvae.graph.Graph;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonValue;
import org.sgvae.statistics.Correlation;

/**
 * What the first principal axes of the codes' means go with: Pearson correlations of the coordinates with properties of the graphs.
 *
 * @param axes by falling variance
 */
public record AxisCorrelations(List<Axis> axes) {
    private static final int MOST_AXES = 3;

    /** Copies the axes. */
    public AxisCorrelations {
        axes = List.copyOf(axes);
    }

    /**
     * One axis.
     *
     * @param explained share of the variance of the means that lies along it
     * @param correlations by property; not a number for a property that is the same for all graphs
     */
    public record Axis(double explained, Map<String, Double> correlations) {
        /** Copies the correlations. */
        public Axis {
            correlations = Collections.unmodifiableMap(new LinkedHashMap<>(correlations));
        }
    }

    /**
     * Correlates.
     *
     * @param codes codes of graphs, at least two; not modified
     * @return the correlations
     */
    public static AxisCorrelations of(Codes codes) {
        PrincipalAxes principal = PrincipalAxes.of(codes.means());
        Map<String, double[]> properties = new LinkedHashMap<>();
        properties(codes.graphs()).forEach((name, property) -> properties.put(name, perRow(codes, property)));
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_AXES, codes.means().numCols); i++) {
            double[] coordinates = principal.coordinates(codes.means(), i);
            Map<String, Double> correlations = new LinkedHashMap<>();
            properties.forEach((name, values) -> correlations.put(name, Correlation.pearson(coordinates, values)));
            axes.add(new Axis(principal.explained(i), correlations));
        }
        return new AxisCorrelations(axes);
    }

    private static double[] perRow(Codes codes, ToDoubleFunction<Graph> property) {
        double[] ofClass = codes.graphs().stream().mapToDouble(property).toArray();
        return IntStream.range(0, codes.size())
                .mapToDouble(row -> ofClass[row / codes.orderings()])
                .toArray();
    }

    private static Map<String, ToDoubleFunction<Graph>> properties(List<Graph> graphs) {
        Map<String, ToDoubleFunction<Graph>> properties = new LinkedHashMap<>();
        properties.put("nodes", Graph::nodes);
        properties.put("edges", Graph::edges);
        properties.put("meanDegree", graph -> 2.0 * graph.edges() / graph.nodes());
        properties.put("diameter", AxisCorrelations::diameter);
        int nodeTypes = graphs.stream().mapToInt(Graph::nodeTypeCount).max().orElse(1);
        int edgeTypes = graphs.stream().mapToInt(Graph::edgeTypeCount).max().orElse(1);
        for (int type = 0; type < nodeTypes && nodeTypes > 1; type++) {
            int own = type;
            properties.put(
                    "nodesOfType" + type,
                    graph -> IntStream.range(0, graph.nodes())
                            .filter(v -> graph.nodeType(v) == own)
                            .count());
        }
        for (int type = 0; type < edgeTypes && edgeTypes > 1; type++) {
            int own = type;
            properties.put(
                    "edgesOfType" + type,
                    graph -> IntStream.range(0, graph.edges())
                            .filter(e -> graph.edgeType(e) == own)
                            .count());
        }
        return properties;
    }

    /** The longest of all shortest paths, in edges; between nodes that are connected. */
    static int diameter(Graph graph) {
        int diameter = 0;
        for (int from = 0; from < graph.nodes(); from++) {
            int[] distance = new int[graph.nodes()];
            Arrays.fill(distance, -1);
            distance[from] = 0;
            Deque<Integer> queue = new ArrayDeque<>(List.of(from));
            while (!queue.isEmpty()) {
                int v = queue.remove();
                diameter = Math.max(diameter, distance[v]);
                for (int i = 0; i < graph.degree(v); i++) {
                    int w = graph.neighbour(v, i);
                    if (distance[w] < 0) {
                        distance[w] = distance[v] + 1;
                        queue.add(w);
                    }
                }
            }
        }
        return diameter;
    }

    /** {@return an object for each axis, by falling variance} */
    public JsonArray toJson() {
        List<JsonValue> list = new ArrayList<>();
        for (Axis axis : axes) {
            JsonObject.Builder correlations = JsonObject.builder();
            axis.correlations().forEach(correlations::putFiniteOrNull);
            list.add(JsonObject.builder()
                    .put("explained", axis.explained())
                    .put("correlations", correlations.build())
                    .build());
        }
        return new JsonArray(list);
    }
}
