package org.sgvae.graphvae;

import org.sgvae.gnn.Sizes;
import org.sgvae.model.ModelConfig;
import org.sgvae.random.RandomKey;

/**
 * What defines a GraphVAE.
 *
 * @param slots most nodes that a graph can have, N
 * @param placement which slots training compares a graph with
 * @param latentDim entries of the latent code; 40 or 80 as published
 * @param nodeDim entries of a node state of the encoder
 * @param messageDim entries of a message of the encoder
 * @param graphDim entries of the encoder's graph state; 128 as published
 * @param rounds rounds of propagation of the encoder; 2 as published
 * @param decoderDim units of the decoder's first hidden layer, of which the second has twice and the third four times
 *     as many; 128 as published
 * @param nodeTypes number of node types V
 * @param edgeTypes number of edge types E
 */
public record GraphVaeConfig(
        int slots,
        Placement placement,
        int latentDim,
        int nodeDim,
        int messageDim,
        int graphDim,
        int rounds,
        int decoderDim,
        int nodeTypes,
        int edgeTypes)
        implements ModelConfig {

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public GraphVaeConfig {
        new Sizes(nodeDim, messageDim, graphDim, rounds, nodeTypes, edgeTypes);
        if (slots < 1 || latentDim < 1 || decoderDim < 1) {
            throw new IllegalArgumentException("slots " + slots + ", latentDim " + latentDim + ", decoderDim "
                    + decoderDim + ": must be at least 1");
        }
    }

    /** {@return true} */
    @Override
    public boolean hasBound() {
        return true;
    }

    @Override
    public GraphVae create(RandomKey key) {
        return GraphVae.create(this, key);
    }
}
