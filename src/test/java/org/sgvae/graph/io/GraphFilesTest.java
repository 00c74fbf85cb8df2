package org.sgvae.graph.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.json.Json;

class GraphFilesTest {

    @TempDir
    Path directory;

    @Test
    void jsonLines_readBackTyped() throws IOException {
        Random random = new Random(41);
        List<Graph> graphs = new ArrayList<>(List.of(Graph.of(1)));
        for (int trial = 0; trial < 100; trial++) {
            graphs.add(RandomGraphs.typed(random, 1 + random.nextInt(20), random.nextDouble(), 3, 4));
        }
        Path file = directory.resolve("typed.jsonl");
        GraphFiles.write(file, graphs);
        assertThat(GraphFiles.read(file)).isEqualTo(graphs);
    }

    @Test
    void graph6_readsBack() throws IOException {
        Random random = new Random(42);
        List<Graph> graphs = new ArrayList<>();
        for (int trial = 0; trial < 100; trial++) {
            graphs.add(RandomGraphs.typed(random, 1 + random.nextInt(80), random.nextDouble(), 1, 1));
        }
        Path file = directory.resolve("graphs.G6");
        GraphFiles.write(file, graphs);
        assertThat(GraphFiles.read(file)).isEqualTo(graphs);
    }

    @Test
    void lines_areExactlyAsDocumented() throws IOException {
        Graph graph = Graph.of(new int[] {0, 0, 1}, new int[][] {{2, 1, 1}, {0, 1}});
        Path file = directory.resolve("one.jsonl");
        GraphFiles.write(file, List.of(graph));
        assertThat(file).hasContent("{\"nodes\":3,\"nodeType\":[0,0,1],\"edges\":[[0,1,0],[1,2,1]]}\n");
        assertThat(readJson("{\"edges\": [[1, 0], [2, 1, 1]], \"nodes\": 3}")).containsExactly(Graph.of(3, new int[][] {
            {0, 1}, {1, 2, 1}
        }));
    }

    @Test
    void lineEnds_andBlankLinesMayBeOfAnySystem() throws IOException {
        Path file = directory.resolve("mixed.g6");
        Files.writeString(file, ">>graph6<<A_\r\n\r\n\n@\nDQc"); // no line end after the last
        assertThat(GraphFiles.read(file)).extracting(Graph::nodes).containsExactly(2, 1, 5);
        assertThat(readJson("\n  \n{\"nodes\":1,\"edges\":[]}\r\n")).containsExactly(Graph.of(1));
        assertThat(readJson("")).isEmpty();
    }

    @Test
    void graphOfAReferenceCase_isRead() {
        String text = "{\"graph\": {\"nodes\": 6, \"nodeType\": [0,0,0,0,0,0],"
                + " \"edges\": [[0,1,0],[1,2,0],[2,3,0],[3,4,0],[4,5,0],[5,0,0]]}}";
        assertThat(JsonGraph.read(Json.read(text, "case.json").at("graph"))).isEqualTo(GraphFamilies.cycle(6));
    }

    @Test
    void jsonErrors_nameFileLinePlaceAndTheMend() {
        assertJsonError("{\"nodes\":3}", "f.jsonl:2: edges: missing; add this key");
        assertJsonError("{\"edges\":[]}", "f.jsonl:2: nodes: missing; add this key");
        assertJsonError("{\"nodes\":0,\"edges\":[]}", "f.jsonl:2: nodes: 0 nodes; give a number from 1 to 1000000");
        assertJsonError(
                "{\"nodes\":2000000000,\"edges\":[]}",
                "f.jsonl:2: nodes: 2000000000 nodes; give a number from 1 to 1000000");
        assertJsonError(
                "{\"nodes\":3,\"nodeTypes\":[],\"edges\":[]}",
                "f.jsonl:2: nodeTypes: unknown key; use nodes, nodeType, edges");
        assertJsonError(
                "{\"nodes\":3,\"nodeType\":[0],\"edges\":[]}",
                "f.jsonl:2: nodeType: 1 types for 3 nodes; give one for each node");
        assertJsonError(
                "{\"nodes\":2,\"nodeType\":[0,-1],\"edges\":[]}",
                "f.jsonl:2: nodeType: node 1 has type -1; types are 0..9999");
        assertJsonError(
                "{\"nodes\":3,\"edges\":[[0,1],[2,2]]}", "f.jsonl:2: edges[1]: edge 1 (2-2) is a self-loop; remove it");
        assertJsonError(
                "{\"nodes\":3,\"edges\":[[0,1],[1,0]]}",
                "f.jsonl:2: edges: edge 1 (0-1) joins the same nodes as edge 0; remove one of them");
        assertJsonError(
                "{\"nodes\":3,\"edges\":[[0,3]]}",
                "f.jsonl:2: edges[0]: edge 0 (0-3) joins a node that does not exist; nodes are 0..2");
        assertJsonError(
                "{\"nodes\":3,\"edges\":[[0]]}",
                "f.jsonl:2: edges[0]: 1 numbers; give two nodes, and a type where it is not 0");
    }

