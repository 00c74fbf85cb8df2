package org.sgvae.graphnvp;

/** How a coupling of the adjacency tensor changes its entries, given the others. */
public enum Coupling {
    /** \(y + t\): keeps volumes. */
    ADDITIVE,

    /** \(y\,σ(s + 2) + t\). */
    AFFINE
}
