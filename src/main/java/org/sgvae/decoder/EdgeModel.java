package org.sgvae.decoder;

import org.sgvae.gnn.Sizes;
import org.sgvae.nn.Parameters;

/** How the constructor of an SGVAE decides on the edges of a new node. */
public enum EdgeModel {
    /** The paper's Algorithm 3: about each node that is there independently of the others. */
    INDEPENDENT {
        @Override
        EdgeDecisions create(Parameters parameters, String prefix, Sizes sizes, Connectivity connectivity) {
            return new IndependentEdges(parameters, prefix, sizes, connectivity);
        }
    },
    /**
     * One after the other as in Algorithm 1, propagating after each. The order ρ of a node's edges is drawn uniformly
     * from all, and what counts as \(\log p(x, π \mid z)\) is \(\log p(x, π, ρ \mid z) - \log q(ρ \mid π)\): the
     * exponential of it is right on average.
     */
    SEQUENTIAL {
        @Override
        EdgeDecisions create(Parameters parameters, String prefix, Sizes sizes, Connectivity connectivity) {
            return new SequentialEdges(parameters, prefix, sizes, connectivity);
        }
    };

    /** Registers the weights of the decisions under names that begin with {@code prefix}. */
    abstract EdgeDecisions create(Parameters parameters, String prefix, Sizes sizes, Connectivity connectivity);
}
