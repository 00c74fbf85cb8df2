package org.sgvae.gnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.graph.Graph;

class GraphBatchTest {
    @Test
    void add_putsGraphsBesideEachOtherWithEdgesInBothDirections() {
        GraphBatch batch = new GraphBatch();
        assertThat(batch.add(Graph.of(2, new int[] {0, 1, 3}))).isEqualTo(0);
        assertThat(batch.add(Graph.of(1))).isEqualTo(1);
        assertThat(batch.add(Graph.of(3, new int[] {2, 0}))).isEqualTo(2);
        assertThat(batch.graphs()).isEqualTo(3);
        assertThat(batch.rows()).isEqualTo(6);
        assertThat(batch.graphOfRow()).hasToString("[0, 0, 1, 2, 2, 2]");
        assertThat(batch.directedEdges()).isEqualTo(4);
        assertThat(edges(batch)).containsExactlyInAnyOrder("0>1:3", "1>0:3", "3>5:0", "5>3:0");
    }

    @Test
    void rows_mayBeAddedInAnyOrderOfTheirGraphs() {
        GraphBatch batch = new GraphBatch();
        batch.addGraph();
        batch.addGraph();
        assertThat(batch.addRow(1)).isEqualTo(0);
        assertThat(batch.addRow(0)).isEqualTo(1);
        assertThat(batch.addRow(1)).isEqualTo(2);
        batch.addEdge(2, 0, 1);
        assertThat(batch.graphOfRow()).hasToString("[1, 0, 1]");
        assertThat(edges(batch)).containsExactlyInAnyOrder("2>0:1", "0>2:1");
    }

    /** Keeping rows is the same as putting the induced subgraphs together. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keepRows_isTheBatchOfInducedSubgraphs(long seed) {
        Random random = new Random(seed);
        List<Graph> graphs = RandomBatches.graphs(seed, 3);
        int graphsKept = 1 + random.nextInt(graphs.size());
        Indices kept = new Indices();
        GraphBatch expected = new GraphBatch();
        int first = 0;
        for (Graph graph : graphs.subList(0, graphsKept)) {
            List<Integer> nodes = new ArrayList<>();
            for (int v = 0; v < graph.nodes(); v++) {
                if (v == 0 || random.nextBoolean()) {
                    nodes.add(v);
                    kept.add(first + v);
                }
            }
            expected.add(graph.inducedSubgraph(
                    nodes.stream().mapToInt(Integer::intValue).toArray()));
            first += graph.nodes();
        }
        GraphBatch actual = new GraphBatch();
        actual.add(Graph.of(5, new int[] {1, 2})); // to be forgotten
        actual.keepRows(RandomBatches.batch(graphs), graphsKept, kept, new Indices().add(7));
        assertThat(actual.graphs()).isEqualTo(graphsKept);
        assertThat(actual.graphOfRow()).hasToString(expected.graphOfRow().toString());
        assertThat(edges(actual)).isEqualTo(edges(expected));
    }

    @Test
    void batchesOfATape_areLentAnewAfterItsReset() {
        Tape tape = Tape.recording();
        GraphBatch first = GraphBatch.on(tape);
        first.add(Graph.of(2, new int[] {0, 1}));
        assertThat(GraphBatch.on(tape)).isNotSameAs(first);
        tape.reset();
        assertThat(GraphBatch.on(tape)).isSameAs(first);
        assertThat(first.graphs()).isZero();
        assertThat(first.rows()).isZero();
        assertThat(first.directedEdges()).isZero();
    }

    private static List<String> edges(GraphBatch batch) {
        List<String> edges = new ArrayList<>();
        for (int e = 0; e < batch.directedEdges(); e++) {
            edges.add(batch.sender().get(e) + ">" + batch.receiver().get(e) + ":"
                    + batch.edgeType().get(e));
        }
        Collections.sort(edges);
        return edges;
    }
}
