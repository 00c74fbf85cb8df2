package org.sgvae.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgvae.graph.Graph;

class MoleculeDrawingTest {
    /** Bonds are of one length, and atoms do not lie on each other, even where the graph is no molecule. */
    @Test
    void coordinates_keepAtomsApart() throws Exception {
        Graph aspirin = Smiles.read("CC(=O)Oc1ccccc1C(=O)O").graph();
        Graph noMolecule = Graph.of(new int[7], new int[][] {{0, 1}, {0, 2}, {0, 3}, {0, 4}, {0, 5}});
        for (Graph graph : List.of(aspirin, noMolecule)) {
            double[][] places = MoleculeDrawing.coordinates(graph, Legend.ALL);
            assertThat(places).hasDimensions(graph.nodes(), 2);
            double bond = distance(places, graph.edgeSource(0), graph.edgeTarget(0));
            for (int v = 0; v < graph.nodes(); v++) {
                for (int u = 0; u < v; u++) {
                    double apart = distance(places, u, v) / bond;
                    assertThat(apart).isGreaterThan(0.4);
                    assertThat(!graph.equals(aspirin) || !graph.hasEdge(u, v) || Math.abs(apart - 1) < 0.1)
                            .isTrue();
                }
            }
        }
    }

    private static double distance(double[][] places, int u, int v) {
        return Math.hypot(places[u][0] - places[v][0], places[u][1] - places[v][1]);
    }

    @Test
    void coordinates_makeBondsOfLengthOne_andARegularHexagonOfARing() throws Exception {
        Graph toluene = Smiles.read("Cc1ccccc1").graph();
        double[][] at = MoleculeDrawing.coordinates(toluene, Legend.ALL);
        assertThat(at).hasNumberOfRows(7);
        for (int u = 0; u < 7; u++) {
            for (int v = 0; v < u; v++) {
                double distance = Math.hypot(at[u][0] - at[v][0], at[u][1] - at[v][1]);
                if (toluene.hasEdge(u, v)) {
                    assertThat(distance).isCloseTo(1, within(0.01));
                } else {
                    assertThat(distance).isGreaterThan(1.7); // at least two bonds at 120 degrees
                }
            }
        }
        assertThat(MoleculeDrawing.coordinates(Graph.of(1), Legend.ALL)).hasNumberOfRows(1);
    }

    @Test
    void coordinates_ofUnknownTypes_areRefused() {
        Legend carbon = new Legend(List.of(org.sgvae.graph.family.Element.C), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MoleculeDrawing.coordinates(Graph.of(new int[] {1}), carbon));
    }
}
