package org.sgvae.molecule;

import java.io.IOException;
import java.util.Optional;
import org.sgvae.graph.data.DataFormat;
import org.sgvae.graph.data.DataSet;

/** Lets {@code .smi} files be data, all of their molecules or some, see {@link SmilesFile#parse}. */
public final class SmilesFormat implements DataFormat {
    @Override
    public Optional<DataSet> parse(String specification) throws IOException {
        return SmilesFile.parse(specification, Optional.empty()).map(SmilesFile::data);
    }
}