    @Test
    void textThatIsNoJson_isPlacedByLineAndColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> readJson("{\"nodes\":1,\"edges\":[]}\n{\"nodes\":3,\"edg"))
                .withMessageStartingWith("f.jsonl:2:12: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GraphReader(
                                new ByteArrayInputStream(new byte[] {'{', (byte) 0xff}),
                                GraphFormat.JSON_LINES,
                                "f.jsonl")
                        .next())
                .withMessage("f.jsonl:1: not UTF-8 text; save it as UTF-8");
    }

    @Test
    void everyTruncation_isAnErrorOrGivesFewerGraphs() throws IOException {
        List<Graph> graphs = List.of(GraphFamilies.path(5), GraphFamilies.cycle(63), GraphFamilies.path(9));
        for (String name : new String[] {"cut.g6", "cut.jsonl"}) {
            Path file = directory.resolve(name);
            GraphFiles.write(file, graphs);
            byte[] whole = Files.readAllBytes(file);
            int errors = 0;
            for (int length = 0; length < whole.length - 1; length++) {
                Files.write(file, java.util.Arrays.copyOf(whole, length));
                try {
                    List<Graph> read = GraphFiles.read(file);
                    assertThat(read).isEqualTo(graphs.subList(0, read.size()));
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageStartingWith(file + ":").hasMessageContaining(";");
                    errors++;
                }
            }
            assertThat(errors).isGreaterThan(whole.length - 15);
        }
    }

    @Test
    void failedWrite_leavesWhatWasThere() throws IOException {
        Path file = directory.resolve("kept.g6");
        GraphFiles.write(file, List.of(GraphFamilies.cycle(5)));
        List<Graph> bad = List.of(GraphFamilies.cycle(6), Graph.of(new int[] {1}));
        assertThatIllegalArgumentException().isThrownBy(() -> GraphFiles.write(file, bad));
        assertThat(GraphFiles.read(file)).containsExactly(GraphFamilies.cycle(5));
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void pathsThatDoNotWork_areNamed() {
        Path missing = directory.resolve("no.g6");
        assertThatIOException()
                .isThrownBy(() -> GraphFiles.read(missing))
                .withMessage(missing + ": no such file; check the path");
        Path nowhere = directory.resolve("no/file.g6");
        assertThatIOException()
                .isThrownBy(() -> GraphFiles.write(nowhere, List.of()))
                .withMessage(nowhere + ": no directory to write it to; make " + nowhere.getParent() + " first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphFiles.read(Path.of("graphs.txt")))
                .withMessage(
                        "graphs.txt: a graph file of unknown format; use a name ending in .g6 (graph6), .s6 (sparse6)"
                                + " or .jsonl (JSON lines), with .gz after it if compressed");
    }

    @Test
    void directory_isNotAFileOfGraphs() throws IOException {
        Path inner = Files.createDirectory(directory.resolve("inner.g6"));
        assertThatIOException()
                .isThrownBy(() -> GraphFiles.read(inner))
                .withMessage(inner + ": cannot be read; give a file that may be read");
        assertThatIOException()
                .isThrownBy(() -> GraphFiles.write(inner, List.of()))
                .withMessage(inner + ": is a directory; give the name of a file");
    }

    private static List<Graph> readJson(String text) throws IOException {
        List<Graph> graphs = new ArrayList<>();
        try (GraphReader reader = new GraphReader(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), GraphFormat.JSON_LINES, "f.jsonl")) {
            for (Optional<Graph> next = reader.next(); next.isPresent(); next = reader.next()) {
                graphs.add(next.get());
            }
        }
        return graphs;
    }

    /** The faulty line is the second. */
    private static void assertJsonError(String line, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> readJson("{\"nodes\":1,\"edges\":[]}\n" + line + "\n"))
                .withMessage(message);
    }
}
