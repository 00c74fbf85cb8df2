package org.sgvae.graph;

import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;

/** Our graphs as JGraphT's, without types: an independent implementation to compare with. */
public final class JgraphtGraphs {

    private JgraphtGraphs() {}

    public static SimpleGraph<Integer, DefaultEdge> of(Graph graph) {
        SimpleGraph<Integer, DefaultEdge> theirs = new SimpleGraph<>(DefaultEdge.class);
        for (int v = 0; v < graph.nodes(); v++) {
            theirs.addVertex(v);
        }
        for (int i = 0; i < graph.edges(); i++) {
            theirs.addEdge(graph.edgeSource(i), graph.edgeTarget(i));
        }
        return theirs;
    }
}
