package org.sgvae.graphrnn;

import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;

/** The rows of given graphs along the orderings of a batch. */
record OrderedGraphs(Minibatch batch, GraphRnnConfig config) implements AdjacencyRows.Source {
    @Override
    public int entry(int graph, int position, int back) {
        if (position >= batch.nodes(graph)) {
            return 0;
        }
        Graph x = batch.graph(graph);
        int type = x.edgeType(batch.node(graph, position), batch.node(graph, position - back));
        return 1 + requireKnown("edge", type, config.edgeTypes());
    }

    @Override
    public int nodeType(int graph, int position) {
        return requireKnown("node", batch.graph(graph).nodeType(batch.node(graph, position)), config.nodeTypes());
    }

    private static int requireKnown(String what, int type, int types) {
        if (type >= types) {
            throw new IllegalArgumentException(what + " type " + type + ": the model knows 0.." + (types - 1)
                    + "; use a model with " + what + "Types " + (type + 1) + " or more");
        }
        return type;
    }
}
