package org.sgvae.graphrnn;

import org.sgvae.gnn.KnownTypes;
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
        return 1 + KnownTypes.require("edge", type, config.edgeTypes());
    }

    @Override
    public int nodeType(int graph, int position) {
        return KnownTypes.require("node", batch.graph(graph).nodeType(batch.node(graph, position)), config.nodeTypes());
    }
}
