package org.sgvae.graph;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads the graphs of a file one by one, so that a file need not fit memory. Blank lines are skipped. */
public final class GraphReader implements Closeable {

    /** Longest line in bytes: graph6 of about 56,000 nodes. A file without line ends stops here. */
    private static final int MAX_LINE = 1 << 28;

    private final InputStream in;
    private final GraphFormat format;
    private final String name;
    private int line;

    /**
     * Reads from a stream.
     *
     * @param in closed with this reader
     * @param format the format of its lines
     * @param name the file's name, as errors begin
     */
    public GraphReader(InputStream in, GraphFormat format, String name) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.format = format;
        this.name = name;
    }

    /**
     * The next graph.
     *
     * @return the graph, or empty at the end of the file
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a line holds no valid graph; the message has the form
     *     {@code file:line: what; how to mend}, with the column after the line where there is one
     */
    public Optional<Graph> next() throws IOException {
        while (true) {
            Optional<byte[]> bytes = nextLine();
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            Optional<Graph> graph = format.parse(bytes.get(), name + ":" + line);
            if (graph.isPresent()) {
                return graph;
            }
        }
    }

    /** The bytes up to the next LF or CR LF, or empty at the end of the file. */
    private Optional<byte[]> nextLine() throws IOException {
        line++;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean carriageReturn = false;
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (carriageReturn) {
                bytes.write('\r');
            }
            carriageReturn = b == '\r';
            if (!carriageReturn) {
                bytes.write(b);
            }
            if (bytes.size() > MAX_LINE) {
                throw new IllegalArgumentException(name + ":" + line + ": a line of more than " + MAX_LINE
                        + " bytes; put each graph on its own line");
            }
        }
        return Optional.of(bytes.toByteArray());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
