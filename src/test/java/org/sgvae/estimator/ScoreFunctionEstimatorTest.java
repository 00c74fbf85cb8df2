package org.sgvae.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Estimators on two choices, a among three and then b among two, each from a softmax, with arbitrary signals and costs. The softmax's
 * logits are the parameters: \(\nabla_{θ_i} \log q(j) = [i = j] - q(i)\).
 */
class ScoreFunctionEstimatorTest {
    private static final double[] Q_A = {0.2, 0.5, 0.3};
    private static final double[][] Q_B = {{0.1, 0.9}, {0.6, 0.4}, {0.75, 0.25}};
    private static final double[] COST_A = {1.5, -4, 0.3};
    private static final double[][] COST_B = {{2, -0.7}, {0.1, 5}, {-1, 3}};
    private static final double[][] REWARD = {{-3, 1.5}, {20, -0.2}, {7, -11}};

    /** What must not be done: its baseline has the sample's own signal in it. */
    private static final ScoreFunctionEstimator OWN_SIGNAL_IN_BASELINE = new ScoreFunctionEstimator() {
        @Override
        public void weigh(Samples samples, double[] path, double[] score) {
            double mean = IntStream.range(0, samples.size())
                    .mapToDouble(samples::signal)
                    .average()
                    .orElseThrow();
            for (int k = 0; k < samples.size(); k++) {
                samples.weighChoices(k, samples.signal(k) - mean, score);
            }
        }

        @Override
        public int smallestCopies() {
            return 2;
        }
    };

    private static MovingAverage movingAverageThatHasSeen(double... signals) {
        MovingAverage estimator = new MovingAverage(0.9);
        for (double signal : signals) {
            estimator.weigh(samples(1, signal), new double[1], new double[1]);
        }
        return estimator;
    }

    private static LearnedBaseline learnedBaselineThatHasSeen(double... signals) {
        LearnedBaseline estimator = LearnedBaseline.of(0.3);
        for (double signal : signals) {
            estimator.weigh(samples(1, signal), new double[1], new double[1]);
        }
        return estimator;
    }

