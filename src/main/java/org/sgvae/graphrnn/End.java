package org.sgvae.graphrnn;

/** What ends the sequence of rows. */
public enum End {
    /**
     * A row without edges, as in the reference code. So every node but the first is joined to an earlier one: a graph
     * that is not connected has probability 0. Node types cannot be modelled.
     */
    EMPTY_ROW,

    /**
     * A token of its own, as in the paper's Algorithm 1, one class beside the types of the next node. Rows may be
     * empty, so every graph has a probability, and a row's edges depend on the type of its node.
     */
    TOKEN
}
