package org.sgvae.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.RandomGraphs;

class CutVerticesTest {
    private final Random random = new Random(1);
    private final CutVertices cutVertices = new CutVertices(Tape.forwardOnly());

    /** The definition: without the node the others are not connected. */
    private static boolean isCut(Graph graph, int[] nodes, int v) {
        int[] others = IntStream.of(nodes).filter(u -> u != v).toArray();
        return others.length > 0 && !graph.inducedSubgraph(others).isConnected();
    }

    @Test
    void cutVertices_areThoseWhoseRemovalDisconnects() {
        int connected = 0;
        int cuts = 0;
        for (int trial = 0; trial < 2000; trial++) {
            int n = 1 + random.nextInt(9);
            Graph graph = RandomGraphs.typed(random, n, 0.2 + 0.4 * random.nextDouble(), 1, 1);
            int[] order = RandomGraphs.ordering(random, n);
            int count = 1 + random.nextInt(n);
            int first = random.nextInt(n - count + 1);
            int[] chosen =
                    IntStream.range(first, first + count).map(i -> order[i]).toArray();
            if (!graph.inducedSubgraph(chosen).isConnected()) {
                continue;
            }
            connected++;
            Indices cut = cutVertices.of(graph, Indices.of(order), first, count);
            for (int v : chosen) {
                assertThat(cut.get(v) == 1)
                        .as("node %d of %s in %s", v, graph, chosen)
                        .isEqualTo(isCut(graph, chosen, v));
                cuts += cut.get(v);
            }
        }
        assertThat(connected).isGreaterThan(500);
        assertThat(cuts).isGreaterThan(300);
    }

    @Test
    void longPath_isSearchedWithoutRecursion() {
        int n = 100_000;
        Indices nodes = new Indices();
        IntStream.range(0, n).forEach(nodes::add);
        Indices cut = cutVertices.of(GraphFamilies.path(n), nodes, 0, n);
        assertThat(IntStream.range(0, n).map(cut::get).sum()).isEqualTo(n - 2);
        assertThat(cut.get(0) + cut.get(n - 1)).isZero();
    }

    @Test
    void disconnectedGraph_isRefused() {
        Graph two = Graph.of(3, new int[][] {{0, 1}});
        assertThatThrownBy(() -> cutVertices.of(two, Indices.of(0, 1, 2), 0, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a graph of 3 nodes and 1 edges is not connected");
        assertThat(cutVertices.of(two, Indices.of(0, 1, 2), 0, 2).get(0)).isZero(); // of the induced pair
    }
}
