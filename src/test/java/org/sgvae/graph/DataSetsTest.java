package org.sgvae.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSetsTest {

    @TempDir
    Path directory;

    @Test
    void reference_isTenCyclesOfEachLength() throws IOException {
        DataSet data = DataSets.parse(DataSets.REFERENCE);
        Map<Integer, Long> byLength =
                data.graphs().stream().collect(Collectors.groupingBy(Graph::nodes, Collectors.counting()));
        assertThat(byLength).hasSize(10).containsOnlyKeys(5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        assertThat(byLength.values()).containsOnly(10L);
        assertThat(data.graphs()).allMatch(Graph::isCycle);
        assertThat(data.nodeTypes()).isEqualTo(1);
        assertThat(data.edgeTypes()).isEqualTo(1);
        assertThat(data.classes()).isEqualTo(10);
        assertThat(data.toString()).isEqualTo("cycles:5-14: 100 graphs of 5 to 14 nodes");
    }

    @Test
    void validity_isACycleAndInRangeOneOfTheirSizes() throws IOException {
        DataSet data = DataSets.parse("cycles:5-14");
        assertThat(data.isValid(GraphFamilies.cycle(3))).isTrue();
        assertThat(data.isValidInRange(GraphFamilies.cycle(4))).isFalse();
        assertThat(data.isValidInRange(GraphFamilies.cycle(5))).isTrue();
        assertThat(data.isValidInRange(GraphFamilies.cycle(14))).isTrue();
        assertThat(data.isValidInRange(GraphFamilies.cycle(15))).isFalse();
        assertThat(data.isValidInRange(GraphFamilies.path(6))).isFalse();
    }

    @Test
    void counts_goRoundTheLengths() throws IOException {
        assertThat(DataSets.parse("cycles:10-20,count=4000").graphs()).hasSize(4000);
        assertThat(DataSets.parse("cycles:3-5,count=7").graphs())
                .extracting(Graph::nodes)
                .containsExactly(3, 4, 5, 3, 4, 5, 3);
        assertThat(DataSets.parse("cycles:3-5,count=2").graphs())
                .extracting(Graph::nodes)
                .containsExactly(3, 4);
        assertThat(DataSets.parse("cycles:7").graphs()).hasSize(10).containsOnly(GraphFamilies.cycle(7));
    }

    @Test
    void files_giveTheirTypesAndKind() throws IOException {
        Path typed = directory.resolve("typed.jsonl");
        GraphFiles.write(typed, List.of(Graph.of(new int[] {0, 2}, new int[][] {{0, 1, 3}}), Graph.of(1)));
        DataSet data = DataSets.parse(typed.toString());
        assertThat(data.nodeTypes()).isEqualTo(3);
        assertThat(data.edgeTypes()).isEqualTo(4);
        assertThat(data.kind()).isEqualTo(GraphKind.TREE);
        assertThat(data.classes()).isEqualTo(2);
        Path cycles = directory.resolve("cycles.g6");
        GraphFiles.write(cycles, DataSets.parse("cycles:5-14").graphs());
        assertThat(DataSets.parse(cycles.toString()).graphs())
                .isEqualTo(DataSets.parse("cycles:5-14").graphs());
        assertThat(DataSets.parse(cycles.toString()).kind()).isEqualTo(GraphKind.CYCLE);
    }

    @Test
    void kind_isTheStrongestOfAll() {
        Graph cycle = GraphFamilies.cycle(4);
        assertThat(GraphKind.ofAll(List.of(cycle, GraphFamilies.path(3)))).isEqualTo(GraphKind.CONNECTED);
        assertThat(GraphKind.ofAll(List.of(cycle, Graph.of(2)))).isEqualTo(GraphKind.ANY);
        assertThat(GraphKind.ofAll(List.of(Graph.of(1), GraphFamilies.star(5)))).isEqualTo(GraphKind.TREE);
        // as many edges as a tree has, but not connected
        assertThat(GraphKind.TREE.test(RandomGraphs.union(GraphFamilies.cycle(3), Graph.of(1))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cycles",
                "cycles:",
                "cycles:a-b",
                "cycles:5-",
                "cycles:14-5",
                "cycles:2-5",
                "cycles:5-99999999999",
                "cycles:5-200000",
                "cycles:5-14,count=0",
                "cycles:5-14,count=-3",
                "cycles:5-14x10",
                "cycles: 5-14",
                "circles:5-14",
                "data.csv",
                ""
            })
    void wrongSpecification_isNamedWithTheMend(String specification) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSets.parse(specification))
                .withMessageStartingWith("data set \"" + specification + "\"")
                .withMessageContaining(";");
    }

    @Test
    void wrongFiles_areNamed() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.g6"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSets.parse(empty.toString()))
                .withMessage(empty + ": no graphs; give at least one");
        assertThatIOException()
                .isThrownBy(() -> DataSets.parse("no-such.jsonl"))
                .withMessage("no-such.jsonl: no such file; check the path");
    }

    @Test
    void dataSet_rejectsTypesBeyondItsNumbers() {
        List<Graph> graphs = List.of(Graph.of(1), Graph.of(new int[] {2}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataSet("d", graphs, 2, 1))
                .withMessage("d: graph 1 has types beyond 2 node types and 1 edge types; raise these numbers");
    }
}
