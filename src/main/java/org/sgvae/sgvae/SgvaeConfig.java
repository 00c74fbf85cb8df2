package org.sgvae.sgvae;

import org.sgvae.decoder.DecoderConfig;
import org.sgvae.decoder.EdgeModel;
import org.sgvae.encoder.EncoderStart;
import org.sgvae.encoder.Posterior;
import org.sgvae.encoder.Removal;
import org.sgvae.gnn.Sizes;
import org.sgvae.model.ModelConfig;
import org.sgvae.random.RandomKey;

/**
 * The sizes that define a model, and the choices that make it another model.
 *
 * @param nodeDim entries of a node state d
 * @param messageDim entries of a message m
 * @param graphDim entries of a graph state g
 * @param rounds rounds of propagation T
 * @param nodeTypes number of node types V
 * @param edgeTypes number of edge types E
 * @param posterior what the code is
 * @param latentDim entries of the code; equal to {@code nodeDim} for a point posterior
 * @param removal what removing a node means for those that are left
 * @param edges how the constructor decides on edges
 * @param start how the encoder of a fresh model starts
 */
public record SgvaeConfig(
        int nodeDim,
        int messageDim,
        int graphDim,
        int rounds,
        int nodeTypes,
        int edgeTypes,
        Posterior posterior,
        int latentDim,
        Removal removal,
        EdgeModel edges,
        EncoderStart start)
        implements ModelConfig {

    /**
     * Makes the configuration of a model with hard removal, independent edges and random weights at the start.
     *
     * @param nodeDim entries of a node state d
     * @param messageDim entries of a message m
     * @param graphDim entries of a graph state g
     * @param rounds rounds of propagation T
     * @param nodeTypes number of node types V
     * @param edgeTypes number of edge types E
     * @param posterior what the code is
     * @param latentDim entries of the code; equal to {@code nodeDim} for a point posterior
     * @throws IllegalArgumentException if a size is below 1, or {@code latentDim} does not fit a point posterior
     */
    public SgvaeConfig(
            int nodeDim,
            int messageDim,
            int graphDim,
            int rounds,
            int nodeTypes,
            int edgeTypes,
            Posterior posterior,
            int latentDim) {
        this(
                nodeDim,
                messageDim,
                graphDim,
                rounds,
                nodeTypes,
                edgeTypes,
                posterior,
                latentDim,
                Removal.HARD,
                EdgeModel.INDEPENDENT,
                EncoderStart.random());
    }

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1, or {@code latentDim} does not fit a point posterior
     */
    public SgvaeConfig {
        new Sizes(nodeDim, messageDim, graphDim, rounds, nodeTypes, edgeTypes);
        if (latentDim < 1) {
            throw new IllegalArgumentException("latentDim " + latentDim + ": must be at least 1");
        }
        if (posterior == Posterior.POINT && latentDim != nodeDim) {
            throw new IllegalArgumentException("latentDim " + latentDim + " with nodeDim " + nodeDim
                    + ": a point posterior's code is a node state; set them equal");
        }
    }

    /** {@return the choices of the decoder} */
    public DecoderConfig decoder() {
        return DecoderConfig.paper().withEdges(edges);
    }

    /** {@return the sizes of encoder and decoder} */
    public Sizes sizes() {
        return new Sizes(nodeDim, messageDim, graphDim, rounds, nodeTypes, edgeTypes);
    }

    /**
     * Returns the same model with another kind of removal.
     *
     * @param other the kind
     * @return the changed configuration
     */
    public SgvaeConfig withRemoval(Removal other) {
        return new SgvaeConfig(
                nodeDim, messageDim, graphDim, rounds, nodeTypes, edgeTypes, posterior, latentDim, other, edges, start);
    }

    /**
     * Returns the same model with another kind of edges.
     *
     * @param other how the constructor decides on edges
     * @return the changed configuration
     */
    public SgvaeConfig withEdges(EdgeModel other) {
        return new SgvaeConfig(
                nodeDim,
                messageDim,
                graphDim,
                rounds,
                nodeTypes,
                edgeTypes,
                posterior,
                latentDim,
                removal,
                other,
                start);
    }

    /**
     * Returns the same model with another start of its encoder.
     *
     * @param other how the encoder starts
     * @return the changed configuration
     */
    public SgvaeConfig withStart(EncoderStart other) {
        return new SgvaeConfig(
                nodeDim,
                messageDim,
                graphDim,
                rounds,
                nodeTypes,
                edgeTypes,
                posterior,
                latentDim,
                removal,
                edges,
                other);
    }

    /**
     * Returns the paper's sizes: d 5, m 6, g 30, T 2, a point posterior.
     *
     * @param nodeTypes number of node types
     * @param edgeTypes number of edge types
     * @return the configuration
     */
    public static SgvaeConfig paper(int nodeTypes, int edgeTypes) {
        return new SgvaeConfig(5, 6, 30, 2, nodeTypes, edgeTypes, Posterior.POINT, 5);
    }

    @Override
    public boolean hasBound() {
        return posterior == Posterior.GAUSSIAN;
    }

    @Override
    public Sgvae create(RandomKey key) {
        return Sgvae.create(this, key);
    }
}
