package org.sgvae.molecule;

import com.actelion.research.chem.Canonizer;
import com.actelion.research.chem.IDCodeParser;
import com.actelion.research.chem.Molecule;
import com.actelion.research.chem.StereoMolecule;
import java.util.stream.IntStream;
import org.sgvae.graph.CanonicalForm;
import org.sgvae.graph.Graph;

/**
 * One numbering and one Kekulé structure of a molecule: equal graphs for equal molecules, and for no others.
 *
 * <p>What is aromatic is OpenChemLib's to say: its identifier of a molecule has delocalised bonds, and reading it again
 * gives them orders. In strained rings it also takes triple and cumulated double bonds for delocalised; few chemists
 * would, so such a molecule keeps its bonds. The numbering is that of the {@link CanonicalForm}: the identifier's
 * differs between some numberings of cyclobutadiyne.
 */
final class CanonicalMolecule {
    private CanonicalMolecule() {}

    /**
     * The canonical graph of a molecule.
     *
     * @param graph the molecule
     * @param legend what its types mean
     * @return the same molecule with types of {@link Legend#ALL}
     */
    static Graph of(Graph graph, Legend legend) {
        StereoMolecule molecule = Structures.of(graph, legend);
        boolean strained = IntStream.range(0, graph.nodes())
                .anyMatch(a -> molecule.isAromaticAtom(a) && molecule.getAtomPi(a) > 1);
        return CanonicalForm.of(Structures.graph(strained ? molecule : kekule(molecule)));
    }

    /** The Kekulé structure of a molecule that follows from its identifier. */
    private static StereoMolecule kekule(StereoMolecule molecule) {
        String identifier = new Canonizer(molecule, Canonizer.NEGLECT_ANY_STEREO_INFORMATION).getIDCode();
        StereoMolecule kekule = new IDCodeParser(false).getCompactMolecule(identifier);
        kekule.ensureHelperArrays(Molecule.cHelperRings);
        return kekule;
    }
}
