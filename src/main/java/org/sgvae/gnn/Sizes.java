package org.sgvae.gnn;

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
    /** Most rounds of propagation: each has weights of its own. */
    public static final int MAX_ROUNDS = 1000;

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1, or there are more than {@value #MAX_ROUNDS} rounds
     */
    public Sizes {
        requirePositive("nodeDim", nodeDim);
        requirePositive("messageDim", messageDim);
        requirePositive("graphDim", graphDim);
        requirePositive("rounds", rounds);
        if (rounds > MAX_ROUNDS) {
            throw new IllegalArgumentException("rounds " + rounds + ": must be at most " + MAX_ROUNDS);
        }
        requirePositive("nodeTypes", nodeTypes);
        requirePositive("edgeTypes", edgeTypes);
    }

    private static void requirePositive(String name, int size) {
        if (size < 1) {
            throw new IllegalArgumentException(name + " " + size + ": must be at least 1");
        }
    }
}
