package org.sgvae.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrbitsTest {

    @Test
    void counts_areThoseOfAllSubsets() {
        Random random = new Random(4);
        for (int trial = 0; trial < 150; trial++) {
            Graph graph = RandomGraphs.typed(random, 1 + random.nextInt(12), random.nextDouble(), 2, 2);
            assertThat(Orbits.count(graph)).as(graph.toString()).isDeepEqualTo(bySubsets(graph));
        }
    }

    @Test
    void counts_workBeyondAWordOfBits() {
        Graph graph = RandomGraphs.typed(new Random(5), 70, 0.2, 1, 1);
        assertThat(Orbits.count(graph)).isDeepEqualTo(bySubsets(graph));
    }

    @Test
    void counts_ofWellKnownGraphs() {
        // In K5 a node lies in 4 edges, C(4,2) triangles and C(4,3) sets of four, all joined.
        assertThat(Orbits.count(GraphFamilies.complete(5))[0])
                .containsExactly(4, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4);
        // On a long cycle: two paths of three from each side, one across it; of the four paths of four nodes it is the
        // end of two.
        assertThat(Orbits.count(GraphFamilies.cycle(9))[0])
                .containsExactly(2, 2, 1, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(Orbits.count(GraphFamilies.star(5))[0]).containsExactly(4, 0, 6, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0);
        assertThat(Orbits.count(Graph.of(1))[0]).containsOnly(0);
    }

    /** Every set of two, three or four nodes; a connected one is told by its degrees, and a node in it by its own. */
    private static long[][] bySubsets(Graph graph) {
        long[][] counts = new long[graph.nodes()][Orbits.COUNT];
        addSubsets(graph, new int[0], counts);
        return counts;
    }

    private static void addSubsets(Graph graph, int[] chosen, long[][] counts) {
        if (chosen.length >= 2) {
            Graph part = graph.inducedSubgraph(chosen);
            if (part.isConnected()) {
                for (int i = 0; i < chosen.length; i++) {
                    counts[chosen[i]][orbit(part, i)]++;
                }
            }
        }
        if (chosen.length < 4) {
            for (int v = chosen.length == 0 ? 0 : chosen[chosen.length - 1] + 1; v < graph.nodes(); v++) {
                int[] more = Arrays.copyOf(chosen, chosen.length + 1);
                more[chosen.length] = v;
                addSubsets(graph, more, counts);
            }
        }
    }

    private static int orbit(Graph part, int v) {
        int d = part.degree(v);
        int most = 0;
        for (int u = 0; u < part.nodes(); u++) {
            most = Math.max(most, part.degree(u));
        }
        return switch (part.nodes() * 10 + part.edges()) {
            case 21 -> 0;
            case 32 -> d == 1 ? 1 : 2;
            case 33 -> 3;
            case 43 -> most == 2 ? (d == 1 ? 4 : 5) : (d == 1 ? 6 : 7);
            case 44 -> most == 2 ? 8 : d == 1 ? 9 : d == 2 ? 10 : 11;
            case 45 -> d == 2 ? 12 : 13;
            case 46 -> 14;
            default -> throw new AssertionError(part);
        };
    }
}
