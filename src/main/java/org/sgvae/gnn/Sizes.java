package org.sgvae.gnn;

import org.sgvae.graph.Graph;

/**
 * The sizes of a network that passes messages on graphs.
 *
 * @param nodeDim entries of a node state d
 * @param messageDim entries of a message m
 * @param graphDim entries of a graph state g
 * @param rounds rounds of propagation T
 * @param nodeTypes number of node types V
 * @param edgeTypes number of edge types E
 */
public record Sizes(int nodeDim, int messageDim, int graphDim, int rounds, int nodeTypes, int edgeTypes) {
    /** Most entries of a state or a message. */
    public static final int MAX_DIM = 100_000;

    /** Most rounds of propagation, each of which has weights of its own. */
    public static final int MAX_ROUNDS = 1000;

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1 or above its limit
     */
    public Sizes {
        requireWithin("nodeDim", nodeDim, MAX_DIM);
        requireWithin("messageDim", messageDim, MAX_DIM);
        requireWithin("graphDim", graphDim, MAX_DIM);
        requireWithin("rounds", rounds, MAX_ROUNDS);
        requireWithin("nodeTypes", nodeTypes, Graph.MAX_TYPES);
        requireWithin("edgeTypes", edgeTypes, Graph.MAX_TYPES);
    }

    private static void requireWithin(String name, int size, int most) {
        if (size < 1 || size > most) {
            throw new IllegalArgumentException(
                    name + " " + size + ": must be at " + (size < 1 ? "least 1" : "most " + most));
        }
    }
}
