package org.sgvae.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * All connected typed graphs of a few nodes that keep to a {@link ValenceRule}, each once up to isomorphism.
 *
 * <p>Layer by layer: every connected graph of n nodes is one of n−1 nodes with one more, since some node is no cut
 * vertex. Of the nodes that are none, only those whose invariant (types, orders and neighbours' types) is greatest may
 * be the one that came last, which drops most repetitions before their {@link CanonicalForm} is made; the forms drop
 * the others.
 */
public final class ValenceGraphs {
    private final ValenceRule rule;
    private final int nodes;
    private final int most;
    private final Set<Graph> found = new LinkedHashSet<>();

    // The graph that is being extended, as matrices; the last node is the new one.
    private final int[] nodeType;
    private final int[] free;
    private final int[] orderSum;

    /** Edge type + 1, or 0 where there is no edge. */
    private final int[][] edge;

    private ValenceGraphs(ValenceRule rule, int nodes, int most) {
        this.rule = rule;
        this.nodes = nodes;
        this.most = most;
        nodeType = new int[nodes];
        free = new int[nodes];
        orderSum = new int[nodes];
        edge = new int[nodes][nodes];
    }

    /**
     * All graphs of some numbers of nodes.
     *
     * @param rule valences and bond orders; every type of the rule may occur
     * @param min fewest nodes, at least 1
     * @param max most nodes
     * @param most most graphs of one number of nodes; it grows about tenfold with every node
     * @return the graphs in canonical form, fewest nodes first; a new list
     * @throws IllegalArgumentException if not {@code 1 <= min <= max}, or there are more graphs than {@code most}
     */
    public static List<Graph> all(ValenceRule rule, int min, int max, int most) {
        if (min < 1 || max < min) {
            throw new IllegalArgumentException(min + " to " + max + " nodes; let 1 <= MIN <= MAX");
        }
        List<Graph> layer = IntStream.range(0, rule.valences().size())
                .mapToObj(type -> Graph.of(new int[] {type}))
                .toList();
        List<Graph> graphs = new ArrayList<>();
        for (int n = 1; n <= max; n++) {
            layer = n == 1 ? layer : new ValenceGraphs(rule, n, most).extensions(layer);
            if (n >= min) {
                graphs.addAll(layer);
            }
        }
        return graphs;
    }

    private List<Graph> extensions(List<Graph> smaller) {
        for (Graph graph : smaller) {
            load(graph);
            for (int type = 0; type < rule.valences().size(); type++) {
                nodeType[nodes - 1] = type;
                free[nodes - 1] = rule.valences().get(type);
                join(0);
            }
        }
        List<Graph> layer = new ArrayList<>(found);
        layer.sort(Comparator.comparingInt(Graph::edges)); // stable, so still the same on every run
        return layer;
    }

    private void load(Graph graph) {
        for (int v = 0; v < graph.nodes(); v++) {
            nodeType[v] = graph.nodeType(v);
            free[v] = rule.free(graph, v);
            orderSum[v] = rule.valences().get(nodeType[v]) - free[v];
            for (int u = 0; u < graph.nodes(); u++) {
                edge[v][u] = graph.edgeType(v, u) + 1;
            }
        }
    }

    /** Chooses the edges of the new node to the nodes from u on, in all ways. */
    private void join(int u) {
        int last = nodes - 1;
        if (u == last) {
            if (orderSum[last] > 0 && mayBeLast()) {
                found.add(CanonicalForm.of(graph()));
                if (found.size() > most) {
                    throw new IllegalArgumentException(
                            "more than " + most + " graphs of " + nodes + " nodes; ask for fewer nodes or types");
                }
            }
            return;
        }
        join(u + 1);
        for (int type = 0; type < rule.orders().size(); type++) {
            int order = rule.orders().get(type);
            if (order <= free[u] && order <= free[last]) {
                take(u, order);
                take(last, order);
                edge[u][last] = edge[last][u] = type + 1;
                join(u + 1);
                edge[u][last] = edge[last][u] = 0;
                take(u, -order);
                take(last, -order);
            }
        }
    }

    private void take(int v, int order) {
        free[v] -= order;
        orderSum[v] += order;
    }

    /** Whether no node that could be left out has a greater invariant than the new one. */
    private boolean mayBeLast() {
        long own = invariant(nodes - 1);
        for (int v = 0; v < nodes - 1; v++) {
            if (invariant(v) > own && !isCutVertex(v)) {
                return false;
            }
        }
        return true;
    }

    private long invariant(int v) {
        long around = 0;
        for (int u = 0; u < nodes; u++) {
            if (edge[v][u] > 0) {
                long near = 1 + edge[v][u] + 8L * (nodeType[u] + 16L * orderSum[u]);
                around += near * near * near; // a sum of powers tells most multisets apart
            }
        }
        return ((long) nodeType[v] * 64 + orderSum[v]) << 48 ^ (around & ((1L << 48) - 1));
    }

    private boolean isCutVertex(int v) {
        int start = v == 0 ? 1 : 0;
        long reached = 1L << start;
        for (long before = 0; before != reached; ) {
            before = reached;
            for (int u = 0; u < nodes; u++) {
                for (int w = 0; w < nodes && (reached >> u & 1) == 1; w++) {
                    reached |= w != v && edge[u][w] > 0 ? 1L << w : 0;
                }
            }
        }
        return Long.bitCount(reached) < nodes - 1;
    }

    private Graph graph() {
        Graph.Builder builder = Graph.builder(nodes);
        for (int v = 0; v < nodes; v++) {
            builder.nodeType(v, nodeType[v]);
            for (int u = 0; u < v; u++) {
                if (edge[u][v] > 0) {
                    builder.edge(u, v, edge[u][v] - 1);
                }
            }
        }
        return builder.build();
    }
}
