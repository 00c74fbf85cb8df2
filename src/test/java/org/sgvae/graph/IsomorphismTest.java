package org.sgvae.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IsomorphismTest {

    @Test
    void areIsomorphic_agreesWithTryingEveryRenumbering() {
        Random random = new Random(21);
        int same = 0;
        for (int trial = 0; trial < 600; trial++) {
            int n = 1 + random.nextInt(5);
            double density = random.nextDouble();
            int nodeTypes = 1 + random.nextInt(2);
            int edgeTypes = 1 + random.nextInt(2);
            Graph a = RandomGraphs.typed(random, n, density, nodeTypes, edgeTypes);
            Graph b = RandomGraphs.typed(random, n, density, nodeTypes, edgeTypes);
            boolean expected =
                    Orderings.all(n).stream().anyMatch(order -> b.relabel(order).equals(a));
            assertThat(Isomorphism.areIsomorphic(a, b)).as(a + " and " + b).isEqualTo(expected);
            same += expected ? 1 : 0;
        }
        assertThat(same).isBetween(100, 500); // both answers were tried
    }

    @Test
    void find_givesARenumberingThatWorks() {
        Random random = new Random(22);
        List<Graph> graphs = new ArrayList<>(List.of(
                KnownGraphs.petersen(),
                KnownGraphs.shrikhande(),
                KnownGraphs.rook(5),
                KnownGraphs.binaryTree(7),
                GraphFamilies.cycle(3000),
                GraphFamilies.complete(40),
                RandomGraphs.union(
                        KnownGraphs.petersen(), GraphFamilies.path(9), KnownGraphs.petersen(), Graph.of(5))));
        for (int trial = 0; trial < 50; trial++) {
            graphs.add(RandomGraphs.typed(random, 1 + random.nextInt(30), random.nextDouble(), 2, 3));
        }
        for (Graph graph : graphs) {
            Graph other = RandomGraphs.relabelled(random, graph);
            Optional<int[]> found = Isomorphism.find(graph, other, Isomorphism.DEFAULT_LIMIT);
            assertThat(found).isPresent();
            assertThat(other.relabel(found.orElseThrow())).isEqualTo(graph);
        }
    }

    @Test
    void areIsomorphic_tellsApartWhatRefinementCannot() {
        Graph triangle = GraphFamilies.cycle(3);
        assertThat(Isomorphism.areIsomorphic(GraphFamilies.cycle(6), RandomGraphs.union(triangle, triangle)))
                .isFalse();
        assertThat(Isomorphism.areIsomorphic(KnownGraphs.rook(4), KnownGraphs.shrikhande()))
                .isFalse();
    }

    @Test
    void areIsomorphic_seesOneChangedType() {
        Random random = new Random(23);
        Graph graph = RandomGraphs.typed(random, 25, 0.2, 2, 2);
        Graph.Builder changed = Graph.builder(25);
        for (int v = 0; v < 25; v++) {
            changed.nodeType(v, graph.nodeType(v));
        }
        for (int i = 0; i < graph.edges(); i++) {
            int type = graph.edgeType(i);
            changed.edge(graph.edgeSource(i), graph.edgeTarget(i), i == 7 ? 1 - type : type);
        }
        assertThat(Isomorphism.areIsomorphic(graph, changed.build())).isFalse();
    }

    @Test
    void classes_groupRenumberings() {
        Random random = new Random(24);
        List<Graph> graphs = new ArrayList<>();
        int[] expected = new int[60];
        List<Graph> kinds = List.of(
                GraphFamilies.cycle(16),
                RandomGraphs.union(GraphFamilies.cycle(8), GraphFamilies.cycle(8)), // same hash as the first
                KnownGraphs.rook(4),
                KnownGraphs.shrikhande(), // same hash as the one before
                Graph.of(new int[] {0, 0, 1}, new int[][] {{0, 1}, {1, 2}}),
                Graph.of(new int[] {0, 0, 1}, new int[][] {{0, 1}, {1, 2, 1}}));
        for (int i = 0; i < expected.length; i++) {
            expected[i] = i < 6 ? i : random.nextInt(6);
            graphs.add(RandomGraphs.relabelled(random, kinds.get(expected[i])));
        }
        assertThat(Isomorphism.classes(graphs)).containsExactly(expected);
        assertThat(Isomorphism.classes(List.of())).isEmpty();
    }

    @Test
    void classes_ofAllGraphsOfFiveNodesAreThirtyFour() { // OEIS A000088
        List<Graph> graphs = new ArrayList<>();
        for (int bits = 0; bits < 1 << 10; bits++) {
            Graph.Builder builder = Graph.builder(5);
            int pair = 0;
            for (int v = 0; v < 5; v++) {
                for (int u = 0; u < v; u++, pair++) {
                    if ((bits >> pair & 1) == 1) {
                        builder.edge(u, v);
                    }
                }
            }
            graphs.add(builder.build());
        }
        assertThat(Isomorphism.classes(graphs)).contains(33).doesNotContain(34);
    }

    @Test
    void find_pastTheLimitSaysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Isomorphism.find(KnownGraphs.rook(4), KnownGraphs.shrikhande(), 500))
                .withMessage(
                        "comparing two graphs of 16 nodes is too hard: gave up after 500 steps of colour refinement;"
                                + " pass a higher limit or leave the graph out");
    }
}
