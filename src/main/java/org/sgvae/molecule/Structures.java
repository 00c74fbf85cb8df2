package org.sgvae.molecule;

import com.actelion.research.chem.Molecule;
import com.actelion.research.chem.StereoMolecule;
import org.sgvae.graph.Graph;
import org.sgvae.graph.family.Element;

/** Graphs as OpenChemLib's molecules and back, without stereo. */
final class Structures {
    private static final int[] BOND_TYPE = {Molecule.cBondTypeSingle, Molecule.cBondTypeDouble, Molecule.cBondTypeTriple
    };

    private Structures() {}

    /** The molecule, its atoms numbered as the nodes. */
    static StereoMolecule of(Graph graph, Legend legend) {
        StereoMolecule molecule = new StereoMolecule(graph.nodes(), graph.edges());
        for (int v = 0; v < graph.nodes(); v++) {
            molecule.addAtom(legend.elements().get(graph.nodeType(v)).atomicNumber());
        }
        for (int i = 0; i < graph.edges(); i++) {
            molecule.addBond(graph.edgeSource(i), graph.edgeTarget(i), BOND_TYPE[graph.edgeType(i)]);
        }
        molecule.ensureHelperArrays(Molecule.cHelperRings);
        return molecule;
    }

    /** The graph of a molecule of elements in {@link Legend#ALL}, with the types of this legend. */
    static Graph graph(StereoMolecule molecule) {
        Graph.Builder builder = Graph.builder(molecule.getAllAtoms());
        for (int v = 0; v < molecule.getAllAtoms(); v++) {
            builder.nodeType(
                    v,
                    Element.of(molecule.getAtomicNo(v))
                            .flatMap(Legend.ALL::nodeType)
                            .orElseThrow());
        }
        for (int i = 0; i < molecule.getAllBonds(); i++) {
            builder.edge(molecule.getBondAtom(0, i), molecule.getBondAtom(1, i), molecule.getBondOrder(i) - 1);
        }
        return builder.build();
    }
}
