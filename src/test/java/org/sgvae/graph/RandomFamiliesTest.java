package org.sgvae.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.sgvae.graph.data.GraphKind;
import org.sgvae.random.RandomKey;

class RandomFamiliesTest {
    private static final RandomKey KEY = RandomKey.of(31);

    /** The share of 4000 draws that are something. */
    private static double share(Function<RandomKey, Graph> family, Predicate<Graph> something) {
        return IntStream.range(0, 4000)
                        .mapToObj(i -> family.apply(KEY.split(i)))
                        .filter(something)
                        .count()
                / 4000.0;
    }

    /** Four standard errors of such a share. */
    private static Offset<Double> chance(double p) {
        return within(4 * Math.sqrt(p * (1 - p) / 4000));
    }

    @Test
    void trees_areUniformAmongAllOnNumberedNodes() {
        Map<Graph, Long> counts = IntStream.range(0, 12_500)
                .mapToObj(i -> RandomFamilies.tree(5, KEY.split(i)))
                .collect(Collectors.groupingBy(tree -> tree, Collectors.counting()));
        assertThat(counts).hasSize(125).allSatisfy((tree, count) -> {
            assertThat(GraphKind.TREE.test(tree)).isTrue();
            assertThat(count).isBetween(55L, 145L); // 100 expected, standard deviation 10
        });
        double chiSquared = counts.values().stream()
                .mapToDouble(n -> (n - 100.0) * (n - 100.0) / 100)
                .sum();
        assertThat(chiSquared).isBetween(124 - 4 * 15.7, 124 + 4 * 15.7); // 124 degrees of freedom
    }

    @Test
    void trees_existOfEverySize() {
        for (int n = 1; n < 60; n++) {
            Graph tree = RandomFamilies.tree(n, KEY.split(n));
            assertThat(tree.nodes()).isEqualTo(n);
            assertThat(GraphKind.TREE.test(tree)).as(tree.toString()).isTrue();
        }
    }

    /** Of four nodes there are two lobsters, the path and the star; their weights by adding up all ways to grow them. */
    @Test
    void lobsters_areGrownAsStated() {
        double a = 0.6;
        double b = 0.3;
        double noLeg = 1 - a;
        double noFoot = 1 - b;
        double star = noLeg * Math.pow(a * noFoot, 3) // a backbone of one node with three legs
                + noLeg * a * b * b * noFoot // with one leg that has two feet
                + noLeg * noLeg * 2 * Math.pow(a * noFoot, 2) // of two nodes, one with two legs
                + Math.pow(noLeg, 3) * a * noFoot; // of three nodes, a leg in the middle
        double path = noLeg * a * a * 2 * b * noFoot * noFoot // of one node, two legs, one with a foot
                + noLeg * noLeg * Math.pow(a * noFoot, 2) // of two nodes with a leg each
                + noLeg * noLeg * 2 * a * b * noFoot // of two nodes, one with a leg that has a foot
                + Math.pow(noLeg, 3) * 2 * a * noFoot // of three nodes, a leg at an end
                + Math.pow(noLeg, 4);
        double expected = star / (star + path);
        assertThat(share(key -> RandomFamilies.lobster(4, a, b, key), GraphKind.STAR::test))
                .isCloseTo(expected, chance(expected));
    }

    @Test
    void lobsters_areLobstersOfTheSizeAskedFor() {
        for (int n = 1; n < 60; n++) {
            Graph lobster = RandomFamilies.lobster(n, 0.7, 0.7, KEY.split(n));
            assertThat(lobster.nodes()).isEqualTo(n);
            assertThat(GraphKind.LOBSTER.test(lobster)).as(lobster.toString()).isTrue();
            assertThat(RandomFamilies.lobster(n, 0, 0.5, KEY)).isEqualTo(GraphFamilies.path(n));
        }
    }

    @Test
    void preferentialAttachment_prefersNodesByTheirDegree() {
        // Three nodes make a path; its middle has half of all ends.
        assertThat(share(key -> RandomFamilies.barabasiAlbert(4, 1, key), GraphKind.STAR::test))
                .isCloseTo(0.5, chance(0.5));
        // A star of three nodes; then two different ones of ends c, c, x, y: not the centre with 2 · 1/4 · 1/3.
        assertThat(share(key -> RandomFamilies.barabasiAlbert(4, 2, key), Graph::isCycle))
                .isCloseTo(1 / 6.0, chance(1 / 6.0));
    }

    @Test
    void preferentialAttachment_hasItsNumberOfEdges() {
        for (int m = 1; m < 5; m++) {
            assertThat(GraphKind.STAR.test(RandomFamilies.barabasiAlbert(m + 1, m, KEY)))
                    .isTrue();
            for (int n = m + 1; n < 30; n++) {
                Graph graph = RandomFamilies.barabasiAlbert(n, m, KEY.split(n));
                assertThat(graph.isConnected()).isTrue();
                assertThat(graph.edges()).isEqualTo(m * (n - m));
            }
        }
    }

    @Test
    void communities_atTheExtremes() {
        Graph cliques = RandomFamilies.communities(7, 2, 1, 0, KEY);
        assertThat(cliques.edges()).isEqualTo(3 + 6 + 1); // of 4 and 3 nodes, and one edge from first to first
        assertThat(cliques.inducedSubgraph(new int[] {0, 1, 2, 3})).isEqualTo(GraphFamilies.complete(4));
        assertThat(cliques.hasEdge(0, 4)).isTrue();
        assertThat(RandomFamilies.communities(6, 3, 0, 1, KEY)).isEqualTo(GraphFamilies.complete(6));
        assertThat(RandomFamilies.communities(6, 6, 0.5, 0, KEY)).isEqualTo(GraphFamilies.complete(6));
        assertThat(RandomFamilies.communities(1, 1, 0.5, 0.5, KEY)).isEqualTo(Graph.of(1));
    }

    @Test
    void communities_joinPairsWithTheirProbabilities() {
        int trials = 200;
        double inside = 0;
        double across = 0;
        for (int i = 0; i < trials; i++) {
            Graph graph = RandomFamilies.communities(40, 2, 0.7, 0.1, KEY.split(i));
            assertThat(graph.isConnected()).isTrue();
            for (int e = 0; e < graph.edges(); e++) {
                boolean same = graph.edgeSource(e) / 20 == graph.edgeTarget(e) / 20;
                inside += same ? 1 : 0;
                across += same ? 0 : 1;
            }
        }
        int insidePairs = trials * 2 * 190;
        int acrossPairs = trials * 400;
        assertThat(inside / insidePairs).isCloseTo(0.7, within(4 * Math.sqrt(0.21 / insidePairs)));
        assertThat(across / acrossPairs).isCloseTo(0.1, within(4 * Math.sqrt(0.09 / acrossPairs)));
    }

    @Test
    void numbersOutOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RandomFamilies.tree(0, KEY))
                .withMessage("a graph of 0 nodes; give at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RandomFamilies.lobster(5, 1, 0.5, KEY))
                .withMessage("p1 1.0: must lie between 0 and 0.9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RandomFamilies.barabasiAlbert(3, 3, KEY))
                .withMessage("a Barabási–Albert graph of 3 nodes with m = 3; let 1 <= m < nodes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RandomFamilies.communities(2, 3, 0.5, 0.5, KEY))
                .withMessage("3 communities of 2 nodes in all; let 1 <= communities <= nodes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RandomFamilies.communities(4, 2, 0.5, Double.NaN, KEY))
                .withMessage("between NaN: must lie between 0 and 1.0");
    }
}
