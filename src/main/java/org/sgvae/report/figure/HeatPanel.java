package org.sgvae.report.figure;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Shares in [0, 1] as a table of colours, the greatest at the end of the scale; each cell also has its number if
 * there is room.
 */
public final class HeatPanel implements Drawing {
    private static final int LEFT = 70;
    private static final int TOP = 30;
    private static final int BOTTOM = 46;

    private final String title;
    private final String rowName;
    private final String columnName;
    private final double[][] shares;

    /** Row by row. */
    public HeatPanel(String title, String rowName, String columnName, double[][] shares) {
        this.title = title;
        this.rowName = rowName;
        this.columnName = columnName;
        this.shares = shares;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public List<Double> numbers() {
        return Arrays.stream(shares).flatMap(row -> Arrays.stream(row).boxed()).toList();
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        graphics.setColor(Palette.TEXT);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        graphics.drawString(title, (width - graphics.getFontMetrics().stringWidth(title)) / 2, 18);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        double greatest = 1e-12;
        for (double[] row : shares) {
            for (double share : row) {
                greatest = Math.max(greatest, share);
            }
        }
        double cellHeight = (height - TOP - BOTTOM) / (double) shares.length;
        double cellWidth = (width - LEFT - 20) / (double) shares[0].length;
        for (int r = 0; r < shares.length; r++) {
            for (int c = 0; c < shares[r].length; c++) {
                double x = LEFT + c * cellWidth;
                double y = TOP + r * cellHeight;
                graphics.setColor(Palette.at(shares[r][c] / greatest));
                graphics.fill(new Rectangle2D.Double(x, y, cellWidth - 1, cellHeight - 1));
                graphics.setColor(shares[r][c] / greatest >= 0.5 ? Palette.TEXT_ON_LIGHT : Palette.TEXT_ON_DARK);
                if (cellWidth > 26 && cellHeight > 14) {
                    text(
                            graphics,
                            String.format(Locale.ROOT, "%.0f", 100 * shares[r][c]),
                            x + cellWidth / 2,
                            y + cellHeight / 2 + 4);
                }
            }
            graphics.setColor(Palette.TEXT);
            text(graphics, Integer.toString(r), LEFT - 16, TOP + (r + 0.5) * cellHeight + 4);
        }
        for (int c = 0; c < shares[0].length; c++) {
            text(graphics, Integer.toString(c + 1), LEFT + (c + 0.5) * cellWidth, height - BOTTOM + 16);
        }
        text(graphics, columnName + " (cells: %)", LEFT + (width - LEFT - 20) / 2.0, height - 10);
        text(graphics, rowName, 28, TOP - 10);
    }

    private static void text(Graphics2D graphics, String text, double middle, double y) {
        double width = graphics.getFontMetrics().stringWidth(text);
        graphics.drawString(text, (float) (middle - width / 2), (float) y);
    }
}
