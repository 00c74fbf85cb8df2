package org.sgvae.cli.option;

import org.sgvae.random.RandomKey;

/** What random numbers are drawn for by commands; tags of one key differ. */
public enum Draws implements RandomKey.Purpose {
    /** Graphs of {@code sample}. */
    SAMPLE("sample"),
    /** All of {@code reproduce}. */
    REPRODUCTION("reproduce"),
    /** Codes in its figures. */
    CODES("codes"),
    /** Its map of codes. */
    T_SNE("t-SNE"),
    /** Weights of {@code gradcheck}. */
    WEIGHTS("weights"),
    /** Its orderings. */
    ORDERING("ordering"),
    /** Its noise. */
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
