package org.sgvae.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import org.sgvae.graph.Graph;

/**
 * Small graphs in rows, each with a few words below. Node types are colours and numbers, edge types the number of
 * lines; molecules are structural formulas.
 */
public final class GraphPanel implements Drawing {
    private static final int TITLE_HEIGHT = 26;
    private static final int LINE_HEIGHT = 14;
    private static final int TEXT_SIZE = 11;
    private static final double MARGIN = 10;
    private static final double APART = 2.6; // lines of a multiple edge
    private static final double LETTER = 7.5; // half the room for the letters of an atom

    private final String title;
    private final int columns;
    private final List<Item> items = new ArrayList<>();

    private Depiction depiction = Depiction.DOTS;
    private boolean numbered;

    private record Item(Graph graph, Color color, List<String> lines) {}

    public GraphPanel(String title, int columns) {
        this.title = title;
        this.columns = columns;
    }

    /** Writes the number of each node on it. */
    public GraphPanel numbered() {
        numbered = true;
        return this;
    }

    /** Draws graphs in some way; else as dots. */
    public GraphPanel as(Depiction other) {
        depiction = other;
        return this;
    }

    /** Adds a graph, its nodes of type 0 in a colour. */
    public GraphPanel add(Graph graph, Color color, String... lines) {
        items.add(new Item(graph, color, List.of(lines)));
        return this;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        graphics.setColor(Palette.TEXT);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        graphics.drawString(title, (width - graphics.getFontMetrics().stringWidth(title)) / 2, 18);
        int rows = Math.max(1, (items.size() + columns - 1) / columns);
        int lines = items.stream().mapToInt(item -> item.lines().size()).max().orElse(0);
        int cellWidth = width / columns;
        int cellHeight = (height - TITLE_HEIGHT) / rows;
        for (int i = 0; i < items.size(); i++) {
            double x = i % columns * cellWidth;
            double y = TITLE_HEIGHT + i / columns * cellHeight;
            double margin = numbered ? 1.4 * MARGIN : MARGIN;
            double side = Math.min(cellWidth, cellHeight - lines * LINE_HEIGHT) - 2 * margin;
            Item item = items.get(i);
            draw(graphics, item.graph(), item.color(), x + (cellWidth - side) / 2, y + margin, side);
            write(graphics, item.lines(), x + cellWidth / 2.0, y + side + 2 * margin, cellWidth - 4);
        }
    }

    private static void write(Graphics2D graphics, List<String> lines, double middle, double y, int room) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT_SIZE));
        graphics.setColor(Palette.TEXT);
        FontMetrics metrics = graphics.getFontMetrics();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            while (line.length() > 2 && metrics.stringWidth(line) > room) {
                line = line.substring(0, line.length() - 2) + "…";
            }
            graphics.drawString(
                    line, (float) (middle - metrics.stringWidth(line) / 2.0), (float) (y + LINE_HEIGHT * (i + 0.5)));
        }
    }

    private void draw(Graphics2D graphics, Graph graph, Color color, double x, double y, double side) {
        double[][] points = depiction.places(graph);
        double radius = numbered ? 11 : Math.max(2, Math.min(6, side / (3 * Math.sqrt(graph.nodes()) + 4)));
        graphics.setColor(depiction.hasSymbols() && !numbered ? color : Palette.GREY);
        graphics.setStroke(new BasicStroke(1.3f));
        for (int i = 0; i < graph.edges(); i++) {
            double[] from = points[graph.edgeSource(i)];
            double[] to = points[graph.edgeTarget(i)];
            double dx = to[0] - from[0];
            double dy = to[1] - from[1];
            double length = Math.max(1e-9, Math.hypot(dx, dy));
            int lines = Math.min(4, graph.edgeType(i) + 1);
            for (int k = 0; k < lines; k++) {
                double shift = APART * (k - (lines - 1) / 2.0) / length;
                double sx = x - dy * shift;
                double sy = y + dx * shift;
                graphics.draw(new Line2D.Double(
                        sx + from[0] * side, sy + from[1] * side, sx + to[0] * side, sy + to[1] * side));
            }
        }
        for (int v = 0; v < graph.nodes(); v++) {
            double atX = x + points[v][0] * side;
            double atY = y + points[v][1] * side;
            if (numbered) {
                String[] elements = depiction.elements(graph);
                Color own = color(graph.nodeType(v), color);
                dot(graphics, own, atX, atY, radius);
                letters(graphics, (elements.length > 0 ? elements[v] : "") + v, Palette.textOn(own), atX, atY);
            } else if (!depiction.hasSymbols()) {
                dot(graphics, color(graph.nodeType(v), color), atX, atY, radius);
            } else if (!depiction.symbol(graph, v).isEmpty()) {
                graphics.setColor(Color.WHITE);
                graphics.fill(new Ellipse2D.Double(atX - LETTER, atY - LETTER, 2 * LETTER, 2 * LETTER));
                letters(graphics, depiction.symbol(graph, v), Palette.TEXT, atX, atY);
            }
        }
    }

    private static Color color(int type, Color ofFirst) {
        return type == 0 ? ofFirst : Palette.series(type + 1);
    }

    private static void dot(Graphics2D graphics, Color color, double x, double y, double radius) {
        graphics.setColor(color);
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    private static void letters(Graphics2D graphics, String letters, Color color, double x, double y) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, TEXT_SIZE + 1));
        graphics.setColor(color);
        float shift = graphics.getFontMetrics().stringWidth(letters) / 2f;
        graphics.drawString(letters, (float) x - shift, (float) y + 4);
    }
}
