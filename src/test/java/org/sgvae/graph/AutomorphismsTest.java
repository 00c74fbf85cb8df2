package org.sgvae.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AutomorphismsTest {

    @Test
    void count_agreesWithTryingEveryRenumbering() {
        Random random = new Random(11);
        for (int trial = 0; trial < 600; trial++) {
            int n = 1 + random.nextInt(6);
            double density = random.nextInt(5) / 4.0;
            Graph graph = RandomGraphs.typed(random, n, density, 1 + random.nextInt(2), 1 + random.nextInt(3));
            assertThat(Automorphisms.count(graph)).as(graph::toString).isEqualTo(byTryingAll(graph));
        }
        for (int trial = 0; trial < 25; trial++) {
            Graph graph = RandomGraphs.typed(random, 7, random.nextInt(5) / 4.0, 1, 1 + random.nextInt(2));
            assertThat(Automorphisms.count(graph)).as(graph::toString).isEqualTo(byTryingAll(graph));
        }
    }

    @Test
    void count_ofTypedCyclesAgreesWithTryingEveryRenumbering() {
        Random random = new Random(12);
        for (int trial = 0; trial < 300; trial++) {
            int n = 3 + random.nextInt(4);
            Graph.Builder builder = Graph.builder(n);
            for (int v = 0; v < n; v++) {
                builder.nodeType(v, random.nextInt(4) / 3).edge(v, (v + 1) % n, random.nextInt(4) / 3);
            }
            Graph cycle = RandomGraphs.relabelled(random, builder.build());
            assertThat(Automorphisms.count(cycle)).as(cycle::toString).isEqualTo(byTryingAll(cycle));
        }
    }

    @Test
    void count_ofTypedCirculantsAgreesWithTryingEveryRenumbering() {
        for (int choice = 0; choice < 64; choice++) {
            Graph circulant = circulant(6, (choice & 3) - 1, (choice >> 2 & 3) - 1, (choice >> 4) - 1);
            assertThat(Automorphisms.count(circulant)).as(circulant::toString).isEqualTo(byTryingAll(circulant));
        }
        // most pairs are edges of type 1; edges of type 0 and pairs without an edge must not be confused
        Graph mostlyTypeOne = circulant(8, 1, -1, 1, 0);
        assertThat(Automorphisms.count(mostlyTypeOne)).isEqualTo(byTryingAll(mostlyTypeOne));
    }

    /** Nodes around a circle; for each distance 1, 2, … the type of the edges, or −1 for none. */
    private static Graph circulant(int n, int... types) {
        Graph.Builder builder = Graph.builder(n);
        for (int v = 0; v < n; v++) {
            for (int u = 0; u < v; u++) {
                int type = types[Math.min(v - u, n - v + u) - 1];
                if (type >= 0) {
                    builder.edge(u, v, type);
                }
            }
        }
        return builder.build();
    }

    @Test
    void count_ofLongCyclesIsTwiceTheirLength() {
        for (int n : new int[] {3, 4, 5, 14, 1000, 300_000}) {
            assertCount(2L * n, GraphFamilies.cycle(n));
        }
        Graph.Builder alternating = Graph.builder(100_000);
        for (int v = 0; v < 100_000; v++) {
            alternating.edge(v, (v + 1) % 100_000, v % 2);
        }
        assertCount(100_000, alternating.build());
    }

    @Test
    void count_ofTextbookGraphs() {
        assertCount(120, KnownGraphs.petersen());
        assertCount(72, KnownGraphs.completeBipartite(3, 3));
        assertCount(12, KnownGraphs.completeBipartite(2, 3));
        assertCount(48, KnownGraphs.hypercube(3));
        assertCount(645_120, KnownGraphs.hypercube(7));
        assertCount(2, GraphFamilies.path(2));
        assertCount(2, GraphFamilies.path(1001));
        assertCount(1, GraphFamilies.path(1));
        assertCount(8, GraphFamilies.grid(30, 30));
        assertCount(4, GraphFamilies.grid(30, 31));
        assertCount(1152, KnownGraphs.rook(4));
        assertCount(192, KnownGraphs.shrikhande());
        assertCount(61 * 30, KnownGraphs.paley(61));
    }

    @Test
    void count_ofManySymmetriesIsExact() {
        assertThat(Automorphisms.count(GraphFamilies.complete(60))).isEqualTo(factorial(60));
        assertThat(Automorphisms.count(GraphFamilies.star(1001))).isEqualTo(factorial(1000));
        assertThat(Automorphisms.count(Graph.of(1000))).isEqualTo(factorial(1000));
        assertThat(Automorphisms.count(KnownGraphs.binaryTree(10))).isEqualTo(BigInteger.TWO.pow(511));
    }

    @Test
    void count_combinesComponentsOfOneClass() {
        Graph triangle = GraphFamilies.cycle(3);
        Graph hexagon = GraphFamilies.cycle(6);
        assertCount(12L * 72, RandomGraphs.union(hexagon, triangle, triangle)); // refinement cannot tell these apart
        assertCount(12 * 12 * 12 * 6, RandomGraphs.union(hexagon, hexagon, hexagon));
        Graph[] petersens = new Graph[30];
        java.util.Arrays.fill(petersens, KnownGraphs.petersen());
        assertThat(Automorphisms.count(RandomGraphs.union(petersens)))
                .isEqualTo(BigInteger.valueOf(120).pow(30).multiply(factorial(30)));
    }

    @Test
    void count_isTheSameForAGraphAndItsComplement() {
        Random random = new Random(13);
        for (int trial = 0; trial < 40; trial++) {
            Graph graph = RandomGraphs.typed(random, 2 + random.nextInt(14), random.nextDouble(), 2, 1);
            Graph.Builder complement = Graph.builder(graph.nodes());
            for (int v = 0; v < graph.nodes(); v++) {
                complement.nodeType(v, graph.nodeType(v));
                for (int u = 0; u < v; u++) {
                    if (!graph.hasEdge(u, v)) {
                        complement.edge(u, v);
                    }
                }
            }
            assertThat(Automorphisms.count(complement.build())).isEqualTo(Automorphisms.count(graph));
        }
    }

    @Test
    void count_doesNotDependOnTheNumbering() {
        Random random = new Random(14);
        for (Graph graph : new Graph[] {KnownGraphs.petersen(), KnownGraphs.shrikhande(), KnownGraphs.binaryTree(5)}) {
            BigInteger count = Automorphisms.count(graph);
            for (int trial = 0; trial < 20; trial++) {
                assertThat(Automorphisms.count(RandomGraphs.relabelled(random, graph)))
                        .isEqualTo(count);
            }
        }
    }

    @Test
    void logCount_isTheLogarithmEvenBeyondDoubles() {
        assertThat(Automorphisms.logCount(GraphFamilies.cycle(7))).isEqualTo(Math.log(14));
        double logFactorial = 0;
        for (int k = 2; k <= 1000; k++) {
            logFactorial += Math.log(k);
        }
        assertThat(Automorphisms.logCount(Graph.of(1000))).isCloseTo(logFactorial, within(1e-9));
    }

    @Test
    void count_pastTheLimitSaysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Automorphisms.count(KnownGraphs.shrikhande(), 1000))
                .withMessage("counting the automorphisms of a graph of 16 nodes and 48 edges is too hard: gave up after"
                        + " 1000 steps of colour refinement; pass a higher limit or leave the graph out");
    }

    private static void assertCount(long expected, Graph graph) {
        assertThat(Automorphisms.count(graph)).isEqualTo(BigInteger.valueOf(expected));
    }

    private static BigInteger byTryingAll(Graph graph) {
        long count = Orderings.all(graph.nodes()).stream()
                .filter(order -> graph.relabel(order).equals(graph))
                .count();
        return BigInteger.valueOf(count);
    }

    private static BigInteger factorial(int n) {
        BigInteger product = BigInteger.ONE;
        for (int k = 2; k <= n; k++) {
            product = product.multiply(BigInteger.valueOf(k));
        }
        return product;
    }
}
