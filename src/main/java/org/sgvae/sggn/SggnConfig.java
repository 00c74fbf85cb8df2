package org.sgvae.sggn;

import org.sgvae.gnn.Sizes;
import org.sgvae.model.ModelConfig;
import org.sgvae.model.NodeOrder;
import org.sgvae.random.RandomKey;

/**
 * What defines an SGGN.
 *
 * @param nodeDim entries of a node state d
 * @param messageDim entries of a message m
 * @param graphDim entries of a graph state g
 * @param rounds rounds of propagation T
 * @param nodeTypes number of node types V
 * @param edgeTypes number of edge types E
 * @param nodeOrder where the node orderings that it is trained with are drawn from
 */
public record SggnConfig(
        int nodeDim, int messageDim, int graphDim, int rounds, int nodeTypes, int edgeTypes, NodeOrder nodeOrder)
        implements ModelConfig {

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public SggnConfig {
        new Sizes(nodeDim, messageDim, graphDim, rounds, nodeTypes, edgeTypes);
    }

    /** {@return the sizes of states and messages} */
    Sizes sizes() {
        return new Sizes(nodeDim, messageDim, graphDim, rounds, nodeTypes, edgeTypes);
    }

    @Override
    public Sggn create(RandomKey key) {
        return Sggn.create(this, key);
    }
}
