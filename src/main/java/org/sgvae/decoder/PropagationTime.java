package org.sgvae.decoder;

/** When states propagate while a graph is built with edges that come one after the other. */
public enum PropagationTime {
    /** Before every decision on a node and after every edge (paper, Algorithms 1 and 3). */
    EVERY_STEP,
    /**
     * After every node and edge that was added, so not again when a node has got its last edge: \(h_G\) told that there is no
     * other edge, and tells what comes next. A node of c edges takes c propagations, not c + 1.
     */
    AFTER_CHANGES
}
