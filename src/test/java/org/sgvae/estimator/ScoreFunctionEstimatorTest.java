package org.sgvae.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.Indices;

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
    private static final ScoreFunctionEstimator OWN_SIGNAL_IN_BASELINE = new BaselineEstimator() {
        @Override
        public double baseline(LearningSignals samples, int k, double[] state) {
            return IntStream.range(0, samples.size())
                    .mapToDouble(samples::signal)
                    .average()
                    .orElseThrow();
        }

        @Override
        public int smallestCopies() {
            return 2;
        }
    };

    /** What an estimator has learned from mini-batches of one sample each. */
    private static double[] stateAfter(ScoreFunctionEstimator estimator, double... signals) {
        double[] state = new double[estimator.stateSize()];
        for (double signal : signals) {
            estimator.learn(List.of(Signals.of(1, 1, signal)), state);
        }
        return state;
    }

    static Stream<Arguments> unbiased() {
        List<Arguments> all = new ArrayList<>();
        for (ScoreFunctionEstimator estimator : List.of(
                Reinforce.asPublished(),
                new Reinforce(0),
                new LeaveOneOut(),
                new RewardToGo(),
                new MovingAverage(0.9),
                LearnedBaseline.of(0.3))) {
            for (int copies = estimator.smallestCopies(); copies <= 4; copies++) {
                all.add(Arguments.of(estimator, stateAfter(estimator), copies));
                all.add(Arguments.of(estimator, stateAfter(estimator, 5, -30), copies));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} with {2} samples")
    @MethodSource("unbiased")
    void expectation_isTheGradient(ScoreFunctionEstimator estimator, double[] state, int copies) {
        assertThat(worstBias(estimator, state, copies)).isLessThan(1e-12);
    }

    @Test
    void expectation_isAnotherWhereTheBaselineSeesTheSample() {
        assertThat(worstBias(OWN_SIGNAL_IN_BASELINE, new double[0], 2)).isGreaterThan(0.1);
        assertThat(worstBias(OWN_SIGNAL_IN_BASELINE, new double[0], 4)).isGreaterThan(0.1);
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

    private static double worstBias(ScoreFunctionEstimator estimator, double[] state, int copies) {
        double[] expected = new double[9];
        double[] score = new double[2 * copies];
        Enumeration.tuples(probabilities(), copies, (outcomes, probability) -> {
            double[] signals = new double[copies];
            double[][] costs = new double[copies][];
            for (int k = 0; k < copies; k++) {
                int a = outcomes[k] / 2;
                signals[k] = signal(outcomes[k]);
                costs[k] = new double[] {COST_A[a], COST_B[a][outcomes[k] % 2]};
            }
            estimator.weigh(Signals.of(copies, signals, costs), state, new double[copies], score);
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

    private static double[] scores(ScoreFunctionEstimator estimator, LearningSignals samples) {
        return Signals.scores(estimator, samples, new double[estimator.stateSize()]);
    }

    @Test
    void reinforce_subtractsItsBaselineFromEveryChoice() {
        LearningSignals samples = Signals.of(1, new double[] {3, -1, 9, 7}, new double[][] {{0}, {0}, {0, 0, 0}, {}});
        assertThat(scores(Reinforce.asPublished(), samples)).containsExactly(2, -2, 8, 8, 8);
        assertThat(new Reinforce(0.5).baseline()).isEqualTo(0.5);
    }

    @Test
    void leaveOneOut_subtractsTheMeanOfTheOthersOfTheGraph() {
        assertThat(scores(new LeaveOneOut(), Signals.of(3, 1, 3, -1, 7, 100, 200, 600)))
                .containsExactly(0, -6, 6, -300, -150, 450);
    }

    @Test
    void leaveOneOut_doesNotSeeWhatAllSignalsHaveInCommon() {
        double[] near = scores(new LeaveOneOut(), Signals.of(4, 1, 1, 2, 4, 8));
        double[] far = scores(new LeaveOneOut(), Signals.of(4, 1, 1025, 1026, 1028, 1032));
        for (int k = 0; k < 4; k++) {
            assertThat(Math.abs(far[k] - near[k])).isLessThan(1e-12);
        }
    }

    /** Two graphs with choices of their own number; what the first choice cost is no part of the second's signal. */
    @Test
    void rewardToGo_leavesOutWhatEarlierChoicesCost() {
        LearningSignals samples =
                Signals.of(2, new double[] {10, 4, 7, 9}, new double[][] {{1, 100}, {5, 100}, {100}, {100}});
        assertThat(scores(new RewardToGo(), samples)).containsExactly(6, 2, -6, -2, -2, 2);
    }

    /** The order in which choices are listed, step by step or sample by sample, does not matter. */
    @Test
    void rewardToGo_takesChoicesStepByStep() {
        LearningSignals samples = new LearningSignals(
                2,
                2,
                new double[] {10, 4},
                Indices.of(0, 1, 0, 1),
                Indices.of(0, 0, 1, 1),
                new double[] {1, 5, 100, 100},
                1);
        assertThat(scores(new RewardToGo(), samples)).containsExactly(6, -6, 2, -2);
    }

    @Test
    void movingAverage_startsWithTheFirstBatchAndForgetsSlowly() {
        MovingAverage estimator = new MovingAverage(0.9);
        double[] state = new double[estimator.stateSize()];
        assertThat(Signals.scores(estimator, Signals.of(2, 1, 4, 6), state)).containsExactly(4, 6);
        estimator.learn(List.of(Signals.of(1, 1, 4), Signals.of(1, 1, 6)), state);
        assertThat(Signals.scores(estimator, Signals.of(2, 1, 4, 6), state)).containsExactly(-1, 1);
        estimator.learn(List.of(Signals.of(2, 1, 4, 6)), state);
        assertThat(Signals.scores(estimator, Signals.of(1, 1, 15), state)).containsExactly(10);
        estimator.learn(List.of(Signals.of(1, 1, 15)), state);
        assertThat(Signals.scores(estimator, Signals.of(1, 1, 0), state)).containsExactly(-6);
    }
}
