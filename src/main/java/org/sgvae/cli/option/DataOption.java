package org.sgvae.cli.option;

import java.io.IOException;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.io.GraphFormat;
import picocli.CommandLine.Option;

/** The option that says which graphs to learn. */
public final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DATA",
            defaultValue = DataSets.REFERENCE,
            description =
                    "Graphs to learn: NAME:MIN-MAX, graphs of MIN to MAX nodes, NAME as train --help lists; or a file of"
                            + " graphs, its name ending in " + GraphFormat.ENDINGS + ". Default: ${DEFAULT-VALUE}.")
    private String data;

    /**
     * Makes or reads the graphs.
     *
     * @throws IOException if a file cannot be read
     */
    public DataSet parse() throws IOException {
        return DataSets.parse(data);
    }

    /** What was given. */
    @Override
    public String toString() {
        return data;
    }
}
