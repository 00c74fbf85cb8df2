package org.sgvae.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgvae.random.RandomKey;

class EditBoundTest {
    /** The least distance over all ways to assign the nodes of two graphs of the same size. */
    private static int exact(Graph a, Graph b) {
        int best = Integer.MAX_VALUE;
        List<int[]> orders = new ArrayList<>();
        permutations(Orderings.identity(a.nodes()), 0, orders);
        for (int[] order : orders) {
            Graph c = a.relabel(order);
            int distance = 0;
            for (int v = 0; v < b.nodes(); v++) {
                distance += c.nodeType(v) == b.nodeType(v) ? 0 : 1;
                for (int u = 0; u < v; u++) {
                    boolean same = c.hasEdge(u, v)
                            ? b.hasEdge(u, v) && b.edgeType(u, v) == c.edgeType(u, v)
                            : !b.hasEdge(u, v);
                    distance += same ? 0 : 1;
                }
            }
            best = Math.min(best, distance);
        }
        return best;
    }

    private static void permutations(int[] order, int from, List<int[]> all) {
        if (from == order.length) {
            all.add(order.clone());
        }
        for (int i = from; i < order.length; i++) {
            int[] next = order.clone();
            next[from] = order[i];
            next[i] = order[from];
            permutations(next, from + 1, all);
        }
    }

    @Test
    void distance_isAtLeastTheExactOneAndMostlyIt() {
        int reached = 0;
        for (int seed = 0; seed < 60; seed++) {
            Graph a = RandomFamilies.gnp(5, 0.4, RandomKey.of(seed));
            Graph b = RandomFamilies.gnp(5, 0.5, RandomKey.of(1000 + seed));
            EditBound bound = EditBound.of(a, b);
            int exact = exact(a, b);
            assertThat(bound.distance()).as("seed %d", seed).isGreaterThanOrEqualTo(exact);
            assertThat(bound.distance())
                    .isEqualTo(a.nodes() - bound.nodesRight() + a.edges() + b.edges() - 2 * bound.edgesRight());
            reached += bound.distance() == exact ? 1 : 0;
        }
        assertThat(reached).isGreaterThan(45);
    }

    @Test
    void distance_isZeroForIsomorphicGraphsOnly() {
        Graph graph = RandomFamilies.gnp(9, 0.4, RandomKey.of(3));
        Graph same = graph.relabel(RandomKey.of(4).permutation(9));
        assertThat(EditBound.of(graph, same)).isEqualTo(new EditBound(0, 9, graph.edges()));
        assertThat(EditBound.of(GraphFamilies.cycle(6), GraphFamilies.path(6))).isEqualTo(new EditBound(1, 6, 5));
    }

    @Test
    void sizesAndTypes_count() {
        assertThat(EditBound.of(GraphFamilies.path(3), GraphFamilies.path(5))).isEqualTo(new EditBound(4, 3, 2));
        assertThat(EditBound.of(GraphFamilies.path(5), GraphFamilies.path(3))).isEqualTo(new EditBound(4, 3, 2));
        Graph typed = Graph.of(new int[] {0, 1}, new int[] {0, 1, 1});
        assertThat(EditBound.of(typed, Graph.of(2, new int[] {0, 1}))).isEqualTo(new EditBound(2, 1, 0));
    }
}
