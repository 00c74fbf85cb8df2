package org.sgvae.graph.data;

import java.io.IOException;
import java.util.Optional;
import org.sgvae.graph.io.GraphFormat;

/**
 * A format of files whose graphs are made from something else, such as molecules. {@link DataSets#parse} knows those
 * that a file
 * {@code META-INF/services/org.sgvae.graph.data.DataFormat} on the class path lists, a line for each (see {@link
 * java.util.ServiceLoader}); such a class is public and has a public constructor without parameters. Formats of graphs
 * themselves are {@link GraphFormat}s.
 */
public interface DataFormat {
    /**
     * Reads a file.
     *
     * @param specification the file's name, and perhaps which of its graphs are asked for
     * @return its graphs, named by the specification, or empty if the name is not that of such a file
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is wrong or has no graphs
     */
    Optional<DataSet> parse(String specification) throws IOException;
}
