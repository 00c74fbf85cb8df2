package org.sgvae.decoder;

/** Where the constructor sees the code z. */
public enum CodeInput {
    /** In the first node's state only, as in the paper. */
    FIRST_NODE,
    /** At every step as well: \(h_G \leftarrow R(h) + W z + b\). */
    EVERY_STEP
}
