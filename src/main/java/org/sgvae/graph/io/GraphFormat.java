package org.sgvae.graph.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sgvae.graph.Graph;
import org.sgvae.graph.MemoryLimit;
import org.sgvae.json.Json;
import org.sgvae.json.JsonException;

/**
 * The formats of graph files, known by the ending of the file's name. All keep one graph a line. Any may be
 * compressed with
 * gzip, its name ending in {@code .gz} too.
 *
 * <p>Files of {@link #GRAPH6} and {@link #SPARSE6} are read alike, as those formats may be mixed.
 */
public enum GraphFormat {
    /** Untyped graphs: see {@link Graph6}. */
    GRAPH6(".g6") {
        @Override
        Optional<Graph> parse(LineReader line) throws IOException {
            return SixBits.parse(line, GraphFormat::readSixBits);
        }

        @Override
        void write(Graph graph, OutputStream out) throws IOException {
            Graph6.write(graph, out);
        }
    },

    /** Untyped graphs of few edges: see {@link Sparse6}. */
    SPARSE6(".s6") {
        @Override
        Optional<Graph> parse(LineReader line) throws IOException {
            return GRAPH6.parse(line);
        }

        @Override
        void write(Graph graph, OutputStream out) throws IOException {
            Sparse6.write(graph, out);
        }
    },

    /** Typed graphs, a JSON object a line: see {@link JsonGraph}. */
    JSON_LINES(".jsonl") {
        @Override
        Optional<Graph> parse(LineReader line) throws IOException {
            byte[] text = line.rest(MemoryLimit.jsonLine());
            if (new String(text, StandardCharsets.ISO_8859_1).isBlank()) {
                return Optional.empty();
            }
            try {
                return Optional.of(JsonGraph.read(Json.read(text, line.where())));
            } catch (JsonException e) {
                // The parser counts lines from this one: its place is where:1:column.
                String message = String.valueOf(e.getMessage());
                String first = line.where() + ":1:";
                throw message.startsWith(first)
                        ? new JsonException(line.where() + ":" + message.substring(first.length()))
                        : e;
            }
        }

        @Override
        void write(Graph graph, OutputStream out) throws IOException {
            out.write(Json.compact(JsonGraph.write(graph)).getBytes(StandardCharsets.UTF_8));
        }
    };

    /** The names that graph files have, for messages. */
    public static final String ENDINGS =
            ".g6 (graph6), .s6 (sparse6) or .jsonl (JSON lines), with .gz after it if compressed";

    private static final String GZIP = ".gz";

    private final String extension;

    GraphFormat(String extension) {
        this.extension = extension;
    }

    /** Reads the graph of a line, to its end; empty where it holds none. Errors begin with file and line. */
    abstract Optional<Graph> parse(LineReader line) throws IOException;

    /** Writes the line of a graph, without its end. */
    abstract void write(Graph graph, OutputStream out) throws IOException;

    private static Graph readSixBits(LineReader line) throws IOException {
        return line.peek() == ':' || line.peek() == ';' ? Sparse6.read(line) : Graph6.read(line);
    }

    /**
     * Whether node and edge types are kept.
     *
     * @return false if only graphs whose types are all 0 can be written
     */
    public boolean keepsTypes() {
        return this == JSON_LINES;
    }

    /**
     * The ending of file names.
     *
     * @return with the dot, such as {@code .g6}
     */
    public String extension() {
        return extension;
    }

    /**
     * The format of a file by its name.
     *
     * @param file need not exist
     * @return the format, or empty where the ending is of none
     */
    public static Optional<GraphFormat> of(Path file) {
        String whole = name(file);
        String name = isCompressed(file) ? whole.substring(0, whole.length() - GZIP.length()) : whole;
        return Arrays.stream(values())
                .filter(format -> name.endsWith(format.extension))
                .findFirst();
    }

    /** Whether a file's name says that it is compressed. */
    static boolean isCompressed(Path file) {
        return name(file).endsWith(GZIP);
    }

    private static String name(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }
}
