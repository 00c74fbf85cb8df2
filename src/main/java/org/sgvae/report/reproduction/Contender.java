package org.sgvae.report.reproduction;

import java.awt.Color;
import org.sgvae.report.figure.Palette;

/** What {@code reproduce} compares. */
public enum Contender {
    /** The paper's training, with all weights trained. */
    PAPER("paper preset", Palette.BLUE),
    /** The same with the weights of propagation never trained, as in the paper's program. */
    FROZEN("paper preset, propagation frozen", Palette.BROWN),
    /** The default. */
    DEFAULT("default", Palette.GREEN),
    /** The generator without latent code. */
    SGGN("SGGN", Palette.VERMILION);

    private final String label;
    private final Color color;

    Contender(String label, Color color) {
        this.label = label;
        this.color = color;
    }

    /** {@return its name in tables and figures} */
    public String label() {
        return label;
    }

    Color color() {
        return color;
    }
}
