package org.sgvae.model;

import org.sgvae.random.RandomKey;

/**
 * The sizes and choices that define a model: a record, so that {@code config.json} has a key for each of its components.
 */
public interface ModelConfig {
    /** {@return number of node types V} */
    int nodeTypes();

    /** {@return number of edge types E} */
    int edgeTypes();

    /** {@return entries of the latent code, 0 for a model without one} */
    default int latentDim() {
        return 0;
    }

    /** {@return whether the terms of a pass make a lower bound of the likelihood; they do not with a point posterior} */
    default boolean hasBound() {
        return true;
    }

    /**
     * Tells what the weights of {@link GraphModel#coveringPass} estimate.
     *
     * @return unbiased as long as {@link #hasBound}, which a model of another kind overrides
     */
    default LikelihoodKind likelihood() {
        return hasBound() ? LikelihoodKind.UNBIASED : LikelihoodKind.NONE;
    }

    /** {@return whether the model learns the distribution of its orderings} */
    default boolean learnsOrder() {
        return false;
    }

    /** {@return whether codes have the prior \(N(0, I)\), as regularizers that draw from it or compare with it suppose} */
    default boolean hasStandardNormalPrior() {
        return true;
    }

    /**
     * Makes a model with fresh weights.
     *
     * @param key source of the weights
     * @return the model
     */
    GraphModel create(RandomKey key);
}
