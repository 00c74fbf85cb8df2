package org.sgvae.report;

import org.sgvae.random.RandomKey;

/** What random numbers are drawn for in the sections of a report; tags of one key differ. */
enum Draws implements RandomKey.Purpose {
    ORDERINGS("report-orderings"),
    OF_ONE_GRAPH("one"),
    OF_MANY_GRAPHS("many"),
    UNIFORM_ORDERINGS("uniform"),
    SAMPLES("report"),
    RECONSTRUCTIONS("report-rebuilt"),
    PAIRS("pairs"),
    PATH("path"),
    ENDS_OF_PATH("ends"),
    LATENT("report-latent"),
    T_SNE("t-SNE"),
    AXIS("axis");

    private final long tag;

    Draws(String name) {
        this.tag = RandomKey.tag(name);
    }

    @Override
    public long tag() {
        return tag;
    }
}
