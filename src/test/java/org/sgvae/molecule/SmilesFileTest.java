package org.sgvae.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.family.Element;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;

class SmilesFileTest {
    @TempDir
    private Path folder;

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("some.smi"), List.of(lines));
    }

    @Test
    void read_countsWhatIsLeftOut_andNamesTypesByElement() throws IOException {
        SmilesFile file = SmilesFile.read(
                file("CCO ethanol", "", "C[N+](=O)[O-]\tnitromethane", "N#CC", "C/C=C/C trans", "CC.O", "O.O"));
        assertThat(file.legend()).isEqualTo(new Legend(List.of(Element.C, Element.N, Element.O), 3));
        assertThat(file.data().graphs()).hasSize(3);
        assertThat(file.data().nodeTypes()).isEqualTo(3);
        assertThat(file.omissions())
                .isEqualTo(new Omissions(6, 1, Map.of(Obstacle.CHARGE, 1, Obstacle.SEVERAL_COMPONENTS, 2)));
        assertThat(file.omissions().report()).hasSize(4).anyMatch(line -> line.contains("3 of 6 lines are left out"));
        assertThat(Json.compact(file.omissions().toJson()))
                .isEqualTo("{\"lines\":6,\"withoutStereo\":1,\"leftOut\":{\"severalComponents\":2,\"charge\":1}}");
        Graph ethanol = file.data().graphs().get(0);
        assertThat(Smiles.write(ethanol, file.legend())).isEqualTo("CCO");
    }

    @Test
    void read_withALegend_leavesOutWhatItDoesNotHave() throws IOException {
        Legend legend = new Legend(List.of(Element.O, Element.C), 2);
        SmilesFile file = SmilesFile.read(file("CCO", "CCN", "C#C", "C=O"), legend);
        assertThat(file.data().graphs())
                .extracting(graph -> Smiles.write(graph, legend))
                .containsExactly("CCO", "C=O");
        assertThat(file.omissions().leftOut()).isEqualTo(Map.of(Obstacle.ELEMENT, 1, Obstacle.BOND, 1));
    }

    @Test
    void parse_takesTheMoleculesThatAreAskedFor_andCountsTheOthersByReason() throws IOException {
        Path file = file("CCO", "CCCl", "C", "CCCCC", "C[NH3+]", "CN");
        SmilesFile some =
                SmilesFile.parse(file + ":2-4,elements=OCN", Optional.empty()).orElseThrow();
        assertThat(some.data().graphs())
                .extracting(graph -> Smiles.write(graph, some.legend()))
                .containsExactly("CCO", "CN");
        assertThat(some.data().name()).isEqualTo(file + ":2-4,elements=OCN");
        assertThat(some.omissions().leftOut())
                .isEqualTo(Map.of(Obstacle.SIZE, 2, Obstacle.ELEMENT, 1, Obstacle.CHARGE, 1));
        assertThat(DataSets.parse(some.data().name())).isEqualTo(some.data());
        assertThat(SmilesFile.parse(file + ",elements=CCl", Optional.empty())
                        .orElseThrow()
                        .data()
                        .graphs())
                .hasSize(3);
        assertThat(SmilesFile.parse("trees:5-8", Optional.empty())).isEmpty();
        for (String wrong : List.of(":4-2", ":0-2", ",elements=CX")) {
            assertThatIllegalArgumentException().isThrownBy(() -> DataSets.parse(file + wrong));
        }
    }

    @Test
    void read_rejectsAFileWithoutMolecules() throws IOException {
        Path file = file("[Na+].[Cl-]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmilesFile.read(file))
                .withMessageContaining("several components");
    }

    @Test
    void legend_isReadBack() {
        Legend legend = new Legend(List.of(Element.N, Element.CL, Element.C), 2);
        assertThat(Json.compact(legend.toJson()))
                .isEqualTo("{\"nodeTypes\":[\"N\",\"Cl\",\"C\"],\"edgeTypes\":[\"single\",\"double\"]}");
        assertThat(Legend.fromJson(JsonPlace.root(legend.toJson(), "test"))).isEqualTo(legend);
    }
}
