package org.sgvae.report;

import java.awt.Color;
import java.util.List;

/** Colours that people with any colour vision can tell apart. */
final class Palette {
    static final Color TEXT = new Color(0x26, 0x26, 0x26);
    static final Color GRID = new Color(0xE3, 0xE3, 0xE3);

    /** For the published numbers and for limits. */
    static final Color GREY = new Color(0x77, 0x77, 0x77);

    /** Of Okabe and Ito (2008). */
    static final Color BLUE = new Color(0x00, 0x72, 0xB2);

    static final Color ORANGE = new Color(0xE6, 0x9F, 0x00);
    static final Color GREEN = new Color(0x00, 0x9E, 0x73);
    static final Color VERMILION = new Color(0xD5, 0x5E, 0x00);

    /** Viridis of Smith and van der Walt (2015) at equal distances, without its lightest end, which is faint on white. */
    private static final List<Color> VIRIDIS = List.of(
            new Color(0x440154),
            new Color(0x482475),
            new Color(0x414487),
            new Color(0x355F8D),
            new Color(0x2A788E),
            new Color(0x21918C),
            new Color(0x22A884),
            new Color(0x44BF70),
            new Color(0x7AD151),
            new Color(0xBDDF26));

    private Palette() {}

    /** The colour of step i of an ordered scale of n. */
    static Color step(int i, int n) {
        return VIRIDIS.get(n < 2 ? 0 : i * (VIRIDIS.size() - 1) / (n - 1));
    }
}
