package org.sgvae.graph.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.sgvae.graph.Graph;

/**
 * Reads the graphs of a file one by one, so that a file need not fit memory. Blank lines are skipped; what is
 * compressed with
 * gzip is decompressed.
 */
public final class GraphReader implements Closeable {
    private final LineReader lines;
    private final GraphFormat format;

    /**
     * Reads from a stream.
     *
     * @param in buffered here, and closed with this reader
     * @param format the format of its lines
     * @param name the file's name, as errors begin
     */
    public GraphReader(InputStream in, GraphFormat format, String name) {
        lines = new LineReader(in, name);
        this.format = format;
    }

    /**
     * The next graph.
     *
     * @return the graph, or empty at the end of the file
     * @throws IOException if the file cannot be read, or is damaged gzip data
     * @throws IllegalArgumentException if a line holds no valid graph; the message has the form
     *     {@code file:line: what; how to mend}, with the column after the line where there is one
     */
    public Optional<Graph> next() throws IOException {
        Optional<Graph> graph = Optional.empty();
        while (graph.isEmpty() && lines.nextLine()) {
            graph = format.parse(lines);
        }
        return graph;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
