package org.sgvae.graph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.graph.io.GraphFiles;

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
    void validity_isThatOfTheFamily() throws IOException {
        DataSet data = DataSets.parse("cycles:5-14");
        assertThat(data.isValid(GraphFamilies.cycle(3))).isTrue();
        assertThat(data.isValid(GraphFamilies.path(6))).isFalse();
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

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "paths:1-4 40 4 PATH",
                "stars:1-5 50 5 STAR",
                "grids:2x2-5x5 100 10 GRID",
                "grids:2x3-3x4 40 4 GRID",
                "ladders:4-11 40 4 LADDER",
                "trees:5-20 160 160 TREE",
                "gnp:4-8,p=0.3 50 50 ANY",
                "gnp:4-8,p=0.3,connected 50 50 CONNECTED",
                "lobsters:10-30,count=21 21 21 LOBSTER",
                "ba:8-12,m=3,count=10 10 10 CONNECTED",
                "communities:12-20 90 90 CONNECTED"
            })
    void families_haveTheirSizesAndKind(String specification, int graphs, int atMostClasses, GraphKind kind)
            throws IOException {
        DataSet data = DataSets.parse(specification);
        assertThat(data.graphs()).hasSize(graphs).allMatch(data::isValid);
        assertThat(data.kind()).isEqualTo(kind);
        assertThat(data.classes()).isBetween(2, atMostClasses);
        int[] range = Pattern.compile("\\d+")
                .matcher(specification.replaceFirst(",.*", ""))
                .results()
                .mapToInt(match -> Integer.parseInt(match.group()))
                .toArray();
        if (range.length == 2) {
            assertThat(data.minNodes()).isEqualTo(range[0]);
            assertThat(data.maxNodes()).isEqualTo(kind == GraphKind.LADDER ? range[1] / 2 * 2 : range[1]);
        }
    }

    @Test
    void grids_haveEachShapeOnce() throws IOException {
        assertThat(DataSets.parse("grids:2x2-3x4,count=5").graphs())
                .containsExactly(
                        GraphFamilies.grid(2, 2),
                        GraphFamilies.grid(2, 3),
                        GraphFamilies.grid(2, 4),
                        GraphFamilies.grid(3, 3),
                        GraphFamilies.grid(3, 4));
        assertThat(DataSets.parse("grids:3x2-4x2,count=2").graphs())
                .containsExactly(GraphFamilies.grid(3, 2), GraphFamilies.grid(4, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trees:9-12",
                "gnp:9-12,p=0.3",
                "gnp:9-12,p=0.3,connected",
                "lobsters:9-12",
                "ba:9-12",
                "communities:9-12"
            })
    void randomFamilies_dependOnTheirSeedAlone(String specification) throws IOException {
        List<Graph> graphs = DataSets.parse(specification).graphs();
        assertThat(DataSets.parse(specification + ",seed=1").graphs()).isEqualTo(graphs);
        assertThat(DataSets.parse(specification + ",seed=2").graphs()).isNotEqualTo(graphs);
        // fewer graphs are the first of more
        assertThat(DataSets.parse(specification + ",count=7").graphs()).isEqualTo(graphs.subList(0, 7));
    }

    @Test
    void options_reachTheirFamily() throws IOException {
        assertThat(DataSets.parse("ba:6,m=5").graphs()).allMatch(GraphKind.STAR::test);
        assertThat(DataSets.parse("lobsters:6,p1=0").graphs()).containsOnly(GraphFamilies.path(6));
        assertThat(DataSets.parse("lobsters:6,p2=0").graphs()).anyMatch(graph -> !GraphKind.PATH.test(graph));
        assertThat(DataSets.parse("communities:6,communities=3,within=1,between=0")
                        .graphs())
                .allMatch(graph -> graph.edges() == 6);
        assertThat(DataSets.parse("communities:6,within=0,between=1").graphs()).containsOnly(GraphFamilies.complete(6));
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
                "cycles:5-14,count=3,count=4",
                "cycles:5-14,seed=1",
                "cycles:5-14,",
                "trees:0-4",
                "trees:5-20,seed=x",
                "grids:4",
                "grids:1x4",
                "grids:3x3-2x4",
                "ladders:5-5",
                "ladders:2-3",
                "lobsters:5-9,p1=0.95",
                "ba:2-9",
                "gnp:0-4",
                "gnp:4-8,p=1.5",
                "gnp:4-8,p",
                "gnp:4-8,connected=true",
                "gnp:9,p=0.01,connected",
                "trees:5-9,connected",
                "ba:5-9,m=0",
                "communities:12-20,within=1.5",
                "communities:12-20,between=often",
                "communities:2-20,communities=3",
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
