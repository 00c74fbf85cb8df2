package org.sgvae.model;

import org.sgvae.random.RandomKey;

/** The sizes and choices that define a model. */
public interface ModelConfig {
    /** {@return entries of a node state d} */
    int nodeDim();

    /** {@return entries of a message m} */
    int messageDim();

    /** {@return entries of a graph state g} */
    int graphDim();

    /** {@return rounds of propagation T} */
    int rounds();

    /** {@return number of node types V} */
    int nodeTypes();

    /** {@return number of edge types E} */
    int edgeTypes();

    /** {@return entries of the latent code, 0 for a model without one} */
    int latentDim();

    /** {@return whether the terms of a pass make a lower bound of the likelihood; they do not with a point posterior} */
    boolean hasBound();

    /**
     * Makes a model with fresh weights, uniform by fan-in.
     *
     * @param key source of the weights
     * @return the model
     */
    GraphModel create(RandomKey key);
}
