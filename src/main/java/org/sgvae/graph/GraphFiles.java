package org.sgvae.graph;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads and writes files of graphs, in the {@link GraphFormat} that the file's name says. */
public final class GraphFiles {

    private GraphFiles() {}

    /**
     * Opens a file to read its graphs one by one.
     *
     * @param file a name ending in {@code .g6} or {@code .jsonl}
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
     * @param file a name ending in {@code .g6} or {@code .jsonl}
     * @return the graphs in the order of the file; none where it is empty
     * @throws IOException as {@link #open}
     * @throws IllegalArgumentException if the name has another ending or a line is wrong, as {@link GraphReader#next}
     */
    public static List<Graph> read(Path file) throws IOException {
        List<Graph> graphs = new ArrayList<>();
        try (GraphReader reader = open(file)) {
            for (Optional<Graph> next = reader.next(); next.isPresent(); next = reader.next()) {
                graphs.add(next.get());
            }
        }
        return graphs;
    }

    /**
     * Writes graphs to a file, whole or not at all: they go to a temporary file beside it, which then takes its place. A file
     * of that name is replaced.
     *
     * @param file a name ending in {@code .g6} or {@code .jsonl}, in a directory that exists
     * @param graphs asked for one at a time; not modified
     * @throws IOException if the directory does not exist or cannot be written
     * @throws IllegalArgumentException if the name has another ending, or the format cannot hold a graph
     */
    public static void write(Path file, Iterable<Graph> graphs) throws IOException {
        GraphFormat format = format(file);
        Path target = file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new FileSystemException(file.toString(), null, "is a directory; give the name of a file");
        }
        Path directory = target.resolveSibling(".").normalize();
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new FileSystemException(
                    file.toString(), null, "cannot write to its directory; make one that may be written to");
        }
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (BufferedWriter out =
                    Files.newBufferedWriter(temporary, StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW)) {
                for (Graph graph : graphs) {
                    out.write(format.format(graph));
                    out.write('\n'); // the same bytes on every system
                }
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static GraphFormat format(Path file) {
        return GraphFormat.of(file)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                file
                                        + ": a graph file of unknown format; use a name ending in .g6 (graph6) or .jsonl (JSON lines)"));
    }
}
