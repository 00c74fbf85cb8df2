package org.sgvae.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sgvae.graph.Graph;
import org.sgvae.report.figure.Layout;

/**
 * Small graphs drawn in text, three in a row: edges as dots of Braille characters, nodes as circles, or as the number
 * of their type where it
 * is not 0.
 */
public final class TextDrawing {
    private static final int COLUMNS = 24; // characters of a drawing
    private static final int ROWS = 9;
    private static final int IN_A_ROW = 3;
    private static final int LARGEST = 40; // nodes; more cannot be told apart
    private static final int DOTS_ACROSS = 2; // of a Braille character
    private static final int DOTS_DOWN = 4;
    private static final char BRAILLE = '\u2800';

    /** Bits of the dots of a Braille character, row by row. */
    private static final int[] BITS = {0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80};

    private static final String NODE_COLOUR = "\u001b[1;36m";
    private static final String NO_COLOUR = "\u001b[0m";

    private final char[][] cells = new char[ROWS][COLUMNS];

    private TextDrawing(Graph graph) {
        for (char[] row : cells) {
            Arrays.fill(row, BRAILLE);
        }
        double[][] places = Layout.of(graph);
        int[][] dots = new int[graph.nodes()][];
        for (int v = 0; v < dots.length; v++) { // a dot is about as wide as high
            double side = Math.min(DOTS_ACROSS * COLUMNS, DOTS_DOWN * ROWS) - 2.0 * DOTS_DOWN;
            dots[v] = new int[] {
                (int) Math.round(DOTS_ACROSS * COLUMNS / 2.0 + (places[v][0] - 0.5) * side),
                (int) Math.round(DOTS_DOWN * ROWS / 2.0 + (places[v][1] - 0.5) * side)
            };
        }
        for (int i = 0; i < graph.edges(); i++) {
            line(dots[graph.edgeSource(i)], dots[graph.edgeTarget(i)]);
        }
        for (int v = 0; v < dots.length; v++) {
            int type = graph.nodeType(v);
            cells[dots[v][1] / DOTS_DOWN][dots[v][0] / DOTS_ACROSS] =
                    type == 0 ? '●' : Character.forDigit(Math.min(type, 35), 36);
        }
    }

    private void line(int[] from, int[] to) {
        int steps = Math.max(1, Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])));
        for (int step = 0; step <= steps; step++) {
            int x = from[0] + Math.round((to[0] - from[0]) * (float) step / steps);
            int y = from[1] + Math.round((to[1] - from[1]) * (float) step / steps);
            cells[y / DOTS_DOWN][x / DOTS_ACROSS] |= (char) BITS[y % DOTS_DOWN * DOTS_ACROSS + x % DOTS_ACROSS];
        }
    }

    private String row(int number, boolean coloured) {
        StringBuilder row = new StringBuilder();
        for (char cell : cells[number]) {
            boolean node = cell < BRAILLE || cell > BRAILLE + 0xFF;
            row.append(node && coloured ? NODE_COLOUR : "")
                    .append(cell == BRAILLE ? ' ' : cell)
                    .append(node && coloured ? NO_COLOUR : "");
        }
        return row.toString();
    }

    /**
     * Draws graphs.
     *
     * @param graphs the graphs; of one that is too large only the size is said
     * @param coloured whether nodes have a colour
     * @return lines of at most 80 characters
     */
    public static String of(List<Graph> graphs, boolean coloured) {
        StringBuilder text = new StringBuilder();
        List<Graph> small =
                graphs.stream().filter(graph -> graph.nodes() <= LARGEST).toList();
        for (int from = 0; from < small.size(); from += IN_A_ROW) {
            List<TextDrawing> side = new ArrayList<>();
            for (Graph graph : small.subList(from, Math.min(small.size(), from + IN_A_ROW))) {
                side.add(new TextDrawing(graph));
            }
            for (int number = 0; number < ROWS; number++) {
                int row = number;
                String line = String.join(
                        "  ",
                        side.stream().map(drawing -> drawing.row(row, coloured)).toList());
                text.append(line.stripTrailing()).append(System.lineSeparator());
            }
        }
        if (small.size() < graphs.size()) {
            text.append(graphs.size() - small.size())
                    .append(" of more than ")
                    .append(LARGEST)
                    .append(" nodes are not drawn")
                    .append(System.lineSeparator());
        }
        return text.toString();
    }
}
