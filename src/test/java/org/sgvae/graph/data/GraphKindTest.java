package org.sgvae.graph.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.KnownGraphs;
import org.sgvae.graph.RandomGraphs;

class GraphKindTest {
    private final Random random = new Random(8);

    private void assertKind(GraphKind kind, Graph graph, boolean expected) {
        Graph relabelled = RandomGraphs.relabelled(random, graph);
        assertThat(kind.test(relabelled)).as(kind + " of " + relabelled).isEqualTo(expected);
    }

    @Test
    void grids_areKnownByTheirSides() {
        for (int rows = 1; rows < 7; rows++) {
            for (int columns = 1; columns < 7; columns++) {
                Graph grid = GraphFamilies.grid(rows, columns);
                int shorter = Math.min(rows, columns);
                assertKind(GraphKind.GRID, grid, shorter >= 2);
                assertKind(GraphKind.LADDER, grid, shorter == 2);
                assertKind(GraphKind.PATH, grid, shorter == 1);
                assertKind(GraphKind.CYCLE, grid, rows == 2 && columns == 2);
            }
        }
    }

    @Test
    void grids_areNothingElse() {
        assertKind(GraphKind.GRID, KnownGraphs.petersen(), false);
        assertKind(GraphKind.GRID, KnownGraphs.hypercube(3), false);
        assertKind(GraphKind.GRID, RandomGraphs.union(GraphFamilies.cycle(4), GraphFamilies.cycle(4)), false);
        assertKind(GraphKind.GRID, GraphFamilies.complete(4), false);
        // A 2 x 3 grid with an edge moved: as many nodes and edges, a triangle in it.
        Graph moved = Graph.of(6, new int[][] {{0, 1}, {1, 2}, {3, 4}, {4, 5}, {0, 3}, {1, 4}, {1, 5}});
        assertKind(GraphKind.GRID, moved, false);
        assertKind(GraphKind.LADDER, moved, false);
    }

    @Test
    void lobsters_haveAllNodesWithinTwoStepsOfAPath() {
        Graph spider =
                Graph.of(10, new int[][] {{0, 1}, {1, 2}, {2, 3}, {0, 4}, {4, 5}, {5, 6}, {0, 7}, {7, 8}, {8, 9}});
        assertKind(GraphKind.LOBSTER, spider, false); // three legs of three nodes
        assertKind(GraphKind.TREE, spider, true);
        assertKind(GraphKind.LOBSTER, spider.inducedSubgraph(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8}), true);
        assertKind(GraphKind.LOBSTER, KnownGraphs.binaryTree(3), true);
        assertKind(GraphKind.LOBSTER, KnownGraphs.binaryTree(5), false);
        assertKind(GraphKind.LOBSTER, GraphFamilies.cycle(5), false);
        for (int n = 1; n < 8; n++) {
            assertKind(GraphKind.LOBSTER, GraphFamilies.path(n), true);
            assertKind(GraphKind.LOBSTER, GraphFamilies.star(n), true);
        }
    }

    @Test
    void pathsAndStars_differFromFourNodesOn() {
        for (int n = 1; n < 9; n++) {
            assertKind(GraphKind.PATH, GraphFamilies.path(n), true);
            assertKind(GraphKind.STAR, GraphFamilies.star(n), true);
            assertKind(GraphKind.STAR, GraphFamilies.path(n), n < 4);
            assertKind(GraphKind.PATH, GraphFamilies.star(n), n < 4);
        }
        assertKind(GraphKind.PATH, RandomGraphs.union(GraphFamilies.cycle(3), Graph.of(1)), false);
        assertKind(GraphKind.STAR, RandomGraphs.union(GraphFamilies.star(4), Graph.of(1)), false);
    }

    @Test
    void types_playNoPart() {
        Graph typed = Graph.of(new int[] {0, 1, 2, 0}, new int[][] {{0, 1, 1}, {1, 2, 2}, {2, 3, 0}, {0, 3, 1}});
        assertKind(GraphKind.GRID, typed, true);
        assertKind(GraphKind.LADDER, typed, true);
    }
}
