package org.sgvae.sgvae;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.encoder.Posterior;
import org.sgvae.estimator.BaselineEstimator;
import org.sgvae.estimator.LearnedBaseline;
import org.sgvae.estimator.LeaveOneOut;
import org.sgvae.estimator.MovingAverage;
import org.sgvae.estimator.Reinforce;
import org.sgvae.estimator.RewardToGo;
import org.sgvae.estimator.ScoreFunctionEstimator;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.objective.Bound;
import org.sgvae.objective.KSampleBound;
import org.sgvae.objective.Objective;
import org.sgvae.objective.PaperSurrogate;
import org.sgvae.optim.Schedule;

/** Objectives and estimators together: the mean over all orderings of what a step follows is the gradient that it should be. */
class EstimatorsTest {
    private static final double EXACT = 1e-10;

    private static final List<ScoreFunctionEstimator> ONE_SAMPLE =
            List.of(Reinforce.asPublished(), new Reinforce(0), new Reinforce(-20));

    private static final List<ScoreFunctionEstimator> MANY_SAMPLES = List.of(
            new LeaveOneOut(),
            new RewardToGo(),
            Reinforce.asPublished(),
            new MovingAverage(0.9),
            LearnedBaseline.of(0.05));

    /** Up to four nodes, with and without types, connected and not. */
    static Stream<Graph> graphs() {
        Random random = new Random(1);
        return Stream.of(
                GraphFamilies.cycle(3),
                GraphFamilies.cycle(4),
                Graph.of(1),
                Graph.of(new int[] {1, 0}, new int[] {0, 1, 1}),
                Graph.of(new int[] {2, 0, 2}),
                RandomGraphs.typed(random, 4, 0.6, SmallModels.NODE_TYPES, SmallModels.EDGE_TYPES));
    }

    private static EnumeratedOrderings enumerated(Posterior posterior, Graph graph, int samples) {
        Sgvae model = SmallModels.of(posterior);
        DMatrixRMaj noise = RandomMatrices.normal(
                new SplittableRandom(samples), samples, model.config().latentDim());
        return new EnumeratedOrderings(model, graph, noise);
    }

    private static double largestDifference(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .max()
                .orElseThrow();
    }

    private static double largest(double[] a) {
        return largestDifference(a, new double[a.length]);
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void probabilities_ofAllOrderingsSumToOne(Graph graph) {
        double sum = Arrays.stream(enumerated(Posterior.POINT, graph, 1).probabilities())
                .sum();
        assertThat(Math.abs(sum - 1)).isLessThan(1e-13);
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void scoreFunction_hasMeanZero(Graph graph) {
        assertThat(largest(enumerated(Posterior.GAUSSIAN, graph, 1).expectedScoreFunction()))
                .isLessThan(EXACT);
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void estimatorsOfOneSample_areUnbiased(Graph graph) {
        EnumeratedOrderings one = enumerated(Posterior.GAUSSIAN, graph, 1);
        double[] exact = one.gradientOfBound(1, 1);
        for (ScoreFunctionEstimator estimator : ONE_SAMPLE) {
            assertThat(largestDifference(one.expectedGradient(Bound.plain(estimator)), exact))
                    .as("%s", estimator)
                    .isLessThan(EXACT);
        }
        assertThat(largest(exact)).isGreaterThan(1e-2);
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void estimatorsOfTwoSamples_areUnbiased(Graph graph) {
        EnumeratedOrderings pairs = enumerated(Posterior.GAUSSIAN, graph, 2);
        assertUnbiased(pairs, 1, 1);
    }

    @Test
    void estimatorsOfThreeSamples_areUnbiased() {
        EnumeratedOrderings triples = enumerated(Posterior.GAUSSIAN, GraphFamilies.path(3), 3);
        assertUnbiased(triples, 1, 1);
    }

    private static void assertUnbiased(EnumeratedOrderings samples, double beta, double alpha) {
        double[] exact = samples.gradientOfBound(beta, alpha);
        for (ScoreFunctionEstimator estimator : MANY_SAMPLES) {
            Bound bound = new Bound(Schedule.constant(beta), Schedule.constant(0), Schedule.constant(alpha), estimator);
            assertThat(largestDifference(samples.expectedGradient(bound), exact))
                    .as("%s", estimator)
                    .isLessThan(EXACT);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.3, 1", "1, 0.25", "0, 0", "2, 1.5"})
    void weightedBound_isUnbiasedForItsWeights(double beta, double alpha) {
        assertUnbiased(enumerated(Posterior.GAUSSIAN, GraphFamilies.path(3), 2), beta, alpha);
    }

    /** It says so itself: the score function's weights are not those of the mean. */
    @Test
    void kSampleBound_followsAnotherGradient() {
        EnumeratedOrderings pairs = enumerated(Posterior.GAUSSIAN, GraphFamilies.path(3), 2);
        assertThat(largestDifference(pairs.expectedGradient(KSampleBound.plain()), pairs.gradientOfBound(1, 1)))
                .isGreaterThan(1e-4);
    }

    /** As published: the gradient of all of f but the path of log p(z) through z. */
    @ParameterizedTest
    @MethodSource("graphs")
    void paperSurrogate_followsItsGradientWithoutThePathOfThePrior(Graph graph) {
        EnumeratedOrderings one = enumerated(Posterior.POINT, graph, 1);
        double[] published = one.expectedGradient(PaperSurrogate.asPublished());
        assertThat(largestDifference(published, one.gradientOfSurrogateWithoutPathOfPrior()))
                .isLessThan(EXACT);
        assertThat(largestDifference(published, one.gradientOfSurrogate())).isGreaterThan(1e-3);
    }

    /** The 1 that the paper subtracts has no part in the mean. */
    @ParameterizedTest
    @EnumSource
    void minusOne_hasMeanZero(Posterior posterior) {
        EnumeratedOrderings one = enumerated(posterior, GraphFamilies.cycle(4), 1);
        assertThat(largestDifference(
                        one.expectedGradient(objective(posterior, Reinforce.asPublished())),
                        one.expectedGradient(objective(posterior, new Reinforce(0)))))
                .isLessThan(EXACT);
    }

    private static Objective objective(Posterior posterior, ScoreFunctionEstimator estimator) {
        return posterior == Posterior.POINT ? new PaperSurrogate(estimator) : Bound.plain(estimator);
    }

    /** The checks above can fail: a mean that includes the sample's own signal is no baseline. */
    @ParameterizedTest
    @MethodSource("graphs")
    void baselineThatSeesTheSample_isFoundToBeBiased(Graph graph) {
        BaselineEstimator biased = (samples, k, state) -> (samples.signal(0) + samples.signal(1)) / 2;
        EnumeratedOrderings pairs = enumerated(Posterior.GAUSSIAN, graph, 2);
        double bias = largestDifference(pairs.expectedGradient(Bound.plain(biased)), pairs.gradientOfBound(1, 1));
        if (graph.nodes() == 1 || graph.equals(GraphFamilies.cycle(3))) {
            assertThat(bias).isLessThan(EXACT); // all orderings are alike
        } else {
            assertThat(bias).isGreaterThan(1e-6);
        }
    }
}
