package org.sgvae.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {

    /** 1, 2, 4, 11, 34, 156 graphs of 1 to 6 nodes (Harary and Palmer, Graphical Enumeration; OEIS A000088). */
    @Test
    void of_countsTheGraphsOfEachSize() {
        int[] published = {1, 2, 4, 11, 34, 156};
        for (int n = 1; n <= 6; n++) {
            int pairs = n * (n - 1) / 2;
            Set<Graph> forms = new HashSet<>();
            for (int chosen = 0; chosen < 1 << pairs; chosen++) {
                Graph.Builder builder = Graph.builder(n);
                for (int v = 1, pair = 0; v < n; v++) {
                    for (int u = 0; u < v; u++, pair++) {
                        if ((chosen >> pair & 1) == 1) {
                            builder.edge(u, v);
                        }
                    }
                }
                forms.add(CanonicalForm.of(builder.build()));
            }
            assertThat(forms).hasSize(published[n - 1]);
        }
    }

    @Test
    void of_isEqualExactlyWhereGraphsAreIsomorphic() {
        Random random = new Random(31);
        int same = 0;
        for (int trial = 0; trial < 2000; trial++) {
            int n = 1 + random.nextInt(5);
            double density = random.nextDouble();
            Graph a = RandomGraphs.typed(random, n, density, 2, 2);
            Graph b = RandomGraphs.typed(random, n, density, 2, 2);
            boolean expected = Isomorphism.areIsomorphic(a, b);
            assertThat(CanonicalForm.of(a).equals(CanonicalForm.of(b)))
                    .as(a + " and " + b)
                    .isEqualTo(expected);
            same += expected ? 1 : 0;
        }
        assertThat(same).isBetween(100, 1900); // both answers were tried
    }

    @Test
    void of_doesNotDependOnTheNumbering_alsoForSymmetricGraphs() {
        Random random = new Random(32);
        List<Graph> graphs = List.of(
                KnownGraphs.petersen(),
                KnownGraphs.shrikhande(),
                KnownGraphs.rook(4),
                KnownGraphs.binaryTree(5),
                GraphFamilies.star(40),
                GraphFamilies.complete(12),
                GraphFamilies.cycle(100),
                GraphFamilies.grid(4, 4),
                RandomGraphs.typed(random, 40, 0.2, 3, 3));
        for (Graph graph : graphs) {
            Graph form = CanonicalForm.of(graph);
            assertThat(Isomorphism.areIsomorphic(form, graph)).isTrue();
            for (int trial = 0; trial < 5; trial++) {
                assertThat(CanonicalForm.of(RandomGraphs.relabelled(random, graph)))
                        .isEqualTo(form);
            }
        }
        assertThat(CanonicalForm.of(KnownGraphs.shrikhande())).isNotEqualTo(CanonicalForm.of(KnownGraphs.rook(4)));
    }
}
