package org.sgvae.graph.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sgvae.graph.Graph;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.json.JsonValue;

/**
 * Graphs with types as JSON: {@code {"nodes":3,"nodeType":[0,0,1],"edges":[[0,1,0],[1,2,1]]}}.
 *
 * <p>An edge is its two nodes and its type. Without {@code nodeType} all nodes are of type 0; an edge of two numbers is of
 * type 0.
 */
public final class JsonGraph {

    /** Most nodes that are read, so that a short text cannot ask for all memory. */
    public static final int MAX_NODES = 1_000_000;

    private JsonGraph() {}

    /**
     * Takes a graph out of a JSON text.
     *
     * @param place the object
     * @return the graph
     * @throws org.sgvae.json.JsonException if the object is not a graph; the message names file, key and mend
     */
    public static Graph read(JsonPlace place) {
        place.requireKeysAmong("nodes", "nodeType", "edges");
        int nodes = place.at("nodes").asInt();
        if (nodes < 1 || nodes > MAX_NODES) {
            throw place.at("nodes").fault(nodes + " nodes; give a number from 1 to " + MAX_NODES);
        }
        Graph.Builder builder = Graph.builder(nodes);
        Optional<JsonPlace> nodeType = place.find("nodeType");
        if (nodeType.isPresent()) {
            readNodeTypes(nodeType.get(), nodes, builder);
        }
        for (JsonPlace edge : place.at("edges").items()) {
            int[] numbers = edge.asInts();
            if (numbers.length != 2 && numbers.length != 3) {
                throw edge.fault(numbers.length + " numbers; give two nodes, and a type where it is not 0");
            }
            checked(edge, () -> builder.edge(numbers[0], numbers[1], numbers.length == 3 ? numbers[2] : 0));
        }
        return checked(place.at("edges"), builder::build);
    }

    private static void readNodeTypes(JsonPlace place, int nodes, Graph.Builder builder) {
        int[] types = place.asInts();
        if (types.length != nodes) {
            throw place.fault(types.length + " types for " + nodes + " nodes; give one for each node");
        }
        for (int v = 0; v < nodes; v++) {
            int node = v;
            checked(place, () -> builder.nodeType(node, types[node]));
        }
    }

    private interface Step<T> {
        T run();
    }

    /** What the builder finds wrong, with its place. */
    private static <T> T checked(JsonPlace place, Step<T> step) {
        try {
            return step.run();
        } catch (IllegalArgumentException e) {
            throw place.fault(String.valueOf(e.getMessage()));
        }
    }

    /**
     * A graph as JSON, with all node and edge types.
     *
     * @param graph any graph
     * @return an object that {@link #read} turns back into an equal graph
     */
    public static JsonObject write(Graph graph) {
        int[] types = new int[graph.nodes()];
        for (int v = 0; v < types.length; v++) {
            types[v] = graph.nodeType(v);
        }
        List<JsonValue> edges = new ArrayList<>(graph.edges());
        for (int i = 0; i < graph.edges(); i++) {
            edges.add(JsonArray.ofNumbers(graph.edgeSource(i), graph.edgeTarget(i), graph.edgeType(i)));
        }
        return JsonObject.builder()
                .put("nodes", graph.nodes())
                .put("nodeType", JsonArray.ofNumbers(types))
                .put("edges", new JsonArray(edges))
                .build();
    }
}
