package org.sgvae.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.Graph;
import org.sgvae.graph.ValenceGraphs;
import org.sgvae.graph.family.Element;
import org.sgvae.statistics.Proportion;

class MoleculeEvaluationTest {
    private static final Legend CNO = new Legend(List.of(Element.C, Element.N, Element.O), 3);
    private static final Graph METHANE = Graph.of(new int[] {0});
    private static final Graph WATER = Graph.of(new int[] {2});
    private static final Graph ETHANE = Graph.of(2, new int[] {0, 1});
    private static final Graph METHANOL = Graph.of(new int[] {0, 2}, new int[] {0, 1});
    private static final Graph METHANOL_RENUMBERED = Graph.of(new int[] {2, 0}, new int[] {0, 1});
    private static final Graph TOO_MANY_BONDS = Graph.of(new int[] {0, 2}, new int[] {0, 1, 2});
    private static final Graph TWO_COMPONENTS = Graph.of(2);

    private static List<GeneratedGraph> complete(Graph... graphs) {
        return List.of(graphs).stream()
                .map(graph -> new GeneratedGraph(graph, true))
                .toList();
    }

    @Test
    void of_countsValidUniqueNovelAndCovered() {
        List<GeneratedGraph> samples = new ArrayList<>(
                complete(METHANOL, METHANOL_RENUMBERED, METHANE, ETHANE, TOO_MANY_BONDS, TWO_COMPONENTS, METHANE));
        samples.add(new GeneratedGraph(WATER, false)); // cut off
        MoleculeEvaluation evaluation = MoleculeEvaluation.of(
                samples, List.of(METHANE), List.of(METHANOL, WATER), CNO, MoleculeIdentity.STRUCTURE, Optional.of(10));
        assertThat(evaluation.valid()).isEqualTo(new Proportion(5, 8));
        assertThat(evaluation.unique()).contains(new Proportion(3, 5));
        assertThat(evaluation.novel()).contains(new Proportion(2, 3));
        MoleculeEvaluation.Coverage coverage = evaluation.coverage().orElseThrow();
        assertThat(coverage.met()).isEqualTo(new Proportion(1, 2));
        assertThat(coverage.perfect().orElseThrow()).isCloseTo(1 - Math.pow(0.9, 8), within(1e-12));
    }

    @Test
    void of_leavesOutSharesOfNothing() {
        MoleculeEvaluation evaluation = MoleculeEvaluation.of(
                complete(TWO_COMPONENTS),
                List.of(METHANE),
                List.of(),
                CNO,
                MoleculeIdentity.STRUCTURE,
                Optional.empty());
        assertThat(evaluation)
                .isEqualTo(new MoleculeEvaluation(
                        new Proportion(0, 1), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void identity_tellsKekuleStructuresApartOnlyAsStructures() {
        Graph pyridazine = ring(1, 0, 1, 0, 1, 0);
        Graph other = ring(0, 1, 0, 1, 0, 1);
        List<Graph> trained = List.of(pyridazine);
        assertThat(MoleculeEvaluation.of(
                                complete(other), trained, List.of(), CNO, MoleculeIdentity.STRUCTURE, Optional.empty())
                        .novel())
                .contains(new Proportion(1, 1));
        assertThat(MoleculeEvaluation.of(
                                complete(other), trained, List.of(), CNO, MoleculeIdentity.MOLECULE, Optional.empty())
                        .novel())
                .contains(new Proportion(0, 1));
    }

    /** A ring of two nitrogens and four carbons with these bonds. */
    private static Graph ring(int... bonds) {
        Graph.Builder builder = Graph.builder(6).nodeType(0, 1).nodeType(1, 1);
        for (int v = 0; v < 6; v++) {
            builder.edge(v, (v + 1) % 6, bonds[v]);
        }
        return builder.build();
    }

    /** Draws of a perfect model: uniform among all molecules of up to four atoms. */
    @Test
    void coverage_ofUniformDraws_isThatOfAPerfectModel() {
        List<Graph> universe = new ArrayList<>(ValenceGraphs.all(CNO.valenceRule(), 1, 4, 1_000_000));
        int m = universe.size();
        Random random = new Random(6);
        Collections.shuffle(universe, random);
        List<GeneratedGraph> samples = random.ints(m, 0, m)
                .mapToObj(i -> new GeneratedGraph(universe.get(i), true))
                .toList();
        MoleculeEvaluation.Coverage coverage = MoleculeEvaluation.of(
                        samples,
                        universe.subList(100, m),
                        universe.subList(0, 100),
                        CNO,
                        MoleculeIdentity.STRUCTURE,
                        Optional.of(m))
                .coverage()
                .orElseThrow();
        assertThat(coverage.perfect().orElseThrow()).isCloseTo(1 - Math.exp(-1), within(1e-3));
        assertThat(coverage.met().value()).isCloseTo(coverage.perfect().orElseThrow(), within(4 * 0.048));
    }
}
