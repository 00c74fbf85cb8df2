package org.sgvae.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.io.Graph6;
import org.sgvae.model.ModelConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that gives one graph. */
public final class GraphArgument {
    private static final String FORMS =
            "a line of graph6; NAME:N as in train --data, such as cycles:6; or a file of graphs, .g6, .s6 or .jsonl, of"
                    + " which the first is taken";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--graph",
            paramLabel = "GRAPH",
            defaultValue = "cycles:6",
            description = "The graph: " + FORMS + ". Default: ${DEFAULT-VALUE}.")
    private String text;

    /**
     * Reads the graph.
     *
     * @param model the model that it is for
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if it is no graph
     * @throws ParameterException if it has types that the model does not know
     */
    public Graph parse(ModelConfig model) throws IOException {
        Graph graph = parse(text.replaceFirst("^cycle:", "cycles:"));
        if (graph.nodeTypeCount() > model.nodeTypes() || graph.edgeTypeCount() > model.edgeTypes()) {
            throw new ParameterException(
                    spec.commandLine(), "--graph has types that the model does not know; give a graph like its data");
        }
        return graph;
    }

    private static Graph parse(String text) throws IOException {
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

    /** What was given. */
    @Override
    public String toString() {
        return text;
    }
}
