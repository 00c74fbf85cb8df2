package org.sgvae.plain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.sgvae.plain.Decision.Kind;

/** A graph that is being built: states of its nodes and its own, its edges, and the log-probability of what was decided. */
final class GrowingGraph {
    List<double[]> h = new ArrayList<>();
    double[] graph = {}; // h_G
    final List<int[]> edges = new ArrayList<>();
    final Map<Kind, Double> logP = new EnumMap<>(Kind.class);
    private int propagated; // nodes and edges that there were
    private final PlainLayers layers;
    private final double[] z;
    private final ToIntFunction<Decision> choose;
    private final int[][] edge; // 0 for none, or 1 + its type

    /** Begins with one node of state \(\mathrm{initLatent}(z)\), or z if the posterior is a point. */
    GrowingGraph(PlainLayers layers, double[] z, int maxNodes, ToIntFunction<Decision> choose) {
        this.layers = layers;
        this.z = z;
        this.choose = choose;
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

    void addEdge(int u, int v, int type) {
        edge[u][v] = 1 + type;
        edge[v][u] = 1 + type;
        edges.add(new int[] {u, v, type});
    }
}
