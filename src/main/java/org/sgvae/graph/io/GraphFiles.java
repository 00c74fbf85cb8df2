package org.sgvae.graph.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.sgvae.graph.Graph;
import org.sgvae.graph.MemoryLimit;
import org.sgvae.io.AtomicFile;

/** Reads and writes files of graphs, in the {@link GraphFormat} that the file's name says. */
public final class GraphFiles {

    private GraphFiles() {}

    /**
     * Opens a file to read its graphs one by one.
     *
     * @param file a name ending as {@link GraphFormat} says
     * @return the reader, to be closed
     * @throws IOException if there is no such file or it cannot be read
     * @throws IllegalArgumentException if the name has another ending
     */
    public static GraphReader open(Path file) throws IOException {
        GraphFormat format = format(file);
        if (Files.notExists(file)) {
            throw new NoSuchFileException(file.toString(), null, "no such file; check the path");
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "cannot be read; give a file that may be read");
        }
        return new GraphReader(Files.newInputStream(file), format, file.toString());
    }

    /**
     * Reads all graphs of a file.
     *
     * @param file a name ending as {@link GraphFormat} says
     * @return the graphs in the order of the file; none where it is empty
     * @throws IOException as {@link #open}
     * @throws IllegalArgumentException if the name has another ending, a line is wrong, as {@link GraphReader#next}, or
     *     the graphs take more than half of the memory
     */
    public static List<Graph> read(Path file) throws IOException {
        List<Graph> graphs = new ArrayList<>();
        MemoryLimit memory = new MemoryLimit(file.toString());
        try (GraphReader reader = open(file)) {
            for (Optional<Graph> next = reader.next(); next.isPresent(); next = reader.next()) {
                memory.add(next.get());
                graphs.add(next.get());
            }
        }
        return graphs;
    }

    /**
     * Writes graphs to a file, whole or not at all, see {@link AtomicFile}. A file of that name is replaced.
     *
     * @param file a name ending as {@link GraphFormat} says, in a directory that exists
     * @param graphs asked for one at a time; not modified
     * @throws IOException if the directory does not exist or cannot be written
     * @throws IllegalArgumentException if the name has another ending, or the format cannot hold a graph
     */
    public static void write(Path file, Iterable<Graph> graphs) throws IOException {
        GraphFormat format = format(file);
        AtomicFile.write(file, out -> {
            if (GraphFormat.isCompressed(file)) {
                GZIPOutputStream compressed = new GZIPOutputStream(out);
                write(graphs, format, compressed);
                compressed.finish();
            } else {
                write(graphs, format, out);
            }
        });
    }

    private static void write(Iterable<Graph> graphs, GraphFormat format, OutputStream out) throws IOException {
        for (Graph graph : graphs) {
            format.write(graph, out);
            out.write('\n'); // the same bytes on every system
        }
    }

    private static GraphFormat format(Path file) {
        return GraphFormat.of(file)
                .orElseThrow(() -> new IllegalArgumentException(
                        file + ": a graph file of unknown format; use a name ending in " + GraphFormat.ENDINGS));
    }
}
