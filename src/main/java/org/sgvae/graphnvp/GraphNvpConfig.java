package org.sgvae.graphnvp;

import org.sgvae.gnn.Sizes;
import org.sgvae.model.ModelConfig;
import org.sgvae.model.NodeOrder;
import org.sgvae.random.RandomKey;

/**
 * What defines a GraphNVP.
 *
 * @param slots most nodes that a graph can have, N
 * @param coupling how the adjacency tensor is changed; additive in the published runs
 * @param edgeCouplings couplings of the adjacency tensor; 36 as published, for N = 9
 * @param nodeCouplings couplings of the node types; 27 as published
 * @param hiddenDim units of the couplings' hidden layers; 256 as published, and 64 for node types
 * @param nodeDim entries of a node state of the graph convolution; 64 as published
 * @param graphDim entries of its graph state; 128 as published
 * @param nodeTypes number of node types V
 * @param edgeTypes number of edge types E
 * @param nodeOrder in which order nodes are put into the slots; the stored, canonical one as published
 */
public record GraphNvpConfig(
        int slots,
        Coupling coupling,
        int edgeCouplings,
        int nodeCouplings,
        int hiddenDim,
        int nodeDim,
        int graphDim,
        int nodeTypes,
        int edgeTypes,
        NodeOrder nodeOrder)
        implements ModelConfig {

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1, or there are less than two slots
     */
    public GraphNvpConfig {
        new Sizes(nodeDim, hiddenDim, graphDim, nodeCouplings, nodeTypes, edgeTypes);
        if (slots < 2 || edgeCouplings < 1) {
            throw new IllegalArgumentException(
                    "slots " + slots + ", edgeCouplings " + edgeCouplings + ": must be at least 2 and 1");
        }
    }

    /** Number of pairs of slots. */
    int pairs() {
        return slots * (slots - 1) / 2;
    }

    @Override
    public GraphNvp create(RandomKey key) {
        return GraphNvp.create(this, key);
    }
}
