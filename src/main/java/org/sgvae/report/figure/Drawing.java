package org.sgvae.report.figure;

import java.awt.Graphics2D;

/** A part of a {@link Figure}. */
interface Drawing {
    /** What it shows, for those who do not see it. */
    String title();

    /** Draws within a rectangle whose upper left corner is at (0, 0). */
    void paint(Graphics2D graphics, int width, int height);
}
