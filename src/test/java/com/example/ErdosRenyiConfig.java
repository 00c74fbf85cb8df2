package com.example;

import org.sgvae.model.GraphModel;
import org.sgvae.model.ModelConfig;
import org.sgvae.random.RandomKey;

/**
 * What defines an {@link ErdosRenyi} model.
 *
 * @param maxNodes most nodes of a graph
 */
public record ErdosRenyiConfig(int maxNodes) implements ModelConfig {
    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public ErdosRenyiConfig {
        if (maxNodes < 1) {
            throw new IllegalArgumentException("maxNodes " + maxNodes + ": must be at least 1");
        }
    }

    @Override
    public int nodeTypes() {
        return 1;
    }

    @Override
    public int edgeTypes() {
        return 1;
    }

    @Override
    public GraphModel create(RandomKey key) {
        return new ErdosRenyi(this, key);
    }
}
