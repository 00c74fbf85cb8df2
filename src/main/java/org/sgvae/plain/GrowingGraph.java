package org.sgvae.plain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.sgvae.plain.Decision.Kind;

/** A graph that is being built: states of its nodes and its own, its edges, and the log-probability of what was decided. */
final class GrowingGraph {
    List<double[]> h = new ArrayList<>();
    double[] graph = {}; // h_G
    final List<Integer> type = new ArrayList<>(); // of nodes whose type is decided
    final List<int[]> edges = new ArrayList<>();
    final Map<Kind, Double> logP = new EnumMap<>(Kind.class);
    private int propagated; // nodes and edges that there were
    private final PlainLayers layers;
    private final double[] z;
    private final ToIntFunction<Decision> choose;
    private final List<Integer> valences;
    private final int[][] edge; // 0 for none, or 1 + its type

    /** Begins with one node of state \(\mathrm{initLatent}(z)\), or z if the posterior is a point. */
    GrowingGraph(PlainLayers layers, double[] z, int maxNodes, ToIntFunction<Decision> choose, List<Integer> valences) {
        this.layers = layers;
        this.z = z;
        this.choose = choose;
        this.valences = valences;
        edge = new int[maxNodes][maxNodes];
        h.add(layers.has("constructor.initLatent") ? layers.linear("constructor.initLatent", z) : z);
    }

    /** Propagates, then \(h_G \leftarrow R(h)\), plus an affine map of z if the code is an input of every step. */
    void propagate() {
        propagated = h.size() + edges.size();
        h = layers.prop("constructor.prop", h, (u, v) -> edge[u][v] - 1, Vectors.ones(h.size()));
        graph = layers.readout("constructor.readout", h);
        if (layers.has("constructor.latentToGraph")) {
            Vectors.addTo(graph, 1, layers.linear("constructor.latentToGraph", z));
        }
    }

    /** {@return whether there is a node or an edge that has not propagated} */
    boolean hasChanged() {
        return propagated < h.size() + edges.size();
    }

    /** {@return the choice, whose log-probability is added to the sum} */
    int decide(Kind kind, int v, List<Integer> others, double... logProb) {
        int choice = new Decision(kind, v, List.copyOf(others), logProb).by(choose);
        logP.merge(kind, logProb[choice], Double::sum);
        return choice;
    }

    void addEdge(int u, int v, int edgeType) {
        edge[u][v] = 1 + edgeType;
        edge[v][u] = 1 + edgeType;
        edges.add(new int[] {u, v, edgeType});
    }

    /** {@return whether u and v may be joined by an edge of a type, which is of order 1 + type, and are not yet} */
    boolean mayJoin(int u, int v, int edgeType) {
        return edge[u][v] == 0 && edgeType < Math.min(free(u), free(v));
    }

    /** {@return what the valence of v, if there are valences, leaves after the orders of its edges} */
    int free(int v) {
        return valences.isEmpty()
                ? Integer.MAX_VALUE
                : valences.get(type.get(v)) - Arrays.stream(edge[v]).sum();
    }

    /** {@return whether a new node, if all get edges, can come: one of a type, where another node has something left} */
    boolean mayAdd(int nodeType) {
        return valences.isEmpty()
                || (valences.get(nodeType) > 0 && IntStream.range(0, h.size()).anyMatch(v -> free(v) > 0));
    }
}
