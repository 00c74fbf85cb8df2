package org.sgvae.graph.data;

import java.io.IOException;
import java.nio.file.Path;
import org.sgvae.graph.io.GraphFormat;

/**
 * A format of files whose graphs are made from something else, such as molecules. {@link DataSets#parse} knows those
 * that a file
 * {@code META-INF/services/org.sgvae.graph.data.DataFormat} on the class path lists, a line for each (see {@link
 * java.util.ServiceLoader}); such a class is public and has a public constructor without parameters. Formats of graphs
 * themselves are {@link GraphFormat}s.
 */
public interface DataFormat {
    /** {@return the ending of file names, in lower case with the dot, such as {@code .smi}} */
    String extension();

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its graphs, named as the file
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is wrong or has no graphs
     */
    DataSet read(Path file) throws IOException;
}
