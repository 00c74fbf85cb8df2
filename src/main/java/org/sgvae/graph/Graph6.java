package org.sgvae.graph;

import java.util.Optional;

/**
 * The graph6 format of McKay's nauty: one untyped graph a line, in printable characters.
 *
 * <p>A line is the number of nodes and then, six to a character, the bits of the adjacency matrix above the diagonal in the
 * order (0,1), (0,2), (1,2), (0,3), …; a character is 63 plus its six bits. The number of nodes takes one character up to
 * 62, four up to 258,047 (the first of them {@code ~}), and eight beyond (two {@code ~} first); such a line would have more than
 * 5 · 10⁹ characters and is refused. {@code >>graph6<<} may stand before a graph.
 */
public final class Graph6 {

    private static final String HEADER = ">>graph6<<";
    private static final int MAX_ONE_CHARACTER = 62;
    private static final int MAX_FOUR_CHARACTERS = 258_047;

    /** The longest array of common JVMs: a graph above about 160,000 nodes does not fit a line. */
    private static final long MAX_LINE = Integer.MAX_VALUE - 8;

    private Graph6() {}

    /**
     * Reads one line.
     *
     * @param line the characters, without the line end
     * @param where the file and line number, as errors begin
     * @return the graph, all types 0, or empty where the line is blank or holds the header only
     * @throws IllegalArgumentException if the line is not graph6; the message has the form
     *     {@code where:column: what; how to mend}
     */
    public static Optional<Graph> parse(String line, String where) {
        int start = line.startsWith(HEADER) ? HEADER.length() : 0;
        if (line.substring(start).isBlank()) {
            return Optional.empty();
        }
        for (int i = start; i < line.length(); i++) {
            if (line.charAt(i) < '?' || line.charAt(i) > '~') {
                throw fault(where, i, foreign(line, start, i));
            }
        }
        int headCharacters = line.charAt(start) != '~' ? 1 : line.startsWith("~~", start) ? 8 : 4;
        int body = start + headCharacters;
        if (body > line.length()) {
            throw fault(where, line.length(), "the line ends within the number of nodes; the file may be cut short");
        }
        long nodes = 0;
        for (int i = headCharacters == 1 ? start : start + headCharacters / 4; i < body; i++) {
            nodes = (nodes << 6) | six(line, i);
        }
        if (nodes == 0) {
            throw fault(where, start, "a graph of 0 nodes; remove the line");
        }
        if (nodes > MAX_FOUR_CHARACTERS) {
            throw fault(where, start, "a graph of " + nodes + " nodes; graph6 is read up to " + MAX_FOUR_CHARACTERS);
        }
        long expected = bodyCharacters(nodes);
        int found = line.length() - body;
        if (found != expected) {
            throw fault(
                    where,
                    found < expected ? line.length() : (int) (body + expected),
                    nodes + " nodes take " + expected + " characters, found " + found
                            + (found < expected ? "; the file may be cut short" : "; put each graph on its own line"));
        }
        return Optional.of(read(line, body, (int) nodes, where));
    }

    private static Graph read(String line, int body, int nodes, String where) {
        Graph.Builder builder = Graph.builder(nodes);
        int bit = 0;
        int at = body;
        for (int v = 1; v < nodes; v++) {
            for (int u = 0; u < v; u++) {
                if ((six(line, at) >> (5 - bit) & 1) == 1) {
                    builder.edge(u, v);
                }
                if (++bit == 6) {
                    bit = 0;
                    at++;
                }
            }
        }
        if (bit > 0 && (six(line, at) & 63 >> bit) != 0) {
            throw fault(where, at, "bits beyond the last pair of nodes are set; the line is damaged, write it again");
        }
        return builder.build();
    }

    /**
     * Writes one graph.
     *
     * @param graph all types 0
     * @return the line, without header and line end
     * @throws IllegalArgumentException if a type is not 0, or the line would be too long for memory (beyond about 160,000
     *     nodes)
     */
    public static String format(Graph graph) {
        int nodes = graph.nodes();
        if (graph.nodeTypeCount() > 1 || graph.edgeTypeCount() > 1) {
            throw new IllegalArgumentException("graph6 keeps no types and this graph has types above 0; write "
                    + GraphFormat.JSON_LINES.extension());
        }
        if (bodyCharacters(nodes) > MAX_LINE - 8) {
            throw new IllegalArgumentException("a graph of " + nodes + " nodes takes " + bodyCharacters(nodes)
                    + " characters of graph6; write " + GraphFormat.JSON_LINES.extension());
        }
        StringBuilder line = new StringBuilder();
        if (nodes <= MAX_ONE_CHARACTER) {
            line.append((char) ('?' + nodes));
        } else {
            line.append('~');
            for (int shift = 12; shift >= 0; shift -= 6) {
                line.append((char) ('?' + (nodes >> shift & 63)));
            }
        }
        int head = line.length();
        line.append("?".repeat((int) bodyCharacters(nodes)));
        for (int i = 0; i < graph.edges(); i++) {
            long v = graph.edgeTarget(i);
            long pair = v * (v - 1) / 2 + graph.edgeSource(i);
            int at = head + (int) (pair / 6);
            line.setCharAt(at, (char) ('?' + (line.charAt(at) - '?' | 32 >> pair % 6)));
        }
        return line.toString();
    }

    private static long bodyCharacters(long nodes) {
        return (nodes * (nodes - 1) / 2 + 5) / 6;
    }

    private static int six(String line, int i) {
        return line.charAt(i) - '?';
    }

    private static String foreign(String line, int start, int at) {
        char first = line.charAt(start);
        if (at == start && (first == ':' || first == ';' || first == '&')) {
            return "a line of " + (first == '&' ? "digraph6" : "sparse6") + "; convert it to graph6";
        }
        return String.format(
                "character U+%04X is not of graph6; use those from ? to ~ and nothing else", (int) line.charAt(at));
    }

    private static IllegalArgumentException fault(String where, int index, String problem) {
        return new IllegalArgumentException(where + ":" + (index + 1) + ": " + problem);
    }
}
