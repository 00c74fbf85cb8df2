package org.sgvae.molecule;

import com.actelion.research.chem.StereoMolecule;
import com.actelion.research.chem.coords.CoordinateInventor;
import java.util.stream.IntStream;
import org.sgvae.graph.Graph;

/** Structural formulas: 2-D coordinates by OpenChemLib, the same on every run. */
public final class MoleculeDrawing {
    private static final long SEED = 1; // of the coordinates

    private MoleculeDrawing() {}

    /**
     * Lays a molecule out.
     *
     * @param graph heavy atoms and bonds
     * @param legend what its types mean
     * @return for every node x to the right and y down, n x 2; bonds are about 1 long
     * @throws IllegalArgumentException if the graph has types beyond the legend
     */
    public static double[][] coordinates(Graph graph, Legend legend) {
        StereoMolecule molecule = laidOut(graph, legend);
        double unit = graph.edges() == 0 ? 1 : molecule.getAverageBondLength();
        return IntStream.range(0, graph.nodes())
                .mapToObj(v -> new double[] {molecule.getAtomX(v) / unit, molecule.getAtomY(v) / unit})
                .toArray(double[][]::new);
    }

    private static StereoMolecule laidOut(Graph graph, Legend legend) {
        if (graph.nodeTypeCount() > legend.elements().size()
                || (graph.edges() > 0 && graph.edgeTypeCount() > legend.largestOrder())) {
            throw new IllegalArgumentException(graph + " has types beyond " + legend);
        }
        StereoMolecule molecule = Structures.of(graph, legend);
        CoordinateInventor inventor = new CoordinateInventor();
        inventor.setRandomSeed(SEED);
        inventor.invent(molecule);
        return molecule;
    }
}