    static Stream<Arguments> unbiased() {
        List<Arguments> all = new ArrayList<>();
        List<Supplier<ScoreFunctionEstimator>> makers = List.of(
                Reinforce::asPublished,
                () -> new Reinforce(0),
                LeaveOneOut::new,
                RewardToGo::new,
                () -> movingAverageThatHasSeen(5, -30),
                () -> LearnedBaseline.of(0.05),
                () -> learnedBaselineThatHasSeen(5, -30));
        for (Supplier<ScoreFunctionEstimator> maker : makers) {
            for (int copies = maker.get().smallestCopies(); copies <= 4; copies++) {
                all.add(Arguments.of(maker.get().getClass().getSimpleName(), maker, copies));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} with {2} samples")
    @MethodSource("unbiased")
    void expectation_isTheGradient(String name, Supplier<ScoreFunctionEstimator> maker, int copies) {
        assertThat(worstBias(maker, copies)).isLessThan(1e-12);
    }

    @Test
    void expectation_isAnotherWhereTheBaselineSeesTheSample() {
        assertThat(worstBias(() -> OWN_SIGNAL_IN_BASELINE, 2)).isGreaterThan(0.1);
        assertThat(worstBias(() -> OWN_SIGNAL_IN_BASELINE, 4)).isGreaterThan(0.1);
    }

    /** It says so itself. */
    @Test
    void reweighted_isNoEstimatorOfThisGradient() {
        assertThat(worstBias(() -> new Reweighted(1), 3)).isGreaterThan(0.1);
    }

    private static double signal(int outcome) {
        int a = outcome / 2;
        int b = outcome % 2;
        return REWARD[a][b] - COST_A[a] - COST_B[a][b];
    }

    private static double[] probabilities() {
        return IntStream.range(0, 6)
                .mapToDouble(o -> Q_A[o / 2] * Q_B[o / 2][o % 2])
                .toArray();
    }

    /** Adds the score functions of the two choices of an outcome: with respect to three logits of a, then two of b for each a. */
    private static void addScores(int outcome, double weightOfA, double weightOfB, double[] sum) {
        int a = outcome / 2;
        for (int i = 0; i < 3; i++) {
            sum[i] += weightOfA * ((i == a ? 1 : 0) - Q_A[i]);
        }
        for (int i = 0; i < 2; i++) {
            sum[3 + 2 * a + i] += weightOfB * ((i == outcome % 2 ? 1 : 0) - Q_B[a][i]);
        }
    }

    private static double worstBias(Supplier<ScoreFunctionEstimator> maker, int copies) {
        double[] expected = new double[9];
        double[] score = new double[2 * copies];
        Enumeration.tuples(probabilities(), copies, (outcomes, probability) -> {
            Samples samples = new Samples();
            samples.clear(copies);
            for (int k = 0; k < copies; k++) {
                samples.add(signal(outcomes[k]), 2);
                samples.setCost(2 * k, COST_A[outcomes[k] / 2]);
                samples.setCost(2 * k + 1, COST_B[outcomes[k] / 2][outcomes[k] % 2]);
            }
            maker.get().weigh(samples, new double[copies], score);
            for (int k = 0; k < copies; k++) {
                double weight = probability / copies;
                addScores(outcomes[k], weight * score[2 * k], weight * score[2 * k + 1], expected);
            }
        });
        double[] exact = new double[9];
        double[] probabilities = probabilities();
        for (int outcome = 0; outcome < 6; outcome++) {
            double weight = probabilities[outcome] * signal(outcome);
            addScores(outcome, weight, weight, exact);
        }
        return IntStream.range(0, 9)
                .mapToDouble(i -> Math.abs(expected[i] - exact[i]))
                .max()
                .orElseThrow();
    }

    /** Samples of one choice each. */
    private static Samples samples(int copies, double... signals) {
        Samples samples = new Samples();
        samples.clear(copies);
        for (double signal : signals) {
            samples.add(signal, 1);
        }
        return samples;
    }

    private static double[] scoresOf(ScoreFunctionEstimator estimator, Samples samples) {
        double[] path = new double[samples.size()];
        double[] score = new double[samples.choices()];
        estimator.weigh(samples, path, score);
        assertThat(path).containsOnly(1);
        return score;
    }

    @Test
    void reinforce_subtractsItsBaselineFromEveryChoice() {
        Samples samples = samples(1, 3, -1);
        samples.add(9, 3);
        samples.add(7, 0);
        assertThat(scoresOf(Reinforce.asPublished(), samples)).containsExactly(2, -2, 8, 8, 8);
        assertThat(new Reinforce(0.5).baseline()).isEqualTo(0.5);
    }

    @Test
    void leaveOneOut_subtractsTheMeanOfTheOthersOfTheGraph() {
        assertThat(scoresOf(new LeaveOneOut(), samples(3, 3, -1, 7, 100, 200, 600)))
                .containsExactly(0, -6, 6, -300, -150, 450);
    }

    @Test
    void leaveOneOut_doesNotSeeWhatAllSignalsHaveInCommon() {
        double[] near = scoresOf(new LeaveOneOut(), samples(4, 1, 2, 4, 8));
        double[] far = scoresOf(new LeaveOneOut(), samples(4, 1025, 1026, 1028, 1032));
        for (int k = 0; k < 4; k++) {
            assertThat(Math.abs(far[k] - near[k])).isLessThan(1e-12);
        }
    }

    /** Two graphs with choices of their own number; what the first choice cost is no part of the second's signal. */
    @Test
    void rewardToGo_leavesOutWhatEarlierChoicesCost() {
        Samples samples = new Samples();
        samples.clear(2);
        samples.add(10, 2);
        samples.add(4, 2);
        samples.add(7, 1);
        samples.add(9, 1);
        double[] costs = {1, 100, 5, 100, 100, 100};
        for (int t = 0; t < 6; t++) {
            samples.setCost(t, costs[t]);
        }
        assertThat(scoresOf(new RewardToGo(), samples)).containsExactly(6, 2, -6, -2, -2, 2);
    }

    @Test
    void movingAverage_startsWithTheFirstBatchAndForgetsSlowly() {
        MovingAverage estimator = new MovingAverage(0.9);
        assertThat(scoresOf(estimator, samples(2, 4, 6))).containsExactly(4, 6);
        assertThat(scoresOf(estimator, samples(2, 4, 6))).containsExactly(-1, 1);
        assertThat(scoresOf(estimator, samples(1, 15))).containsExactly(10);
        assertThat(scoresOf(estimator, samples(1, 0))).containsExactly(-6);
    }

    /** One of the two is e nats better, so it has e times the weight; of equals each has the same. */
    @Test
    void reweighted_weighsByTheExponentialsOfTheSignals() {
        double[] path = new double[4];
        double[] score = new double[4];
        new Reweighted(1).weigh(samples(2, Math.log(3) - 800, -800, 5, 5), path, score);
        double[] expected = {1.5, 0.5, 1, 1};
        for (int k = 0; k < 4; k++) {
            assertThat(Math.abs(path[k] - expected[k])).isLessThan(1e-12);
            assertThat(Math.abs(score[k] - expected[k] + 1)).isLessThan(1e-12);
        }
        new Reweighted(0.5).weigh(samples(2, Math.log(9), 0), path, score);
        assertThat(Math.abs(path[0] - 1.5)).isLessThan(1e-12);
        new Reweighted(1).weigh(samples(2, 1e4, -1e4), path, score);
        assertThat(Arrays.copyOf(path, 2)).containsExactly(2, 0);
    }

    @Test
    void samples_growAndAreForgotten() {
        Samples samples = new Samples();
        samples.clear(1);
        for (int k = 0; k < 100; k++) {
            samples.add(k, k % 3);
        }
        samples.setCost(98, 7);
        assertThat(samples.size()).isEqualTo(100);
        assertThat(samples.choices()).isEqualTo(99);
        assertThat(samples.signal(42)).isEqualTo(42);
        assertThat(samples.firstChoice(5)).isEqualTo(4);
        assertThat(samples.cost(98)).isEqualTo(7);
        samples.clear(4);
        assertThat(samples.size()).isZero();
        assertThat(samples.choices()).isZero();
        assertThat(samples.copies()).isEqualTo(4);
    }
}
