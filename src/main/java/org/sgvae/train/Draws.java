package org.sgvae.train;

import org.sgvae.random.RandomKey;

/** What random numbers are drawn for. */
enum Draws implements RandomKey.Purpose {
    // by the key of the seed
    TRAINING("train"),
    WEIGHTS("weights"),
    VALIDATION("validation"),

    // by the key of validation
    HELD_OUT_GRAPHS(0),
    TRAINED_GRAPHS(1),

    // by the key of an epoch
    EPOCH_ORDER(0),
    SAMPLES(1);

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
