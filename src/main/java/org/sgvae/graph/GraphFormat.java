package org.sgvae.graph;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.sgvae.json.Json;
import org.sgvae.json.JsonException;

/** The formats of graph files, known by the ending of the file's name. Both keep one graph a line. */
public enum GraphFormat {
    /** Untyped graphs: see {@link Graph6}. */
    GRAPH6(".g6") {
        @Override
        Optional<Graph> parse(byte[] line, String where) {
            return Graph6.parse(new String(line, StandardCharsets.ISO_8859_1), where); // one character a byte
        }

        @Override
        String format(Graph graph) {
            return Graph6.format(graph);
        }
    },

    /** Typed graphs, a JSON object a line: see {@link JsonGraph}. */
    JSON_LINES(".jsonl") {
        @Override
        Optional<Graph> parse(byte[] line, String where) {
            if (new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
                return Optional.empty();
            }
            try {
                return Optional.of(JsonGraph.read(Json.read(line, where)));
            } catch (JsonException e) {
                // The parser counts lines from this one: its place is where:1:column.
                String message = String.valueOf(e.getMessage());
                String first = where + ":1:";
                throw message.startsWith(first)
                        ? new JsonException(where + ":" + message.substring(first.length()))
                        : e;
            }
        }

        @Override
        String format(Graph graph) {
            return Json.compact(JsonGraph.write(graph));
        }
    };

    private final String extension;

    GraphFormat(String extension) {
        this.extension = extension;
    }

    /** Reads a line without its end; empty where it holds no graph. Errors begin with {@code where}. */
    abstract Optional<Graph> parse(byte[] line, String where);

    /** The line of a graph, without its end. */
    abstract String format(Graph graph);

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
        String name = file.toString().toLowerCase(Locale.ROOT);
        for (GraphFormat format : values()) {
            if (name.endsWith(format.extension)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
