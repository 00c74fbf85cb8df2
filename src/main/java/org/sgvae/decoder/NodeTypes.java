package org.sgvae.decoder;

import org.sgvae.gnn.Sizes;
import org.sgvae.nn.Parameters;

/** When the constructor of an SGVAE decides on node types. */
public enum NodeTypes {
    /** The paper's Algorithm 3: of all nodes, when the graph is ready, so that no edge depends on them. */
    AFTERWARDS {
        @Override
        NodeTypeDecisions create(Parameters parameters, String prefix, Sizes sizes, int latentDim) {
            return new TypesAfterwards(parameters, prefix, sizes);
        }
    },
    /** As in Algorithm 1: of each node when it is added, so that its edges and all that comes later depend on it. */
    AT_ONCE {
        @Override
        NodeTypeDecisions create(Parameters parameters, String prefix, Sizes sizes, int latentDim) {
            return new TypesAtOnce(parameters, prefix, sizes, latentDim);
        }
    };

    /** Registers the weights of the decisions under names that begin with {@code prefix}. */
    abstract NodeTypeDecisions create(Parameters parameters, String prefix, Sizes sizes, int latentDim);
}
