package org.sgvae.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.distribution.Categorical;
import org.sgvae.graph.Graph;
import org.sgvae.graph.ValenceRule;

class ValenceMaskTest {
    /** Two node types of valences 3 and 1, bonds of orders 1 and 2. */
    private static final ValenceRule RULE = new ValenceRule(List.of(3, 1), List.of(1, 2));

    /**
     * Independent edges in turn: over all graphs of given node types the products add up to 1, and none breaks the
     * rule.
     */
    @Test
    void edgesInTurn_haveProbabilitiesThatSumToOne_andKeepToTheRule() {
        int[] types = {0, 1, 0, 0};
        DMatrixRMaj logits = RandomMatrices.normal(new SplittableRandom(3), 6, 3);
        double[] sum = {0};
        int[] graphs = {0};
        descend(types, logits, new int[6], 0, 1, (graph, probability) -> {
            assertThat(RULE.isSatisfiedBy(graph)).isTrue();
            sum[0] += probability;
            graphs[0]++;
        });
        assertThat(sum[0]).isCloseTo(1, within(1e-12));
        assertThat(graphs[0]).isEqualTo(keepToTheRule(types));
    }

    private interface Leaf {
        void accept(Graph graph, double probability);
    }

    /** Tries all allowed classes of the pairs from {@code pair} on; class 0 is no edge, 1 + t an edge of type t. */
    private static void descend(
            int[] types, DMatrixRMaj logits, int[] classes, int pair, double probability, Leaf leaf) {
        if (pair == 6) {
            leaf.accept(graph(types, classes), probability);
            return;
        }
        ValenceMask mask = new ValenceMask(RULE, new Indices());
        for (int type : types) {
            mask.addNode(type);
        }
        int at = 0;
        Indices allowed = Indices.of(1);
        for (int v = 1; v < 4; v++) {
            for (int u = 0; u < v && at <= pair; u++, at++) {
                if (at == pair) {
                    allowed.add(mask.allows(u, v, 0) ? 1 : 0).add(mask.allows(u, v, 1) ? 1 : 0);
                    assertThat(mask.allowsAny(u, v)).isEqualTo(allowed.get(1) == 1);
                } else if (classes[at] > 0) {
                    mask.addEdge(u, v, classes[at] - 1);
                }
            }
        }
        DMatrixRMaj row = new DMatrixRMaj(1, 3);
        System.arraycopy(logits.data, 3 * pair, row.data, 0, 3);
        Categorical choice =
                Categorical.ofLogits(Tape.forwardOnly().constant(row)).restrictedTo(allowed);
        for (int c = 0; c < 3; c++) {
            if (allowed.get(c) == 1) {
                classes[pair] = c;
                double p = Math.exp(choice.logProbs().value().get(0, c));
                descend(types, logits, classes, pair + 1, probability * p, leaf);
            }
        }
    }

    private static Graph graph(int[] types, int[] classes) {
        Graph.Builder builder = Graph.builder(4);
        int pair = 0;
        for (int v = 0; v < 4; v++) {
            builder.nodeType(v, types[v]);
            for (int u = 0; u < v; u++, pair++) {
                if (classes[pair] > 0) {
                    builder.edge(u, v, classes[pair] - 1);
                }
            }
        }
        return builder.build();
    }

    private static int keepToTheRule(int[] types) {
        int count = 0;
        for (int i = 0; i < 729; i++) {
            int[] classes = new int[6];
            for (int pair = 0, rest = i; pair < 6; pair++, rest /= 3) {
                classes[pair] = rest % 3;
            }
            count += RULE.isSatisfiedBy(graph(types, classes)) ? 1 : 0;
        }
        return count;
    }

    @Test
    void addEdge_rejectsOneBondTooMany() {
        ValenceMask mask = new ValenceMask(RULE, new Indices());
        mask.addNode(0);
        mask.addNode(1);
        mask.addEdge(0, 1, 0);
        mask.addNode(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mask.addEdge(1, 2, 0))
                .withMessageContaining("valence rule");
        mask.addEdge(0, 2, 1);
        assertThat(mask.allowsAny(0, 2)).isFalse();
    }

    @Test
    void keep_numbersTheNodesThatStay() {
        ValenceMask mask = new ValenceMask(RULE, new Indices());
        for (int type : new int[] {0, 1, 1, 0}) {
            mask.addNode(type);
        }
        mask.addEdge(1, 3, 0);
        mask.keep(Indices.of(1, 3));
        assertThat(mask.isOpen(0)).isFalse();
        assertThat(mask.isOpen(1)).isTrue();
        mask.addNode(0);
        mask.addEdge(1, 2, 1);
        assertThat(mask.isOpen(1)).isFalse();
    }
}
