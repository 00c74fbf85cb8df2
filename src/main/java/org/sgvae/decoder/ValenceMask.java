package org.sgvae.decoder;

import org.sgvae.autodiff.Indices;
import org.sgvae.graph.ValenceRule;

/**
 * Which edges growing graphs may still get under a {@link ValenceRule}: those between nodes that both have the edge's
 * order left. What a constructor chooses is then one of what is allowed ({@link
 * org.sgvae.distribution.Categorical#restrictedTo}).
 *
 * <p>Edges are decided on in turn, each by what the ones before it have left, so that independent edges of a new node
 * are masked from its first old node to its last. The graph that comes out keeps to the rule, and its probability is
 * the product of these.
 */
final class ValenceMask {
    private final ValenceRule rule;
    private final Indices free; // by node

    /**
     * Starts with no nodes.
     *
     * @param rule valences by node type, orders by edge type
     * @param free where to keep what nodes have left; modified
     */
    ValenceMask(ValenceRule rule, Indices free) {
        this.rule = rule;
        this.free = free;
    }

    /** Adds a node without edges. */
    void addNode(int type) {
        free.add(rule.valences().get(type));
    }

    /**
     * Adds an edge.
     *
     * @throws IllegalArgumentException if the edge is not allowed
     */
    void addEdge(int u, int v, int type) {
        if (!allows(u, v, type)) {
            throw new IllegalArgumentException(
                    "an edge of order " + rule.orders().get(type)
                            + " between nodes that have " + free.get(u) + " and " + free.get(v)
                            + " left, so a constructor with this valence rule never builds it; give graphs that keep to it");
        }
        int order = rule.orders().get(type);
        free.set(u, free.get(u) - order);
        free.set(v, free.get(v) - order);
    }

    /** Whether two nodes may get an edge of a type. */
    boolean allows(int u, int v, int type) {
        return rule.orders().get(type) <= Math.min(free.get(u), free.get(v));
    }

    /** Whether two nodes may get an edge of any type. */
    boolean allowsAny(int u, int v) {
        return rule.leastOrder() <= Math.min(free.get(u), free.get(v));
    }

    /** Whether a node may get an edge, if there is another that may. */
    boolean isOpen(int u) {
        return rule.leastOrder() <= free.get(u);
    }

    /** Whether a new node of a type may get an edge, if there is another that may. */
    boolean isOpenType(int type) {
        return rule.leastOrder() <= rule.valences().get(type);
    }

    /** Keeps some nodes, ascending, which are then numbered from 0. */
    void keep(Indices nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            free.set(i, free.get(nodes.get(i)));
        }
        free.truncate(nodes.size());
    }

    @Override
    public String toString() {
        return "free valences " + free;
    }
}
