package org.sgvae.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.evaluate.TinyModel;
import org.sgvae.graph.EditBound;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.GraphKind;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.statistics.Proportion;

/** {@link RebuiltParts}, {@link PairInterpolation} and {@link AxisCorrelations}. */
class CodeMeasuresTest {
    private static final Graph ONE = GraphFamilies.path(1);
    private static final Graph FOUR = GraphFamilies.path(4);

    /** Whatever the code, it builds a single node. */
    private static Sgvae stopsAtOnce() {
        Sgvae model = TinyModel.gaussian();
        model.parameters().get("constructor.addNode.weight").value().zero();
        model.parameters().get("constructor.addNode.bias").value().fill(-100);
        model.parameters().get("constructor.initNode.weight").value().zero();
        return model;
    }

    @Test
    void rebuiltParts_areOfGraphsThatAreNotRebuilt() {
        Sgvae model = stopsAtOnce();
        try (Workers workers = new Workers(2)) {
            Codes codes = Codes.of(model, List.of(ONE, FOUR), 30, RandomKey.of(1), workers);
            RebuiltParts parts = RebuiltParts.of(model, codes, 9, RandomKey.of(2), workers);
            assertThat(parts.graphs()).isEqualTo(30);
            assertThat(parts.nodesRight().value()).isEqualTo(0.25);
            assertThat(parts.edgesRight().value()).isZero();
            assertThat(parts.distance().value()).isEqualTo(6); // three nodes and three edges
        }
    }

    @Test
    void pairs_areOfTheTwoClasses() {
        Sgvae model = stopsAtOnce();
        try (Workers workers = new Workers(2)) {
            Codes codes = Codes.of(model, List.of(ONE, FOUR), 3, RandomKey.of(1), workers);
            PairInterpolation pairs =
                    PairInterpolation.of(model, GraphKind.TREE, codes, 5, 4, 9, RandomKey.of(2), workers);
            assertThat(pairs.valid()).isEqualTo(new Proportion(20, 20));
            assertThat(pairs.stepDistance().value()).isZero();
            assertThat(pairs.pairDistance().value()).isZero();
            assertThat(pairs.dataDistance().value())
                    .isEqualTo(EditBound.of(ONE, FOUR).distance())
                    .isEqualTo(6);
            assertThat(PairInterpolation.of(model, GraphKind.CYCLE, codes, 5, 4, 9, RandomKey.of(2), workers)
                            .valid()
                            .successes())
                    .isZero();
        }
    }

    /** The first axis is the number of nodes, the second what is left over. */
    @Test
    void axes_goWithWhatTheCodesAreMadeOf() {
        List<Graph> graphs =
                List.of(GraphFamilies.path(3), GraphFamilies.path(5), GraphFamilies.cycle(3), GraphFamilies.cycle(5));
        double[][] means = {{-30, 0.1}, {30, 0.1}, {-30, -0.1}, {30, -0.1}};
        Codes codes = Codes.given(
                graphs,
                new double[] {0.25, 0.25, 0.25, 0.25},
                new DMatrixRMaj(means),
                new DMatrixRMaj(4, 2),
                RandomKey.of(1));
        AxisCorrelations axes = AxisCorrelations.of(codes);
        assertThat(axes.axes()).hasSize(2);
        assertThat(axes.axes().get(0).explained()).isGreaterThan(0.99);
        assertThat(axes.axes().get(0).correlations().get("nodes")).isCloseTo(1, within(1e-6));
        assertThat(axes.axes().get(1).correlations().get("nodes")).isCloseTo(0, within(1e-6));
        assertThat(axes.axes().get(1).correlations().get("meanDegree")).isLessThan(-0.9); // the paths are up
        assertThat(axes.axes().get(0).correlations()).containsOnlyKeys("nodes", "edges", "meanDegree", "diameter");
    }

    @Test
    void diameter_isTheLongestShortestPath() {
        assertThat(AxisCorrelations.diameter(ONE)).isZero();
        assertThat(AxisCorrelations.diameter(FOUR)).isEqualTo(3);
        assertThat(AxisCorrelations.diameter(GraphFamilies.cycle(7))).isEqualTo(3);
        assertThat(AxisCorrelations.diameter(GraphFamilies.star(6))).isEqualTo(2);
        assertThat(AxisCorrelations.diameter(Graph.of(5, new int[] {0, 1}, new int[] {2, 3}, new int[] {3, 4})))
                .isEqualTo(2);
    }
}
