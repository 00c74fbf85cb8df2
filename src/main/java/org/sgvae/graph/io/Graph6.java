package org.sgvae.graph.io;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.sgvae.graph.Graph;

/**
 * The graph6 format of McKay's nauty: one untyped graph a line, in printable characters.
 *
 * <p>A line is the number of nodes and then, six to a character, the bits of the adjacency matrix above the diagonal
 * in the
 * order (0,1), (0,2), (1,2), (0,3), …; a character is 63 plus its six bits. Graphs have up to {@value #MAX_NODES}
 * nodes: a line
 * of more would have more than 5 · 10⁹ characters. {@code >>graph6<<} may stand before a graph.
 *
 * @see <a href="https://users.cecs.anu.edu.au/~bdm/data/formats.txt">nauty's formats.txt</a>
 */
public final class Graph6 {
    /** Most nodes that are read and written. */
    public static final int MAX_NODES = 258_047;

    /** About the longest array of common JVMs. */
    private static final int MAX_STRING = Integer.MAX_VALUE - 16;

    private static final byte[] ZEROS = new byte[1 << 13];

    static {
        Arrays.fill(ZEROS, (byte) SixBits.ZERO);
    }

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
        return SixBits.parse(line, where, Graph6::read);
    }

    /** Reads a line from after the header to its end; needs memory for the edges only. */
    static Graph read(LineReader line) throws IOException {
        if (line.peek() == ':' || line.peek() == ';') {
            line.read();
            throw line.fault("a line of sparse6; read it as such");
        }
        int nodes = SixBits.readNodes(line, "graph6", MAX_NODES);
        Graph.Builder builder = Graph.builder(nodes);
        long characters = characters(nodes);
        int v = 1; // the pair (u, v) is the next bit's
        long u = 0;
        for (long i = 0; i < characters; i++) {
            int six = SixBits.read(line);
            if (six == LineReader.END) {
                throw line.fault(nodes + " nodes take " + characters + " characters, found " + i
                        + "; the file may be cut short");
            }
            for (int bits = six; bits != 0; bits &= bits - 1) {
                addEdge(builder, nodes, u + 5 - Integer.numberOfTrailingZeros(bits), v, line);
            }
            for (u += 6; u >= v; v++) {
                u -= v;
            }
        }
        if (line.read() != LineReader.END) {
            throw line.fault(nodes + " nodes take " + characters
                    + " characters, but the line goes on; put each graph on its own line");
        }
        return builder.build();
    }

    /** The edge of a bit that is so many pairs after (0, v). */
    private static void addEdge(Graph.Builder builder, int nodes, long pairs, int v, LineReader line) {
        if (pairs >= v) {
            addEdge(builder, nodes, pairs - v, v + 1, line);
        } else if (v >= nodes) {
            throw line.fault("bits beyond the last pair of nodes are set; the line is damaged, write it again");
        } else {
            line.checked(() -> builder.edge((int) pairs, v));
        }
    }

    /**
     * Writes one graph.
     *
     * @param graph all types 0
     * @return the line, without header and line end
     * @throws IllegalArgumentException if a type is not 0, or the line would be too long for a string, beyond about
     *     160,000
     *     nodes
     */
    public static String format(Graph graph) {
        if (characters(graph.nodes()) > MAX_STRING) {
            throw tooLarge(graph);
        }
        return SixBits.format(out -> write(graph, out));
    }

    /**
     * Writes one graph.
     *
     * @param graph all types 0, up to {@link #MAX_NODES} nodes
     * @param out receives the line, without header and line end
     * @throws IllegalArgumentException if a type is not 0, or there are more nodes
     */
    static void write(Graph graph, OutputStream out) throws IOException {
        SixBits.requireNoTypes(graph, "graph6");
        if (graph.nodes() > MAX_NODES) {
            throw tooLarge(graph);
        }
        SixBits.writeNodes(graph.nodes(), out);
        long written = 0;
        int six = 0;
        for (int v = 1; v < graph.nodes(); v++) {
            for (int i = 0; i < graph.degree(v) && graph.neighbour(v, i) < v; i++) {
                long pair = (long) v * (v - 1) / 2 + graph.neighbour(v, i);
                if (pair / 6 > written) {
                    out.write(SixBits.ZERO + six);
                    writeZeros(pair / 6 - written - 1, out);
                    written = pair / 6;
                    six = 0;
                }
                six |= 32 >> pair % 6;
            }
        }
        if (graph.nodes() > 1) {
            out.write(SixBits.ZERO + six);
            writeZeros(characters(graph.nodes()) - written - 1, out);
        }
    }

    private static void writeZeros(long count, OutputStream out) throws IOException {
        for (long left = count; left > 0; left -= ZEROS.length) {
            out.write(ZEROS, 0, (int) Math.min(left, ZEROS.length));
        }
    }

    private static long characters(long nodes) {
        return (nodes * (nodes - 1) / 2 + 5) / 6;
    }

    private static IllegalArgumentException tooLarge(Graph graph) {
        return new IllegalArgumentException("a graph of " + graph.nodes() + " nodes takes " + characters(graph.nodes())
                + " characters of graph6; write " + GraphFormat.SPARSE6.extension() + " or "
                + GraphFormat.JSON_LINES.extension());
    }
}
