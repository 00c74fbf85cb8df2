package org.sgvae.model;

import org.sgvae.random.RandomKey;

/** What random numbers are drawn for. */
enum Draws implements RandomKey.Purpose {
    // by the key of a reconstruction
    ORDERING(0),
    DECISIONS(1),

    // by the key of a graph; draw 0 of the key itself chooses the part of the mixture
    ORDERING_OF_PART(1);

    private final long tag;

    Draws(long tag) {
        this.tag = tag;
    }

    @Override
    public long tag() {
        return tag;
    }
}
