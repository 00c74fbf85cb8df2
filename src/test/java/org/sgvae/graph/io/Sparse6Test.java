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

class Sparse6Test {
    @Test
    void format_givesTheLinesOfTheSpecification() {
        // the example of nauty's formats.txt: 7 nodes, edges 0-1, 0-2, 1-2, 5-6
        Graph example = Graph.of(7, new int[][] {{0, 1}, {0, 2}, {1, 2}, {5, 6}});
        assertThat(Sparse6.format(example)).isEqualTo(":Fa@x^");
        assertThat(parse(":Fa@x^")).isEqualTo(example);
        assertThat(Sparse6.format(Graph.of(1))).isEqualTo(":@");
        assertThat(parse(">>sparse6<<:An")).isEqualTo(GraphFamilies.path(2));
    }

    /** A padding of set bits only would be an edge of the last node with itself: the specification's exception. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 16, 32, 64})
    void everyEdgeToTheLastNodeButOne_readsBack(int n) {
        for (int u = 0; u < n - 2; u++) {
            Graph graph = Graph.of(n, new int[][] {{u, n - 2}});
            assertThat(parse(Sparse6.format(graph))).isEqualTo(graph);
        }
        assertThat(parse(Sparse6.format(Graph.of(n)))).isEqualTo(Graph.of(n));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 13, 15, 16, 17, 31, 32, 33, 62, 63, 64, 65, 127, 150})
    void format_agreesWithJgraphtAndReadsBack(int n) throws Exception {
        Random random = new Random(n);
        for (double density : new double[] {0, 0.02, 0.1, 0.5, 1}) {
            Graph graph = RandomGraphs.typed(random, n, density, 1, 1);
            String line = Sparse6.format(graph);
            assertThat(parse(line)).isEqualTo(graph);
            // JGraphT pads with set bits where n is a power of two, too, and reads no more than 62 nodes.
            if (Integer.bitCount(n) > 1) {
                StringWriter written = new StringWriter();
                new Graph6Sparse6Exporter<Integer, DefaultEdge>(Graph6Sparse6Exporter.Format.SPARSE6)
                        .exportGraph(JgraphtGraphs.of(graph), written);
                assertThat(written.toString().replace(">>sparse6<<", "").strip())
                        .isEqualTo(line);
            }
            if (n < 63) {
                SimpleGraph<Integer, DefaultEdge> read = new SimpleGraph<>(
                        SupplierUtil.createIntegerSupplier(), SupplierUtil.createDefaultEdgeSupplier(), false);
                new Graph6Sparse6Importer<Integer, DefaultEdge>().importGraph(read, new StringReader(line));
                assertThat(read.edgeSet()).hasSize(graph.edges());
            }
        }
    }

    @Test
    void largeGraphs_readBack() {
        Random random = new Random(5);
        for (int n : new int[] {258_047, 258_048, 1_000_000}) {
            Graph.Builder builder = Graph.builder(n);
            for (int v = 1 + random.nextInt(1000); v < n; v += 1 + random.nextInt(1000)) {
                builder.edge(random.nextInt(v), v);
            }
            Graph graph = builder.build();
            assertThat(parse(Sparse6.format(graph))).isEqualTo(graph);
        }
    }

    @Test
    void parse_errorsNameLineAndColumnAndTheMend() {
        assertError("DQc", "f.s6:7:1: sparse6 begins with a colon; put one there, or read the line as graph6");
        assertError(";Fa@x^", "f.s6:7:1: incremental sparse6; convert the file, such as with copyg -s of nauty");
        assertError(":", "f.s6:7:2: the line ends within the number of nodes; the file may be cut short");
        assertError(":?", "f.s6:7:2: a graph of 0 nodes; remove the line");
        assertError(":~~?C~???", "f.s6:7:9: a graph of 83623936 nodes; sparse6 is read up to 1000000");
        assertError(":Fa@x^^", "f.s6:7:7: the line goes on after its last edge; put each graph on its own line");
        assertError(":Fa x^", "f.s6:7:4: character U+0020 is of no graph; use those from ? to ~ and nothing else");
        assertError(":A?", "f.s6:7:3: edge 0 (0-0) is a self-loop; remove it");
        assertError(":A_?", "edge 1 (0-1) joins the same nodes as edge 0");
        assertError(":@?", "f.s6:7:3: edge 0 (0-0) is a self-loop; remove it");
    }

    @Test
    void types_cannotBeWritten() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sparse6.format(Graph.of(new int[] {0, 1})))
                .withMessage("sparse6 keeps no types and this graph has types above 0; write .jsonl");
    }

    private static Graph parse(String line) {
        return Sparse6.parse(line, "test:1").orElseThrow();
    }

    private static void assertError(String line, String part) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sparse6.parse(line, "f.s6:7"))
                .withMessageContaining(part);
    }
}
