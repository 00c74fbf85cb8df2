package org.sgvae.molecule;

import java.io.IOException;
import java.util.Optional;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.family.Molecules;

/**
 * Data that are molecules, with what their types mean.
 *
 * @param data the graphs
 * @param legend what their types mean
 * @param omissions what of a file is not in them; empty for enumerated molecules
 */
public record MoleculeData(DataSet data, Legend legend, Optional<Omissions> omissions) {
    /**
     * The molecules of a specification, as {@link SmilesFile#parse} takes it, or {@code molecules:…}.
     *
     * @param specification as {@link DataSets#parse} takes it
     * @return the molecules, or empty if other data are asked for
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if the file has no molecules or the specification is wrong
     */
    public static Optional<MoleculeData> parse(String specification) throws IOException {
        Optional<SmilesFile> file = SmilesFile.parse(specification, Optional.empty());
        if (file.isPresent()) {
            return file.map(read -> new MoleculeData(read.data(), read.legend(), Optional.of(read.omissions())));
        }
        if (!specification.startsWith(new Molecules().name() + ":")) {
            return Optional.empty();
        }
        DataSet data = DataSets.parse(specification);
        return universe(data)
                .map(universe ->
                        new MoleculeData(data, new Legend(universe.elements(), Legend.MAX_ORDER), Optional.empty()));
    }

    /**
     * The molecules that enumerated data are uniform among.
     *
     * @param data any data
     * @return the molecules, or empty if the data are others
     */
    static Optional<Molecules.Universe> universe(DataSet data) {
        return data.distribution().filter(Molecules.Universe.class::isInstance).map(Molecules.Universe.class::cast);
    }
}
