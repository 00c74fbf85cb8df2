package org.sgvae.sgvae;

import org.sgvae.random.RandomKey;

/** What random numbers are drawn for. */
enum Draws implements RandomKey.Purpose {
    // by the key of a pass; draws of the key itself are the removals'
    CODE_NOISE(1),
    EDGE_ORDERS(2),
    PRIOR(3), // of a defensive pass

    // by the key of a sample
    SAMPLE_DECISIONS(0),
    SAMPLE_NOISE(1),
    SAMPLE_PRIOR(2), // which component of a mixture

    // by the key of a fresh model
    ENCODER_START("encoder start"),
    PRIOR_START("prior start");

    private final long tag;

    Draws(long tag) {
        this.tag = tag;
    }

    Draws(String name) {
        this(RandomKey.tag(name));
    }

    @Override
    public long tag() {
        return tag;
    }
}
