package org.sgvae.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Numbers of constitutional isomers. By size: Burnside's lemma and the inverse Euler transform, computed apart. By
 * formula: published with the generator MAYGEN (Yirik, Sorokina, Steinbeck 2021), which lists them in its tests.
 */
class ValenceGraphsTest {
    private static final List<Integer> ORDERS = List.of(1, 2, 3);
    private static final ValenceRule C = new ValenceRule(List.of(4), ORDERS);
    private static final ValenceRule CNO = new ValenceRule(List.of(4, 3, 2), ORDERS);
    private static final ValenceRule CNOF = new ValenceRule(List.of(4, 3, 2, 1), ORDERS);

    @Test
    void all_countsEverySize() {
        assertThat(counts(C, 6)).containsExactly(1, 3, 9, 37, 146, 772);
        assertThat(counts(CNO, 5)).containsExactly(3, 15, 74, 479, 3570);
        assertThat(counts(CNOF, 5)).containsExactly(4, 19, 94, 621, 4715);
    }

    @Test
    void all_upToSixOfCarbonNitrogenOxygen_are35503() {
        List<Graph> graphs = ValenceGraphs.all(CNO, 1, 6, 1_000_000);
        assertThat(graphs).hasSize(35_503);
        assertThat(new HashSet<>(graphs)).hasSize(35_503);
        assertThat(graphs).allMatch(Graph::isConnected).allMatch(CNO::isSatisfiedBy);
        Map<String, Integer> byFormula = new HashMap<>();
        graphs.forEach(graph -> byFormula.merge(formula(graph), 1, Integer::sum));
        assertThat(byFormula)
                .containsEntry("C6H6", 217)
                .containsEntry("C2H5N1O2", 84)
                .containsEntry("C3H4O3", 152);
    }

    /** Every labelled graph on 4 nodes is tried. */
    @Test
    void all_agreesWithTryingEveryGraph() {
        ValenceRule rule = new ValenceRule(List.of(3, 2), List.of(1, 2));
        Set<Graph> expected = new HashSet<>();
        int types = 1 << 4;
        int edges = 3 * 3 * 3 * 3 * 3 * 3;
        for (int i = 0; i < types * edges; i++) {
            int[] nodeTypes = {i & 1, i >> 1 & 1, i >> 2 & 1, i >> 3 & 1};
            Graph.Builder builder = Graph.builder(4);
            IntStream.range(0, 4).forEach(v -> builder.nodeType(v, nodeTypes[v]));
            int rest = i / types;
            for (int v = 1; v < 4; v++) {
                for (int u = 0; u < v; u++, rest /= 3) {
                    if (rest % 3 > 0) {
                        builder.edge(u, v, rest % 3 - 1);
                    }
                }
            }
            Graph graph = builder.build();
            if (graph.isConnected() && rule.isSatisfiedBy(graph)) {
                expected.add(CanonicalForm.of(graph));
            }
        }
        assertThat(ValenceGraphs.all(rule, 4, 4, 1_000_000)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void all_rejectsSizesThatAreNone_andMoreGraphsThanAllowed() {
        assertThatIllegalArgumentException().isThrownBy(() -> ValenceGraphs.all(C, 0, 3, 1_000_000));
        assertThatIllegalArgumentException().isThrownBy(() -> ValenceGraphs.all(C, 3, 2, 1_000_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValenceGraphs.all(C, 1, 5, 145))
                .withMessageContaining("145");
    }

    private static List<Integer> counts(ValenceRule rule, int max) {
        List<Graph> graphs = ValenceGraphs.all(rule, 1, max, 1_000_000);
        return IntStream.rangeClosed(1, max)
                .map(n -> (int)
                        graphs.stream().filter(graph -> graph.nodes() == n).count())
                .boxed()
                .toList();
    }

    private static String formula(Graph graph) {
        int[] atoms = new int[3];
        int hydrogens = 0;
        for (int v = 0; v < graph.nodes(); v++) {
            atoms[graph.nodeType(v)]++;
            hydrogens += CNO.free(graph, v);
        }
        return (atoms[0] > 0 ? "C" + atoms[0] : "")
                + (hydrogens > 0 ? "H" + hydrogens : "")
                + (atoms[1] > 0 ? "N" + atoms[1] : "")
                + (atoms[2] > 0 ? "O" + atoms[2] : "");
    }
}
