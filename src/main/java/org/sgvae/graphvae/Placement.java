package org.sgvae.graphvae;

/** Which slots of the decoder's output the nodes of a training graph are compared with. */
public enum Placement {
    /** Those that fit the output best, by {@link MaxPoolingMatching}: GraphVAE. */
    MATCHED,

    /** The first ones, breadth first from a random node. */
    BREADTH_FIRST,

    /**
     * The first ones, in the order in which the graph is stored: GraphVAE without matching, where that order is
     * canonical.
     */
    STORED
}
