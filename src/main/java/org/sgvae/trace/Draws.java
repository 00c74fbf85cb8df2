package org.sgvae.trace;

import org.sgvae.random.RandomKey;

/** What random numbers are drawn for on the way of one graph. */
public enum Draws implements RandomKey.Purpose {
    /** All of a trace, by the key of its seed. */
    TRACE("trace"),
    /** Removals of nodes. */
    REMOVALS("removals"),
    /** Noise of the code. */
    NOISE("noise");

    private final long tag;

    Draws(String name) {
        this.tag = RandomKey.tag(name);
    }

    @Override
    public long tag() {
        return tag;
    }
}
