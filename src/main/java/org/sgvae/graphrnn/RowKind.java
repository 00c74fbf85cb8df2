package org.sgvae.graphrnn;

/** How the entries of a row of the adjacency matrix are drawn, given the state of the node-level network. */
public enum RowKind {
    /** One after the other, each given those before it, by an edge-level recurrent network: GraphRNN. */
    RECURRENT,

    /** Independently of each other: GraphRNN-S. */
    INDEPENDENT
}
