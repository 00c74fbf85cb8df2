package org.sgvae.molecule;

import com.actelion.research.chem.IsomericSmilesCreator;
import org.sgvae.graph.Graph;
import org.sgvae.graph.ValenceRule;

/**
 * Molecules as SMILES, Weininger's line notation.
 *
 * <p>An aromatic ring may have several Kekulé structures: several graphs, one molecule. Reading always gives the same
 * one of them, and the same numbering of atoms, however the SMILES was written; writing gives this structure, single
 * and double bonds for aromatic ones, which every program reads alike. Aromatic are rings of up to seven atoms: two
 * SMILES of a porphyrin may still be two graphs.
 */
public final class Smiles {
    private Smiles() {}

    /**
     * A molecule that was read.
     *
     * @param graph its heavy atoms and bonds, with types of {@link Legend#ALL}, in the canonical numbering
     * @param stereo whether the SMILES also said something of stereo, which the graph does not
     */
    public record Reading(Graph graph, boolean stereo) {}

    /**
     * Reads a SMILES.
     *
     * @param smiles the SMILES alone, no name after it
     * @return the molecule
     * @throws ObstacleException if it is none, or something would be lost; the first {@link Obstacle} that applies
     *     is named
     */
    public static Reading read(String smiles) throws ObstacleException {
        SmilesReader reader = new SmilesReader(smiles);
        Graph graph = reader.graph();
        return new Reading(CanonicalMolecule.of(graph, Legend.ALL), reader.hasStereo());
    }

    /**
     * Reads a SMILES of the elements and bonds that a model knows.
     *
     * @param smiles the SMILES alone
     * @param legend what the model's types mean
     * @return the molecule, with types of this legend
     * @throws ObstacleException if it is none, something would be lost, or one of its elements or bonds is not in the legend
     */
    public static Graph read(String smiles, Legend legend) throws ObstacleException {
        return legend.recode(read(smiles).graph());
    }

    /**
     * Writes the canonical SMILES of a molecule: the same for all numberings and all Kekulé structures.
     *
     * @param graph heavy atoms and bonds; several components have dots between them
     * @param legend what its types mean
     * @return the SMILES
     * @throws IllegalArgumentException if the graph has types beyond the legend or an atom has more bonds than its
     *     valence
     */
    public static String write(Graph graph, Legend legend) {
        ValenceRule rule = legend.valenceRule();
        if (!rule.isSatisfiedBy(graph)) {
            throw new IllegalArgumentException(graph + " is no molecule: types or valences beyond " + legend);
        }
        return new IsomericSmilesCreator(
                        Structures.of(CanonicalMolecule.of(graph, legend), Legend.ALL),
                        IsomericSmilesCreator.MODE_KEKULIZED_OUTPUT)
                .getSmiles();
    }
}
