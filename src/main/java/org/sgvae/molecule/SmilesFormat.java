package org.sgvae.molecule;

import java.io.IOException;
import java.nio.file.Path;
import org.sgvae.graph.data.DataFormat;
import org.sgvae.graph.data.DataSet;

/** Lets {@code .smi} files be data. */
public final class SmilesFormat implements DataFormat {
    @Override
    public String extension() {
        return SmilesFile.EXTENSION;
    }

    @Override
    public DataSet read(Path file) throws IOException {
        return SmilesFile.read(file).data();
    }
}
