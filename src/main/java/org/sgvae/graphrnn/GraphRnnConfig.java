package org.sgvae.graphrnn;

import org.sgvae.gnn.Sizes;
import org.sgvae.model.ModelConfig;
import org.sgvae.model.NodeOrder;
import org.sgvae.random.RandomKey;

/**
 * What defines a GraphRNN.
 *
 * @param rows how a row's entries are drawn: GraphRNN or GraphRNN-S
 * @param end what ends the sequence of rows
 * @param window to how many nodes before it a node's edges are drawn by the networks, M
 * @param layers layers of each recurrent network; 4 as published
 * @param nodeDim entries of each state of the node-level network; 128 as published, 64 for small graphs
 * @param embeddingDim entries of the embedded row, and of the hidden layers that read a state; half of nodeDim as
 *     published
 * @param edgeDim entries of each state of the edge-level network; 16 as published. Not used by independent rows
 * @param edgeEmbeddingDim entries of an embedded matrix entry; 8 as published. Not used by independent rows
 * @param nodeTypes number of node types V
 * @param edgeTypes number of edge types E
 * @param nodeOrder where the node orderings that it is trained with are drawn from; breadth first as published
 */
public record GraphRnnConfig(
        RowKind rows,
        End end,
        int window,
        int layers,
        int nodeDim,
        int embeddingDim,
        int edgeDim,
        int edgeEmbeddingDim,
        int nodeTypes,
        int edgeTypes,
        NodeOrder nodeOrder)
        implements ModelConfig {

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1, or an empty row is to end a graph with node types
     */
    public GraphRnnConfig {
        new Sizes(nodeDim, edgeDim, embeddingDim, layers, nodeTypes, edgeTypes);
        if (window < 1 || edgeEmbeddingDim < 1) {
            throw new IllegalArgumentException(
                    "window " + window + ", edgeEmbeddingDim " + edgeEmbeddingDim + ": must be at least 1");
        }
        if (end == End.EMPTY_ROW && nodeTypes > 1) {
            throw new IllegalArgumentException(
                    nodeTypes + " node types: a row that ends the graph has none; use the end token");
        }
    }

    @Override
    public GraphRnn create(RandomKey key) {
        return GraphRnn.create(this, key);
    }
}
