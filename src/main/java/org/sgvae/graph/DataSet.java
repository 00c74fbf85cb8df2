package org.sgvae.graph;

import java.util.List;

/**
 * Graphs to train on.
 *
 * @param name name
 * @param graphs the graphs
 * @param nodeTypes number of node types V
 * @param edgeTypes number of edge types E
 */
public record DataSet(String name, List<Graph> graphs, int nodeTypes, int edgeTypes) {
    /** Returns the number of isomorphism classes. */
    public int classes() {
        return 1 + java.util.Arrays.stream(Isomorphism.classes(graphs)).max().orElse(-1);
    }
}
