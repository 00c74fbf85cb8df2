package org.sgvae.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sgvae.encoder.Posterior;
import org.sgvae.evaluate.TinyModel;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.sgvae.Sgvae;

class EstimatorBenchTest {
    private static final Graph STAR = GraphFamilies.star(4);

    private static Sgvae model(Posterior posterior) {
        return posterior == Posterior.POINT ? TinyModel.point() : TinyModel.gaussian();
    }

    /** All but the one that says it is biased. */
    @ParameterizedTest
    @EnumSource
    void bias_isNoneButForReweighted(Posterior posterior) {
        EstimatorBench bench = EstimatorBench.of(model(posterior), STAR, 2, 4, 1);
        assertThat(bench.enumerated()).isTrue();
        assertThat(bench.gradientNorm()).isGreaterThan(0.1);
        for (EstimatorRow row : bench.rows()) {
            assertThat(row.bias().standardError()).isZero();
            if (row.estimator().equals("kSampleBound")) {
                assertThat(row.bias().value()).isGreaterThan(1e-3);
            } else {
                assertThat(row.bias().value()).as("%s", row.estimator()).isLessThan(1e-10);
            }
        }
    }

    /** Too large to enumerate: what is left is about what chance allows, and the rest of the table is as before. */
    @Test
    void bias_ofLargerGraphsIsMeasured() {
        EstimatorBench bench = EstimatorBench.of(TinyModel.gaussian(), GraphFamilies.path(7), 2, 100, 1);
        assertThat(bench.enumerated()).isFalse();
        for (EstimatorRow row : bench.rows()) {
            if (!row.estimator().equals("kSampleBound")) {
                assertThat(row.bias().value())
                        .as("%s", row.estimator())
                        .isLessThan(2.5 * row.bias().standardError());
            }
        }
    }

    @Test
    void blocks_addUpToAllParameters() {
        for (EstimatorRow row :
                EstimatorBench.of(TinyModel.gaussian(), STAR, 2, 10, 1).rows()) {
            assertThat(row.blocks())
                    .containsOnlyKeys(
                            "destructor",
                            "destructor.embed",
                            "destructor.prop",
                            "destructor.select",
                            "destructor.posterior",
                            "constructor");
            double destructor = row.blocks().get("destructor").value();
            double layers = row.blocks().entrySet().stream()
                    .filter(block -> block.getKey().startsWith("destructor."))
                    .mapToDouble(block -> block.getValue().value())
                    .sum();
            assertThat(layers).isCloseTo(destructor, within(1e-12 * destructor));
            assertThat(destructor + row.blocks().get("constructor").value())
                    .isCloseTo(
                            row.variance().value(),
                            within(1e-12 * row.variance().value()));
        }
    }

    /** A mean of four times as many independent single estimates varies a quarter as much. */
    @Test
    void variance_ofSingleSamplesFallsWithTheirNumber() {
        double two = reinforce(2);
        double eight = reinforce(8);
        assertThat(two / eight).isCloseTo(4, within(1.2));
    }

    private static double reinforce(int orderings) {
        return EstimatorBench.of(TinyModel.gaussian(), STAR, orderings, 600, 3)
                .row("reinforce")
                .variance()
                .value();
    }

    @Test
    void baselines_takeMostOfTheVarianceAway() {
        EstimatorBench bench = EstimatorBench.of(TinyModel.gaussian(), STAR, 4, 200, 3);
        assertThat(bench.destructorVarianceRatio()).isLessThan(0.5);
        assertThat(bench.varianceRatio())
                .isEqualTo(bench.row("leaveOneOut").variance().value()
                        / bench.row("reinforce").variance().value());
        assertThat(bench.row("learnedBaseline").variance().value())
                .isLessThan(bench.row("reinforce").variance().value());
    }

    /** All but the times. */
    @Test
    void equalSeeds_giveEqualNumbers() {
        assertThat(numbers(5)).isEqualTo(numbers(5)).isNotEqualTo(numbers(6));
    }

    private static List<Object> numbers(long seed) {
        return EstimatorBench.of(TinyModel.gaussian(), STAR, 2, 6, seed).rows().stream()
                .<Object>map(row -> List.of(row.bias(), row.variance(), row.blocks()))
                .toList();
    }

    @Test
    void tooLittleToMeasure_isRejected() {
        Sgvae model = TinyModel.gaussian();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EstimatorBench.of(model, Graph.of(1), 2, 10, 1))
                .withMessageContaining("nodes of the graph 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EstimatorBench.of(model, STAR, 1, 10, 1))
                .withMessageContaining("orderings 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EstimatorBench.of(model, STAR, 2, 3, 1))
                .withMessageContaining("draws 3");
    }
}
