package org.sgvae.graph.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sgvae.graph.Graph;

/**
 * What graph6 and sparse6 have in common: printable characters of six bits, 63 plus their value, and a number of
 * nodes in
 * front, which takes one character up to 62, four up to 258,047 (the first of them {@code ~}), and eight beyond (two
 * {@code ~} first). {@code >>graph6<<} or {@code >>sparse6<<} may stand before a graph.
 */
final class SixBits {
    /** The value 0. */
    static final char ZERO = '?';

    private static final char LONGER = '~';
    private static final int MAX_ONE_CHARACTER = 62;
    private static final int MAX_FOUR_CHARACTERS = 258_047;
    private static final int MAX_HEADER = 20;

    private SixBits() {}

    /** A reader of a line's graph. */
    @FunctionalInterface
    interface Body {
        /** Reads from after the header to the end of the line. */
        Graph read(LineReader line) throws IOException;
    }

    /** A writer of a line. */
    @FunctionalInterface
    interface Line {
        /** Writes all of it but the line end. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Reads a line, past its header; empty where it is blank or holds the header only. */
    static Optional<Graph> parse(LineReader line, Body body) throws IOException {
        if (line.peek() == '>') {
            passHeader(line);
        }
        if (isBlank(line)) {
            return Optional.empty();
        }
        if (line.peek() == '&') {
            line.read();
            throw digraph(line);
        }
        return Optional.of(body.read(line));
    }

    /** As {@link #parse(LineReader, Body)}, of characters without line end; errors begin with {@code where}. */
    static Optional<Graph> parse(String characters, String where, Body body) {
        byte[] bytes = new byte[characters.length()];
        for (int i = 0; i < bytes.length; i++) {
            char character = characters.charAt(i);
            if (character > 0xFF || character == '\n' || character == '\r') {
                throw new IllegalArgumentException(where + ":" + (i + 1) + ": " + foreign(character));
            }
            bytes[i] = (byte) character;
        }
        try (LineReader line = LineReader.ofLine(bytes, where)) {
            return parse(line, body);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be read", e);
        }
    }

    /** The characters of a line. */
    static String format(Line line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            line.writeTo(out);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        return out.toString(StandardCharsets.US_ASCII);
    }

    /** Reads six bits, or {@link LineReader#END} at the end of the line. */
    static int read(LineReader line) throws IOException {
        int character = line.read();
        if (character != LineReader.END && (character < ZERO || character > LONGER)) {
            throw line.fault(foreign(character));
        }
        return character == LineReader.END ? LineReader.END : character - ZERO;
    }

    /** Reads a number of nodes, 1..{@code most}. */
    static int readNodes(LineReader line, String format, int most) throws IOException {
        long nodes = readWithin(line);
        if (nodes == LONGER - ZERO) {
            nodes = readWithin(line);
            int characters = nodes == LONGER - ZERO ? 6 : 2;
            for (nodes = characters == 6 ? 0 : nodes; characters > 0; characters--) {
                nodes = nodes << 6 | readWithin(line);
            }
        }
        if (nodes == 0) {
            throw line.fault("a graph of 0 nodes; remove the line");
        }
        if (nodes > most) {
            throw line.fault("a graph of " + nodes + " nodes; " + format + " is read up to " + most);
        }
        return (int) nodes;
    }

    /** Writes a number of nodes. */
    static void writeNodes(int nodes, OutputStream out) throws IOException {
        int bits = 6;
        if (nodes > MAX_ONE_CHARACTER) {
            bits = nodes <= MAX_FOUR_CHARACTERS ? 18 : 36;
            out.write(LONGER);
            if (bits == 36) {
                out.write(LONGER);
            }
        }
        for (int shift = bits - 6; shift >= 0; shift -= 6) {
            out.write(ZERO + (int) ((long) nodes >> shift & 63));
        }
    }

    /** Checks that all types are 0. */
    static void requireNoTypes(Graph graph, String format) {
        if (graph.nodeTypeCount() > 1 || graph.edgeTypeCount() > 1) {
            throw new IllegalArgumentException(format + " keeps no types and this graph has types above 0; write "
                    + GraphFormat.JSON_LINES.extension());
        }
    }

    private static int readWithin(LineReader line) throws IOException {
        int six = read(line);
        if (six == LineReader.END) {
            throw line.fault("the line ends within the number of nodes; the file may be cut short");
        }
        return six;
    }

    private static void passHeader(LineReader line) throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("<<") < 0) {
            int character = line.read();
            if (character == LineReader.END || header.length() == MAX_HEADER) {
                throw line.fault("a header that does not end in <<; begin with the graph, or with >>graph6<<");
            }
            header.append((char) character);
        }
        switch (header.toString()) {
            case ">>graph6<<", ">>sparse6<<" -> {}
            case ">>digraph6<<" -> throw digraph(line);
            default -> throw line.fault("the header of another format; convert the file to graph6 or sparse6");
        }
    }

    private static boolean isBlank(LineReader line) throws IOException {
        while (line.peek() == ' ' || line.peek() == '\t') {
            line.read();
            if (line.peek() == LineReader.END) {
                return true;
            }
        }
        return line.peek() == LineReader.END;
    }

    private static IllegalArgumentException digraph(LineReader line) {
        return line.fault("digraph6, whose edges have a direction; make them undirected, as graph6 or sparse6");
    }

    private static String foreign(int character) {
        return String.format("character U+%04X is of no graph; use those from ? to ~ and nothing else", character);
    }
}
