package org.sgvae.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.io.Graph6;

/** One graph, given on the command line. */
public final class GraphArgument {
    public static final String FORMS =
            "a line of graph6; NAME:N as in train --data, such as cycles:6; or a file of graphs, .g6 or .jsonl,"
                    + " of which"
                    + " the first is taken";

    private GraphArgument() {}

    /**
     * Reads a graph of one of the {@link #FORMS}.
     *
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if it is no graph
     */
    public static Graph parse(String text) throws IOException {
        if (text.matches("\\w+:\\d.*") || isFile(text)) {
            return DataSets.parse(text).graphs().get(0);
        }
        return Graph6.parse(text, "--graph")
                .orElseThrow(() -> new IllegalArgumentException("--graph: empty; give " + FORMS));
    }

    private static boolean isFile(String text) {
        try {
            return text.endsWith(".jsonl") || text.endsWith(".g6") || Files.exists(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
