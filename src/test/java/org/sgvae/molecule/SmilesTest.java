package org.sgvae.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.graph.CanonicalForm;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Isomorphism;
import org.sgvae.graph.ValenceGraphs;
import org.sgvae.graph.family.Element;

class SmilesTest {
    private static final Legend CNO = new Legend(List.of(Element.C, Element.N, Element.O), 3);

    @Test
    void read_isTheGraphOfHeavyAtomsAndBonds() throws ObstacleException {
        Graph acetamide = CNO.recode(Smiles.read("CC(=O)N").graph());
        Graph expected =
                Graph.of(new int[] {0, 0, 2, 1}, new int[] {0, 1, 0}, new int[] {1, 2, 1}, new int[] {1, 3, 0});
        assertThat(Isomorphism.areIsomorphic(acetamide, expected)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Cc1ccccc1C, CC1=CC=CC=C1C, CC1=C(C)C=CC=C1", // both Kekulé structures
        "c1cc[nH]c1, N1C=CC=C1, [H]N1C=CC=C1",
        "n1ccccn1, C1=CC=NN=C1, C1=CN=NC=C1",
        "OC(=O)C, CC(O)=O, [CH3]C(=O)[OH]",
        "C%12CC%12, C1CC1, C1CC-1",
        "c1ccc2ccccc2c1, C1=CC2=CC=CC=C2C=C1, C1=CC=C2C=CC=CC2=C1"
    })
    void read_doesNotDependOnHowAMoleculeIsWritten(String first, String second, String third) throws ObstacleException {
        assertThat(Smiles.read(first).graph()).isEqualTo(Smiles.read(second).graph());
        assertThat(Smiles.read(first).graph()).isEqualTo(Smiles.read(third).graph());
    }

    @ParameterizedTest
    @CsvSource({
        "C(C, NOT_SMILES",
        "C1CC, NOT_SMILES",
        "CQ, NOT_SMILES",
        "'', NOT_SMILES",
        "CC.O, SEVERAL_COMPONENTS",
        "C[N+](=O)[O-], CHARGE",
        "[13CH4], ISOTOPE",
        "[2H]C, ISOTOPE",
        "[Na]Cl, ELEMENT",
        "*C, ELEMENT",
        "C$C, BOND",
        "[CH3:7]C, ATOM_CLASS",
        "CN(=O)=O, VALENCE",
        "C[CH]C, HYDROGENS",
        "C[SH3], HYDROGENS",
        "[H][H], HYDROGENS",
        "c1cccn1, KEKULE"
    })
    void read_namesWhatWouldBeLost(String smiles, Obstacle obstacle) {
        assertThatExceptionOfType(ObstacleException.class)
                .isThrownBy(() -> Smiles.read(smiles))
                .extracting(ObstacleException::obstacle)
                .isEqualTo(obstacle);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C/C=C/C", "C[C@H](N)O", "N[C@@](F)(Cl)C=C"})
    void read_saysThatStereoIsNotInTheGraph(String smiles) throws ObstacleException {
        Smiles.Reading reading = Smiles.read(smiles);
        assertThat(reading.stereo()).isTrue();
        assertThat(Smiles.read(smiles.replaceAll("[/\\\\]", "").replaceAll("@+", "")))
                .isEqualTo(new Smiles.Reading(reading.graph(), false));
    }

    /** Written, read with another library's parser, and written again, for every molecule of up to five atoms. */
    @Test
    void write_isReadBack() throws ObstacleException {
        Random random = new Random(5);
        for (Graph structure : ValenceGraphs.all(CNO.valenceRule(), 1, 5, 1_000_000)) {
            String smiles = Smiles.write(structure, CNO);
            Graph read = Smiles.read(smiles).graph();
            assertThat(Smiles.write(read, Legend.ALL)).isEqualTo(smiles);
            assertThat(read).as(smiles).isEqualTo(CanonicalMolecule.of(structure, CNO));
            int[] order = random.ints(0, structure.nodes())
                    .distinct()
                    .limit(structure.nodes())
                    .toArray();
            assertThat(Smiles.write(structure.relabel(order), CNO)).isEqualTo(smiles);
        }
    }

    /** Only rings that OpenChemLib deems aromatic may change, and then only in where their double bonds are. */
    @Test
    void write_changesNoBondOutsideOfAromaticRings() throws ObstacleException {
        for (Graph structure : ValenceGraphs.all(CNO.valenceRule(), 1, 5, 1_000_000)) {
            Graph read = CNO.recode(Smiles.read(Smiles.write(structure, CNO)).graph());
            assertThat(CanonicalForm.of(read)).isEqualTo(structure);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CS(=O)(=O)C",
                "CS(C)=O",
                "CP(O)(O)=O",
                "CP(C)C",
                "C[SiH3]",
                "OB(O)C",
                "FC(Cl)(Br)I",
                "S=C=S",
                "c1ccsc1"
            })
    void write_isReadBack_forOtherElements(String smiles) throws ObstacleException {
        Graph graph = Smiles.read(smiles).graph();
        assertThat(Smiles.read(Smiles.write(graph, Legend.ALL)).graph()).isEqualTo(graph);
    }

    @Test
    void write_rejectsWhatIsNoMolecule() {
        Graph fiveBonds = Graph.of(new int[] {0, 2, 2}, new int[] {0, 1, 2}, new int[] {0, 2, 1});
        assertThatIllegalArgumentException().isThrownBy(() -> Smiles.write(fiveBonds, CNO));
        assertThatIllegalArgumentException().isThrownBy(() -> Smiles.write(Graph.of(new int[] {3}), CNO));
    }
}
