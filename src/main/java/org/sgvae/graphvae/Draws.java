package org.sgvae.graphvae;

import org.sgvae.random.RandomKey;

/** What random numbers are drawn for. */
enum Draws implements RandomKey.Purpose {
    // by the key of a pass or a sample; draw 0 of the key itself chooses a part of the covering mixture
    PLACEMENT(1),
    CODE(2),
    GRAPH(3),

    // by the key of a graph that is drawn
    PRESENCE(1),
    NODE_TYPE(2),
    EDGE(3);

    private final long tag;

    Draws(long tag) {
        this.tag = tag;
    }

    @Override
    public long tag() {
        return tag;
    }
}
