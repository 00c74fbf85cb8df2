package org.sgvae.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.Orderings;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.random.RandomKey;

class NodeOrderTest {
    private static double logProbability(NodeOrder order, Graph graph, int[] ordering) {
        return order.logProbabilities(Minibatch.of(graph, ordering))[0];
    }

    private static List<Graph> graphs() {
        Random random = new Random(7);
        List<Graph> graphs = new ArrayList<>(List.of(GraphFamilies.cycle(5), GraphFamilies.star(5)));
        for (int i = 0; i < 20; i++) { // some of them not connected
            graphs.add(RandomGraphs.typed(random, 1 + random.nextInt(6), 0.4, 1, 1));
        }
        return graphs;
    }

    @ParameterizedTest
    @EnumSource
    void probabilities_ofAllOrderings_sumToOne(NodeOrder order) {
        for (Graph graph : graphs()) {
            double sum = Orderings.all(graph.nodes()).stream()
                    .mapToDouble(ordering -> Math.exp(logProbability(order, graph, ordering)))
                    .sum();
            assertThat(sum).as("%s", graph).isCloseTo(1, within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FIXED")
    void draws_areAsFrequentAsTheirProbabilities(NodeOrder order) {
        Graph graph = Graph.of(5, new int[] {0, 1}, new int[] {0, 2}, new int[] {1, 2}, new int[] {2, 3});
        int draws = 20_000;
        Map<List<Integer>, Integer> counts = new HashMap<>();
        for (int i = 0; i < draws; i++) {
            int[] ordering = order.draw(graph, RandomKey.of(11).split(i).bits());
            counts.merge(Arrays.stream(ordering).boxed().toList(), 1, Integer::sum);
        }
        for (int[] ordering : Orderings.all(5)) {
            double p = Math.exp(logProbability(order, graph, ordering));
            int count = counts.getOrDefault(Arrays.stream(ordering).boxed().toList(), 0);
            assertThat((double) count)
                    .as("%s", Arrays.toString(ordering))
                    .isCloseTo(draws * p, within(5 * Math.sqrt(draws * p * (1 - p)) + 1e-9));
        }
    }

    /**
     * Corneil and Krueger (2008): an ordering is one of a search exactly if each a &lt; b &lt; c, ac joined, ab not,
     * has a witness d.
     */
    private static boolean isSearch(Graph graph, int[] ordering, BiPredicate<int[], Integer> witness) {
        for (int a = 0; a < ordering.length; a++) {
            for (int b = a + 1; b < ordering.length; b++) {
                for (int c = b + 1; c < ordering.length; c++) {
                    boolean violated =
                            graph.hasEdge(ordering[a], ordering[c]) && !graph.hasEdge(ordering[a], ordering[b]);
                    boolean witnessed = false;
                    for (int d = 0; d < b; d++) {
                        witnessed |= graph.hasEdge(ordering[d], ordering[b]) && witness.test(new int[] {a, b, c}, d);
                    }
                    if (violated && !witnessed) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    @Test
    void breadthFirst_drawsExactlyTheBreadthFirstSearches() {
        for (Graph graph : graphs()) {
            for (int[] ordering : Orderings.all(graph.nodes())) {
                assertThat(logProbability(NodeOrder.BFS, graph, ordering) > Double.NEGATIVE_INFINITY)
                        .as("%s along %s", graph, Arrays.toString(ordering))
                        .isEqualTo(isSearch(graph, ordering, (abc, d) -> d < abc[0]));
            }
        }
    }

    @Test
    void depthFirst_drawsExactlyTheDepthFirstSearches() {
        for (Graph graph : graphs()) {
            for (int[] ordering : Orderings.all(graph.nodes())) {
                assertThat(logProbability(NodeOrder.DFS, graph, ordering) > Double.NEGATIVE_INFINITY)
                        .as("%s along %s", graph, Arrays.toString(ordering))
                        .isEqualTo(isSearch(graph, ordering, (abc, d) -> d > abc[0]));
            }
        }
    }

    @Test
    void connected_drawsExactlyTheOrderingsWithoutNeedlessStarts() {
        for (Graph graph : graphs()) {
            int[] component = graph.components();
            for (int[] ordering : Orderings.all(graph.nodes())) {
                boolean expected = true;
                for (int k = 1; k < ordering.length; k++) {
                    boolean joined = false;
                    boolean open = false; // whether a component that was begun is not finished
                    for (int i = 0; i < k; i++) {
                        joined |= graph.hasEdge(ordering[i], ordering[k]);
                        for (int l = k; l < ordering.length; l++) {
                            open |= component[ordering[i]] == component[ordering[l]];
                        }
                    }
                    expected &= joined || !open;
                }
                assertThat(logProbability(NodeOrder.CONNECTED, graph, ordering) > Double.NEGATIVE_INFINITY)
                        .as("%s along %s", graph, Arrays.toString(ordering))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void random_givesEveryOrderingTheSameProbability() {
        Graph graph = GraphFamilies.star(5);
        assertThat(Orderings.all(5))
                .allSatisfy(ordering -> assertThat(logProbability(NodeOrder.RANDOM, graph, ordering))
                        .isCloseTo(-Math.log(120), within(1e-12)));
    }

    @Test
    void fixed_isTheStoredOrder() {
        assertThat(NodeOrder.FIXED.draw(GraphFamilies.path(4), 1)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void fixed_standsForAllOrderingsThatBuildTheSame() {
        Graph path = Graph.of(new int[] {0, 1, 0}, new int[] {0, 1, 1}, new int[] {1, 2, 1});
        assertThat(logProbability(NodeOrder.FIXED, path, new int[] {2, 1, 0})).isEqualTo(-Math.log(2));
        assertThat(logProbability(NodeOrder.FIXED, path, new int[] {1, 0, 2})).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void logProbabilities_areOfEachGraphsOwnOrdering() {
        Minibatch stored = new Minibatch(List.of(GraphFamilies.path(3), GraphFamilies.cycle(4)), 2);
        Minibatch batch = stored.along(b -> NodeOrder.RANDOM.draw(stored.graph(b), b));
        for (NodeOrder order : NodeOrder.values()) {
            double[] together = order.logProbabilities(batch);
            for (int b = 0; b < 4; b++) {
                assertThat(together[b]).isEqualTo(logProbability(order, batch.graph(b), batch.ordering(b)));
            }
        }
    }
}
