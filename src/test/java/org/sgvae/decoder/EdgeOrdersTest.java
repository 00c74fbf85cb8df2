package org.sgvae.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.random.RandomKey;

class EdgeOrdersTest {
    private static int[] partners(EdgeOrders orders, int b, int k) {
        int[] partners = new int[orders.count(b, k)];
        Arrays.setAll(partners, j -> orders.partner(b, k, j));
        return partners;
    }

    @Test
    void oldestFirst_listsEarlierNeighbours_withTheirTypes() {
        Graph graph = Graph.of(4, new int[] {0, 1, 5}, new int[] {0, 2, 6}, new int[] {0, 3, 7}, new int[] {1, 3, 8});
        EdgeOrders orders = EdgeOrders.oldestFirst(Minibatch.of(graph, 3, 1, 2, 0));
        assertThat(partners(orders, 0, 0)).isEmpty();
        assertThat(partners(orders, 0, 1)).containsExactly(0);
        assertThat(partners(orders, 0, 2)).isEmpty();
        assertThat(partners(orders, 0, 3)).containsExactly(0, 1, 2);
        assertThat(List.of(orders.type(0, 3, 0), orders.type(0, 3, 1), orders.type(0, 3, 2)))
                .containsExactly(7, 5, 6);
    }

    @Test
    void shuffled_givesEveryOrderAlike_andTypesGoWithTheirEdges() {
        Graph star = Graph.of(4, new int[] {3, 0, 0}, new int[] {3, 1, 1}, new int[] {3, 2, 2});
        int draws = 6000;
        Minibatch batch = new Minibatch(List.of(star), draws);
        long[] keys = new long[draws];
        for (int b = 0; b < draws; b++) {
            keys[b] = RandomKey.of(1).split(b).bits();
        }
        EdgeOrders orders = EdgeOrders.shuffled(batch, keys);
        Map<String, Integer> counts = new HashMap<>();
        for (int b = 0; b < draws; b++) {
            counts.merge(Arrays.toString(partners(orders, b, 3)), 1, Integer::sum);
            for (int j = 0; j < 3; j++) {
                assertThat(orders.type(b, 3, j)).isEqualTo(orders.partner(b, 3, j));
            }
        }
        double deviation = Math.sqrt(draws / 6.0 * 5 / 6);
        assertThat(counts.values())
                .hasSize(6)
                .allSatisfy(count -> assertThat((double) count).isCloseTo(draws / 6.0, within(4 * deviation)));
    }

    @Test
    void logCount_isThatOfAllOrders() {
        int[][] orderings = {{2, 0, 3, 1}, {0, 2, 1}};
        Minibatch batch =
                new Minibatch(List.of(GraphFamilies.complete(4), GraphFamilies.path(3)), 1).along(b -> orderings[b]);
        EdgeOrders orders = EdgeOrders.oldestFirst(batch);
        assertThat(orders.logCount(0)).isCloseTo(Math.log(2 * 6), within(1e-12));
        assertThat(orders.logCount(1)).isCloseTo(Math.log(2), within(1e-12));
    }
}
