package org.sgvae.molecule;

import org.sgvae.graph.CanonicalForm;
import org.sgvae.graph.Graph;

/** When two graphs count as the same molecule. */
public enum MoleculeIdentity {
    /**
     * The same atoms and bonds: Kekulé structures of one aromatic ring may differ. What enumerated structures are
     * counted by.
     */
    STRUCTURE {
        @Override
        Graph key(Graph graph, Legend legend) {
            return CanonicalForm.of(graph);
        }
    },

    /** The same molecule: Kekulé structures of one aromatic ring are one. What files of SMILES are counted by. */
    MOLECULE {
        @Override
        Graph key(Graph graph, Legend legend) {
            return CanonicalMolecule.of(graph, legend);
        }
    };

    /** Equal for equal molecules, and for no others. The graph keeps to the valences. */
    abstract Graph key(Graph graph, Legend legend);
}
