package org.sgvae.decoder;

/** Which graphs a constructor builds. */
public enum Connectivity {
    /** Any, as in the paper. */
    ANY,
    /** Connected ones: every node but the first gets at least one edge to the nodes that are there when it comes. */
    CONNECTED {
        @Override
        void requireEdge(int edges, int position) {
            if (edges == 0) {
                throw new IllegalArgumentException("the node at position " + position
                        + " of the ordering has no edge to an earlier one, so a constructor of connected graphs never"
                        + " builds it; give connected graphs, along orderings whose first nodes are always connected");
            }
        }
    };

    /**
     * Refuses what has probability zero.
     *
     * @param edges number of edges of a new node to earlier ones
     * @param position its position in the ordering, at least 1
     * @throws IllegalArgumentException if such a node cannot come
     */
    void requireEdge(int edges, int position) {}
}
