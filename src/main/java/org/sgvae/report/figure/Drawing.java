package org.sgvae.report.figure;

import java.awt.Graphics2D;
import java.util.List;

/** A part of a {@link Figure}. */
interface Drawing {
    /** What it shows, for those who do not see it. */
    String title();

    /** The numbers that are plotted, of those of which a scale tells the size; none by default. */
    default List<Double> numbers() {
        return List.of();
    }

    /** Draws within a rectangle whose upper left corner is at (0, 0). */
    void paint(Graphics2D graphics, int width, int height);
}
