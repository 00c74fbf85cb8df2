package org.sgvae.graph.io;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.sgvae.graph.Graph;

/**
 * The sparse6 format of McKay's nauty: one untyped graph a line, in printable characters, its length in proportion
 * to the
 * edges.
 *
 * <p>A line is a colon, the number of nodes n, and bits, six to a character. They are pairs (b, x) of one bit and of
 * k bits,
 * k being as many as n − 1 takes. With v = 0 before the first: if b is set v grows by one; then, if x &gt; v, v
 * becomes x,
 * otherwise {x, v} is an edge. Bits that are left over are set. {@code >>sparse6<<} may stand before a graph.
 *
 * @see <a href="https://users.cecs.anu.edu.au/~bdm/data/formats.txt">nauty's formats.txt</a>
 */
public final class Sparse6 {
    private Sparse6() {}

    /**
     * Reads one line.
     *
     * @param line the characters, without the line end
     * @param where the file and line number, as errors begin
     * @return the graph, all types 0, or empty where the line is blank or holds the header only
     * @throws IllegalArgumentException if the line is not sparse6, or the graph has a self-loop or several edges
     *     between two
     *     nodes; the message has the form {@code where:column: what; how to mend}
     */
    public static Optional<Graph> parse(String line, String where) {
        return SixBits.parse(line, where, Sparse6::read);
    }

    /** Reads a line from after the header to its end; needs memory for the edges only. */
    static Graph read(LineReader line) throws IOException {
        int colon = line.read();
        if (colon == ';') {
            throw line.fault("incremental sparse6; convert the file, such as with copyg -s of nauty");
        }
        if (colon != ':') {
            throw line.fault("sparse6 begins with a colon; put one there, or read the line as graph6");
        }
        int nodes = SixBits.readNodes(line, "sparse6", JsonGraph.MAX_NODES);
        Graph.Builder builder = Graph.builder(nodes);
        int k = bits(nodes - 1);
        int held = 0; // bits read and not yet used, the last ones of the next
        long bits = 0;
        int v = 0;
        for (int six = SixBits.read(line); six != LineReader.END; six = SixBits.read(line)) {
            if (v >= nodes) {
                throw line.fault("the line goes on after its last edge; put each graph on its own line");
            }
            bits = bits << 6 | six;
            for (held += 6; held > k && v < nodes; held -= k + 1) {
                int x = (int) (bits >> (held - k - 1)) & ((1 << k) - 1);
                int next = v + (int) (bits >> (held - 1) & 1);
                v = Math.max(x, next);
                if (v < nodes && x <= next) {
                    line.checked(() -> builder.edge(x, next));
                }
            }
        }
        return line.checked(builder::build);
    }

    /**
     * Writes one graph.
     *
     * @param graph all types 0
     * @return the line, without header and line end
     * @throws IllegalArgumentException if a type is not 0
     */
    public static String format(Graph graph) {
        return SixBits.format(out -> write(graph, out));
    }

    /**
     * Writes one graph.
     *
     * @param graph all types 0
     * @param out receives the line, without header and line end
     * @throws IllegalArgumentException if a type is not 0
     */
    static void write(Graph graph, OutputStream out) throws IOException {
        SixBits.requireNoTypes(graph, "sparse6");
        out.write(':');
        SixBits.writeNodes(graph.nodes(), out);
        int k = bits(graph.nodes() - 1);
        Bits bits = new Bits(out);
        int last = 0;
        for (int v = 1; v < graph.nodes(); v++) {
            for (int i = 0; i < graph.degree(v) && graph.neighbour(v, i) < v; i++) {
                if (v > last + 1) { // (1, v) goes there
                    bits.write(1, 1);
                    bits.write(v, k);
                }
                bits.write(v == last + 1 ? 1 : 0, 1);
                bits.write(graph.neighbour(v, i), k);
                last = v;
            }
        }
        // Set bits are (1, n − 1) where n is a power of two: an edge of the last node with itself, if v is the one
        // before it.
        if (last == graph.nodes() - 2 && graph.nodes() == 1 << k && bits.missing() > k) {
            bits.write(0, 1);
        }
        bits.write((1 << bits.missing()) - 1, bits.missing());
    }

    /** How many bits a number takes, 0 for 0. */
    private static int bits(int number) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(number);
    }

    /** Writes bits, six to a character. */
    private static final class Bits {
        private final OutputStream out;
        private long bits;
        private int held;

        Bits(OutputStream out) {
            this.out = out;
        }

        void write(int value, int width) throws IOException {
            bits = bits << width | value;
            for (held += width; held >= 6; held -= 6) {
                out.write(SixBits.ZERO + (int) (bits >> (held - 6) & 63));
            }
        }

        /** How many bits the character that was begun still takes. */
        int missing() {
            return held == 0 ? 0 : 6 - held;
        }
    }
}
