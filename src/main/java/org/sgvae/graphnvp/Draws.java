package org.sgvae.graphnvp;

import org.sgvae.random.RandomKey;

/** What random numbers are drawn for, by the key of a graph. */
enum Draws implements RandomKey.Purpose {
    // of a pass; draw 0 of the key itself chooses between own and uniform placements
    ORDER(1),
    UNSEEN(2), // kinds of pairs with an empty slot
    EDGE_NOISE(11),
    NODE_NOISE(12),
    NOISE_PART(13), // which part of the covering noise

    // of a sample
    EDGES(3),
    NODES(4);

    private final long tag;

    Draws(long tag) {
        this.tag = tag;
    }

    @Override
    public long tag() {
        return tag;
    }
}
