package org.sgvae.graph.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.Random;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.jgrapht.nio.graph6.Graph6Sparse6Exporter;
import org.jgrapht.nio.graph6.Graph6Sparse6Importer;
import org.jgrapht.util.SupplierUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.JgraphtGraphs;
import org.sgvae.graph.RandomGraphs;

class Graph6Test {

    @Test
    void format_givesTheLinesOfTheSpecification() {
        // the example of nauty's formats.txt: 5 nodes, edges 0-2, 0-4, 1-3, 3-4
        Graph example = Graph.of(5, new int[][] {{0, 2}, {0, 4}, {1, 3}, {3, 4}});
        assertThat(Graph6.format(example)).isEqualTo("DQc");
        assertThat(parse("DQc")).isEqualTo(example);
        assertThat(Graph6.format(Graph.of(1))).isEqualTo("@");
        assertThat(parse("@")).isEqualTo(Graph.of(1));
        assertThat(parse("A_")).isEqualTo(GraphFamilies.path(2));
        assertThat(parse(">>graph6<<A_")).isEqualTo(GraphFamilies.path(2));
        assertThat(Graph6.format(Graph.of(62))).startsWith("}").hasSize(1 + 316);
        assertThat(Graph6.format(Graph.of(63))).startsWith("~??~").hasSize(4 + 326);
        assertThat(Graph6.format(Graph.of(12_345))).startsWith("~B?x"); // the specification's example of R(12345)
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 13, 61, 62, 63, 64, 65, 127, 150})
    void format_agreesWithJgraphtAndReadsBack(int n) throws Exception {
        Random random = new Random(n);
        for (double density : new double[] {0, 0.05, 0.5, 1}) {
            Graph graph = RandomGraphs.typed(random, n, density, 1, 1);
            String line = Graph6.format(graph);
            SimpleGraph<Integer, DefaultEdge> theirs = JgraphtGraphs.of(graph);
            StringWriter written = new StringWriter();
            new Graph6Sparse6Exporter<Integer, DefaultEdge>(Graph6Sparse6Exporter.Format.GRAPH6)
                    .exportGraph(theirs, written);
            assertThat(line)
                    .isEqualTo(written.toString().replace(">>graph6<<", "").strip());
            assertThat(parse(line)).isEqualTo(graph);
            SimpleGraph<Integer, DefaultEdge> read = new SimpleGraph<>(
                    SupplierUtil.createIntegerSupplier(), SupplierUtil.createDefaultEdgeSupplier(), false);
            new Graph6Sparse6Importer<Integer, DefaultEdge>().importGraph(read, new StringReader(line));
            assertThat(read.edgeSet()).hasSize(graph.edges());
        }
    }

    @Test
    void parse_readsTheLongForms() {
        assertThat(parse("~??@")).isEqualTo(Graph.of(1));
        assertThat(parse("~~?????@")).isEqualTo(Graph.of(1));
        assertThat(parse("~~?????A_")).isEqualTo(GraphFamilies.path(2));
    }

    @Test
    void parse_passesOverBlankLines() {
        assertThat(Graph6.parse("", "f.g6:1")).isEmpty();
        assertThat(Graph6.parse("  ", "f.g6:1")).isEmpty();
        assertThat(Graph6.parse(">>graph6<<", "f.g6:1")).isEmpty();
    }

    @Test
    void parse_errorsNameLineAndColumnAndTheMend() {
        assertError("DQ", "f.g6:7:3: 5 nodes take 2 characters, found 1; the file may be cut short");
        assertError("D", "f.g6:7:2: 5 nodes take 2 characters, found 0; the file may be cut short");
        assertError(
                "DQcA_", "f.g6:7:4: 5 nodes take 2 characters, but the line goes on; put each graph on its own line");
        assertError("~?", "f.g6:7:3: the line ends within the number of nodes; the file may be cut short");
        assertError("~~???", "f.g6:7:6: the line ends within the number of nodes; the file may be cut short");
        assertError("?", "f.g6:7:1: a graph of 0 nodes; remove the line");
        assertError("D c", "f.g6:7:2: character U+0020 is of no graph; use those from ? to ~ and nothing else");
        assertError("Dé", "f.g6:7:2: character U+00E9 is of no graph; use those from ? to ~ and nothing else");
        assertError("D✓", "f.g6:7:2: character U+2713 is of no graph; use those from ? to ~ and nothing else");
        assertError("DQc\n", "f.g6:7:4: character U+000A is of no graph; use those from ? to ~ and nothing else");
        assertError(":Fa@x^", "f.g6:7:1: a line of sparse6; read it as such");
        assertError("&DI?AO?", "f.g6:7:1: digraph6, whose edges have a direction; make them undirected");
        assertError(">>digraph6<<&DI?AO?", "f.g6:7:12: digraph6, whose edges have a direction; make them undirected");
        assertError(
                ">>planar_code<<", "f.g6:7:15: the header of another format; convert the file to graph6 or sparse6");
        assertError(">>gra", "f.g6:7:6: a header that does not end in <<; begin with the graph, or with >>graph6<<");
        assertError("Ag", "f.g6:7:2: bits beyond the last pair of nodes are set; the line is damaged, write it again");
        assertError(">>graph6<<D", "f.g6:7:12: 5 nodes take 2 characters, found 0; the file may be cut short");
    }

    @Test
    void parse_doesNotTrustHugeNumbersOfNodes() {
        assertError("~~~~~~~~", "f.g6:7:8: a graph of 68719476735 nodes; graph6 is read up to 258047");
        assertError("~~??~~~?", "f.g6:7:8: a graph of 16777152 nodes; graph6 is read up to 258047");
        assertError("~}~~", "f.g6:7:5: 258047 nodes take 5548999681 characters, found 0; the file may be cut short");
    }

    @Test
    void format_refusesWhatGraph6CannotHold() {
        String message = "graph6 keeps no types and this graph has types above 0; write .jsonl";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Graph6.format(Graph.of(new int[] {0, 1})))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Graph6.format(Graph.of(2, new int[][] {{0, 1, 1}})))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Graph6.format(Graph.of(300_000)))
                .withMessage("a graph of 300000 nodes takes 7499975000 characters of graph6; write .s6 or .jsonl");
    }

    private static Graph parse(String line) {
        return Graph6.parse(line, "test:1").orElseThrow();
    }

    private static void assertError(String line, String... parts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Graph6.parse(line, "f.g6:7"))
                .withMessageContainingAll(parts);
    }
}
