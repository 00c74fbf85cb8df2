package org.sgvae.model;

/** How the codes of the copies of a graph in a mini-batch are drawn. */
public enum CodeDraw {
    /** With the same noise \(ε\), so that copies differ by their orderings and not by the luck of their codes. */
    SHARED,
    /** With noise of its own for each, so that importance weights compare codes too. */
    INDEPENDENT,
    /**
     * With noise of its own for each, and crossed: copy k is built along its own ordering \(π_k\) from the code of the next copy's,
     * \(z \sim q(z \mid π_{k+1}, x)\); the last one's is the first. As code and ordering are then independent given x, the code cannot
     * tell of the ordering that is built: what the bound gains by it is about the graph alone. Importance weights
     * \(p(x, π_k, z) / (q(z \mid π_{k+1}, x)\, q(π_k \mid x))\) keep their expectation.
     */
    CROSSED
}
