package org.sgvae.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GraphTest {

    private static final Graph TYPED = Graph.of(new int[] {0, 1, 2, 0}, new int[][] {{3, 1, 2}, {0, 1}, {2, 3, 1}});

    @Test
    void edges_areSortedWhateverTheOrderGiven() {
        assertThat(TYPED).isEqualTo(Graph.of(new int[] {0, 1, 2, 0}, new int[][] {{1, 0}, {3, 2, 1}, {1, 3, 2}}));
        assertThat(TYPED.toString()).isEqualTo("nodes [0, 1, 2, 0], edges 0-1 1-3:2 2-3:1");
        assertThat(TYPED.edges()).isEqualTo(3);
    }

    @Test
    void adjacency_agreesWithTheEdgeList() {
        Random random = new Random(1);
        for (int trial = 0; trial < 50; trial++) {
            Graph graph = RandomGraphs.typed(random, 1 + random.nextInt(20), random.nextDouble(), 3, 4);
            int[][] matrix = new int[graph.nodes()][graph.nodes()];
            for (int i = 0; i < graph.edges(); i++) {
                assertThat(graph.edgeSource(i)).isLessThan(graph.edgeTarget(i));
                matrix[graph.edgeSource(i)][graph.edgeTarget(i)] = 1 + graph.edgeType(i);
                matrix[graph.edgeTarget(i)][graph.edgeSource(i)] = 1 + graph.edgeType(i);
            }
            for (int u = 0; u < graph.nodes(); u++) {
                int at = 0;
                for (int v = 0; v < graph.nodes(); v++) {
                    assertThat(graph.edgeType(u, v)).isEqualTo(matrix[u][v] - 1);
                    assertThat(graph.hasEdge(u, v)).isEqualTo(matrix[u][v] > 0);
                    if (matrix[u][v] > 0) {
                        assertThat(graph.neighbour(u, at)).isEqualTo(v);
                        assertThat(graph.neighbourEdgeType(u, at++)).isEqualTo(matrix[u][v] - 1);
                    }
                }
                assertThat(graph.degree(u)).isEqualTo(at);
            }
        }
    }

    @Test
    void equality_seesEveryTypeAndEdge() {
        assertThat(TYPED)
                .isEqualTo(TYPED.relabel(Orderings.identity(4)))
                .hasSameHashCodeAs(TYPED.relabel(new int[] {0, 1, 2, 3}));
        assertThat(TYPED).isNotEqualTo(Graph.of(new int[] {0, 1, 2, 1}, new int[][] {{3, 1, 2}, {0, 1}, {2, 3, 1}}));
        assertThat(TYPED).isNotEqualTo(Graph.of(new int[] {0, 1, 2, 0}, new int[][] {{3, 1, 2}, {0, 1}, {2, 3, 0}}));
        assertThat(TYPED).isNotEqualTo(Graph.of(new int[] {0, 1, 2, 0}, new int[][] {{3, 1, 2}, {0, 1}, {0, 3, 1}}));
        assertThat(TYPED).isNotEqualTo(Graph.of(new int[] {0, 1, 2, 0}, new int[][] {{3, 1, 2}, {0, 1}}));
    }

    @Test
    void arrays_givenAreCopied() {
        int[] types = {0, 0};
        Graph graph = Graph.of(types);
        types[0] = 5;
        assertThat(graph.nodeType(0)).isZero();
        Graph.Builder builder = Graph.builder(2);
        Graph first = builder.build();
        builder.nodeType(0, 3).edge(0, 1);
        assertThat(first).isEqualTo(Graph.of(2));
        assertThat(builder.build()).isEqualTo(Graph.of(new int[] {3, 0}, new int[][] {{0, 1}}));
    }

    @Test
    void relabel_movesNodesAndKeepsTypes() {
        Graph moved = TYPED.relabel(new int[] {2, 3, 0, 1});
        assertThat(moved).isEqualTo(Graph.of(new int[] {2, 0, 0, 1}, new int[][] {{0, 1, 1}, {1, 3, 2}, {2, 3}}));
        Random random = new Random(2);
        for (int trial = 0; trial < 30; trial++) {
            Graph graph = RandomGraphs.typed(random, 1 + random.nextInt(10), 0.5, 2, 2);
            int[] order = RandomGraphs.ordering(random, graph.nodes());
            assertThat(graph.relabel(order).relabel(Orderings.inverse(order))).isEqualTo(graph);
        }
    }

    @Test
    void inducedSubgraph_keepsTheEdgesInside() {
        assertThat(TYPED.inducedSubgraph(new int[] {3, 1})).isEqualTo(Graph.of(new int[] {0, 1}, new int[][] {{0, 1, 2}
        }));
        assertThat(TYPED.inducedSubgraph(new int[] {2})).isEqualTo(Graph.of(new int[] {2}));
    }

    @Test
    void typeCounts_areOneMoreThanTheGreatest() {
        assertThat(TYPED.nodeTypeCount()).isEqualTo(3);
        assertThat(TYPED.edgeTypeCount()).isEqualTo(3);
        assertThat(Graph.of(1).nodeTypeCount()).isEqualTo(1);
        assertThat(Graph.of(1).edgeTypeCount()).isEqualTo(1);
    }

    @Test
    void components_followPaths() {
        Graph graph = Graph.of(6, new int[][] {{0, 4}, {4, 2}, {1, 5}});
        assertThat(graph.components()).containsExactly(0, 1, 0, 2, 0, 1);
        assertThat(graph.isConnected()).isFalse();
        assertThat(Graph.of(1).isConnected()).isTrue();
        assertThat(GraphFamilies.path(100).isConnected()).isTrue();
        assertThat(RandomGraphs.union(GraphFamilies.complete(4), Graph.of(1)).isConnected())
                .isFalse();
    }

    @Test
    void isCycle_isTrueOfCyclesOnly() {
        Random random = new Random(3);
        for (int n = 3; n < 20; n++) {
            assertThat(RandomGraphs.relabelled(random, GraphFamilies.cycle(n)).isCycle())
                    .isTrue();
        }
        assertThat(Graph.of(1).isCycle()).isFalse();
        assertThat(GraphFamilies.path(5).isCycle()).isFalse();
        assertThat(GraphFamilies.complete(4).isCycle()).isFalse();
        assertThat(RandomGraphs.union(GraphFamilies.cycle(3), GraphFamilies.cycle(4))
                        .isCycle())
                .isFalse();
        // as many edges as nodes, but not a cycle: a triangle with a tail
        assertThat(Graph.of(4, new int[][] {{0, 1}, {1, 2}, {2, 0}, {2, 3}}).isCycle())
                .isFalse();
    }

    @Test
    void thousandsOfNodes_areNoTrouble() {
        Graph graph = GraphFamilies.cycle(200_000);
        assertThat(graph.isCycle()).isTrue();
        assertThat(graph.edgeType(199_999, 0)).isZero();
    }

    @Test
    void errors_nameWhatAndWhereAndTheMend() {
        assertError("a graph of 0 nodes; give at least one", () -> Graph.of(0));
        assertError("a graph of 0 nodes; give at least one", () -> Graph.of(new int[0]));
        assertError("edge 1 (2-2) is a self-loop; remove it", () -> Graph.of(3, new int[][] {{0, 1}, {2, 2}}));
        assertError(
                "edge 2 (0-1) joins the same nodes as edge 0; remove one of them",
                () -> Graph.of(3, new int[][] {{0, 1}, {1, 2}, {1, 0}}));
        assertError(
                "edge 0 (0-3) joins a node that does not exist; nodes are 0..2",
                () -> Graph.of(3, new int[][] {{0, 3}}));
        assertError(
                "edge 0 (-1-1) joins a node that does not exist; nodes are 0..2",
                () -> Graph.of(3, new int[][] {{-1, 1}}));
        assertError("edge 0 (0-1) has type -2; types are 0..9999", () -> Graph.of(3, new int[][] {{0, 1, -2}}));
        assertError(
                "edge 0 has 4 entries; give two nodes, and a type where it is not 0",
                () -> Graph.of(3, new int[][] {{0, 1, 2, 3}}));
        assertError("node 1 has type -1; types are 0..9999", () -> Graph.of(new int[] {0, -1}));
        assertError("node 0 has type 10000; types are 0..9999", () -> Graph.of(new int[] {10_000}));
        assertError(
                "edge 0 (0-1) has type 2147483647; types are 0..9999",
                () -> Graph.of(2, new int[][] {{0, 1, Integer.MAX_VALUE}}));
        assertError(
                "node 4 is given a type but does not exist; nodes are 0..2",
                () -> Graph.builder(3).nodeType(4, 0));
        assertError(
                "ordering [0, 0, 1, 2]; list each of the 4 nodes 0..3 once",
                () -> TYPED.relabel(new int[] {0, 0, 1, 2}));
        assertError(
                "chosen node 1 is 1; choose distinct nodes between 0 and 3",
                () -> TYPED.inducedSubgraph(new int[] {1, 1}));
    }

    private static void assertError(String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }
}
