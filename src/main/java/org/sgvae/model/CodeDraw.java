package org.sgvae.model;

/** How the codes of the copies of a graph in a mini-batch are drawn. */
public enum CodeDraw {
    /** With the same noise \(ε\), so that copies differ by their orderings and not by the luck of their codes. */
    SHARED,
    /** With noise of its own for each, so that importance weights compare codes too. */
    INDEPENDENT
}
