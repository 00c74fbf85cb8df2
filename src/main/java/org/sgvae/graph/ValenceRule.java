package org.sgvae.graph;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The valence rule of typed graphs: every edge type has an order, every node type a largest sum of the orders of its
 * edges.
 * \[ \sum_{u \sim v} o(t_{uv}) \le c(t_v) \quad \text{for every node } v. \]
 *
 * <p>In molecules o is the bond order and c the valence; what a node has left is filled by hydrogens, which are no
 * nodes.
 *
 * @param valences \(c\), by node type; each at least 0
 * @param orders \(o\), by edge type; each at least 1
 */
public record ValenceRule(List<Integer> valences, List<Integer> orders) {
    /**
     * Checks the numbers.
     *
     * @param valences \(c\), by node type; copied
     * @param orders \(o\), by edge type; copied
     * @throws IllegalArgumentException if there is no node type or no edge type, a valence is negative or an order
     *     below 1
     */
    public ValenceRule {
        valences = List.copyOf(valences);
        orders = List.copyOf(orders);
        if (valences.isEmpty() || orders.isEmpty()) {
            throw new IllegalArgumentException("a valence rule of " + valences.size() + " node types and "
                    + orders.size() + " edge types; give at least one of each");
        }
        if (valences.stream().anyMatch(c -> c < 0) || orders.stream().anyMatch(o -> o < 1)) {
            throw new IllegalArgumentException("valences " + valences + " and orders " + orders
                    + "; valences are at least 0 and orders at least 1");
        }
    }

    /**
     * The least order of an edge.
     *
     * @return at least 1
     */
    public int leastOrder() {
        return orders.stream().mapToInt(o -> o).min().orElseThrow();
    }

    /**
     * What a node has left for edges.
     *
     * @param graph a graph of these types
     * @param v a node
     * @return its valence less the orders of its edges; negative where it breaks the rule
     * @throws IndexOutOfBoundsException if the rule does not know the type of the node or of one of its edges
     */
    public int free(Graph graph, int v) {
        return valences.get(graph.nodeType(v))
                - IntStream.range(0, graph.degree(v))
                        .map(i -> orders.get(graph.neighbourEdgeType(v, i)))
                        .sum();
    }

    /**
     * Whether every node keeps to its valence.
     *
     * @param graph any graph
     * @return true if it does; false also where a type is not one of the rule's
     */
    public boolean isSatisfiedBy(Graph graph) {
        return graph.nodeTypeCount() <= valences.size()
                && (graph.edges() == 0 || graph.edgeTypeCount() <= orders.size())
                && IntStream.range(0, graph.nodes()).allMatch(v -> free(graph, v) >= 0);
    }
}
