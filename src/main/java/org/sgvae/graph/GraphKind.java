package org.sgvae.graph;

import java.util.List;

/** Kinds of graphs, strongest first; which of them data are decides what is valid. Types play no part. */
public enum GraphKind {
    /** One cycle through all nodes. */
    CYCLE {
        @Override
        public boolean test(Graph graph) {
            return graph.isCycle();
        }
    },

    /** Connected, without cycles. */
    TREE {
        @Override
        public boolean test(Graph graph) {
            return graph.edges() == graph.nodes() - 1 && graph.isConnected();
        }
    },

    /** A path between any two nodes. */
    CONNECTED {
        @Override
        public boolean test(Graph graph) {
            return graph.isConnected();
        }
    },

    /** Every graph. */
    ANY {
        @Override
        public boolean test(Graph graph) {
            return true;
        }
    };

    /**
     * Whether a graph is of this kind.
     *
     * @param graph any graph
     * @return true if it is
     */
    public abstract boolean test(Graph graph);

    /**
     * The strongest kind that all of these graphs are of.
     *
     * @param graphs any graphs
     * @return the kind
     */
    public static GraphKind ofAll(List<Graph> graphs) {
        for (GraphKind kind : values()) {
            if (graphs.stream().allMatch(kind::test)) {
                return kind;
            }
        }
        return ANY;
    }
}
