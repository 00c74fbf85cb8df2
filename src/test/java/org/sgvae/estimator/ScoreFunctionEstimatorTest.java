package org.sgvae.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Estimators on a softmax over five outcomes, where \(\nabla_{θ_i} \log q(j) = [i = j] - q(i)\) and the gradient of
 * \(J = \sum_j q(j) f(j)\) is \(q(i) (f(i) - J)\).
 */
class ScoreFunctionEstimatorTest {
    private static final double[] Q = {0.1, 0.3, 0.05, 0.35, 0.2};
    private static final double[] F = {-3, 1.5, 40, -0.2, 7};

    /** What must not be done: its baseline has the sample's own signal in it. */
    private static final ScoreFunctionEstimator OWN_SIGNAL_IN_BASELINE = new ScoreFunctionEstimator() {
        @Override
        public void weigh(Samples samples, double[] path, double[] score) {
            for (int k = 0; k < samples.size(); k++) {
                int first = k / samples.copies() * samples.copies();
                score[k] = samples.signal(k)
                        - IntStream.range(first, first + samples.copies())
                                .mapToDouble(samples::signal)
                                .average()
                                .orElseThrow();
            }
        }

        @Override
        public int smallestCopies() {
            return 2;
        }
    };

    static Stream<Arguments> estimators() {
        List<ScoreFunctionEstimator> all = List.of(
                Reinforce.asPublished(), new Reinforce(0), new MovingAverage(0.5), new LeaveOneOut(), new RewardToGo());
        return all.stream()
                .flatMap(estimator -> IntStream.rangeClosed(estimator.smallestCopies(), 4)
                        .mapToObj(copies -> Arguments.of(estimator, copies)));
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void expectation_isTheGradient(ScoreFunctionEstimator estimator, int copies) {
        assertThat(worstBias(estimator, copies)).isLessThan(1e-12);
    }

    @Test
    void expectation_isAnotherWhereTheBaselineSeesTheSample() {
        assertThat(worstBias(OWN_SIGNAL_IN_BASELINE, 2)).isGreaterThan(0.1);
        assertThat(worstBias(OWN_SIGNAL_IN_BASELINE, 4)).isGreaterThan(0.1);
    }

    private static double worstBias(ScoreFunctionEstimator estimator, int copies) {
        double[] expected = new double[5];
        double[] signal = new double[copies];
        Enumeration.tuples(Q, copies, (outcomes, probability) -> {
            for (int k = 0; k < copies; k++) {
                signal[k] = F[outcomes[k]];
            }
            double[] weight = score(estimator, copies, signal);
            for (int k = 0; k < copies; k++) {
                for (int i = 0; i < 5; i++) {
                    expected[i] += probability * weight[k] / copies * ((outcomes[k] == i ? 1 : 0) - Q[i]);
                }
            }
        });
        double mean = IntStream.range(0, 5).mapToDouble(i -> Q[i] * F[i]).sum();
        return IntStream.range(0, 5)
                .mapToDouble(i -> Math.abs(expected[i] - Q[i] * (F[i] - mean)))
                .max()
                .orElseThrow();
    }

    /** Weights of the score function of samples that are one choice each. */
    private static double[] score(ScoreFunctionEstimator estimator, int copies, double... signals) {
        return weigh(estimator, copies, signals)[1];
    }

    private static double[][] weigh(ScoreFunctionEstimator estimator, int copies, double... signals) {
        Samples samples = new Samples();
        samples.clear(copies);
        for (double signal : signals) {
            samples.add(signal, 1);
        }
        double[][] weights = new double[2][signals.length];
        estimator.weigh(samples, weights[0], weights[1]);
        return weights;
    }

    @Test
    void reinforce_subtractsItsBaseline() {
        assertThat(score(Reinforce.asPublished(), 1, 3, -1)).containsExactly(2, -2);
        assertThat(new Reinforce(0.5).baseline()).isEqualTo(0.5);
    }

    @Test
    void leaveOneOut_subtractsTheMeanOfTheOthersOfTheGraph() {
        assertThat(score(new LeaveOneOut(), 3, 3, -1, 7, 100, 200, 600)).containsExactly(0, -6, 6, -300, -150, 450);
    }

    @Test
    void leaveOneOut_doesNotSeeWhatAllSignalsHaveInCommon() {
        double[] near = score(new LeaveOneOut(), 4, 1, 2, 4, 8);
        double[] far = score(new LeaveOneOut(), 4, 1025, 1026, 1028, 1032);
        for (int k = 0; k < 4; k++) {
            assertThat(Math.abs(far[k] - near[k])).isLessThan(1e-12);
        }
    }

    @Test
    void movingAverage_knowsEarlierMiniBatchesOnly() {
        MovingAverage estimator = new MovingAverage(0.75);
        assertThat(score(estimator, 1, 4, 8)).containsExactly(4, 8); // nothing is known yet
        assertThat(score(estimator, 1, 6, 14)).containsExactly(0, 8); // the mean so far is 6
        assertThat(score(estimator, 1, 7)).containsExactly(0); // 0.75 * 6 + 0.25 * 10
    }

    @Test
    void rewardToGo_leavesOutCostsOfEarlierChoices() {
        Samples samples = new Samples();
        samples.clear(2);
        samples.add(10, 2); // costs 1 and 2, so the reward was 13
        samples.add(20, 2); // costs 5 and 3
        double[] costs = {1, 2, 5, 3};
        for (int t = 0; t < 4; t++) {
            samples.setCost(t, costs[t]);
        }
        double[] score = new double[4];
        new RewardToGo().weigh(samples, new double[2], score);
        assertThat(score).containsExactly(10 - 20, 11 - 25, 20 - 10, 25 - 11);
    }

    @Test
    void reweighted_isTheSoftmaxOfTheSignalsOfAGraph() {
        double[][] weights = weigh(new Reweighted(1), 2, Math.log(3), 0, 5, 5);
        assertThat(weights[0]).containsExactly(new double[] {1.5, 0.5, 1, 1}, within(1e-12));
        assertThat(weights[1]).containsExactly(new double[] {0.5, -0.5, 0, 0}, within(1e-12));
        assertThat(weigh(new Reweighted(0.5), 2, Math.log(9), 0)[0])
                .containsExactly(new double[] {1.5, 0.5}, within(1e-12));
    }

    /** With many samples the weights follow the posterior of outcomes, here q(j) e^f(j) normalised. */
    @Test
    void reweighted_movesTowardsThePosterior() {
        double[] f = {-0.5, 0.3, 0.8, -0.2, 0};
        double[] expected = new double[5];
        double[] signal = new double[6];
        Enumeration.tuples(Q, 6, (outcomes, probability) -> {
            for (int k = 0; k < 6; k++) {
                signal[k] = f[outcomes[k]];
            }
            double[] weight = score(new Reweighted(1), 6, signal);
            for (int k = 0; k < 6; k++) {
                expected[outcomes[k]] += probability * (weight[k] + 1) / 6;
            }
        });
        double total =
                IntStream.range(0, 5).mapToDouble(i -> Q[i] * Math.exp(f[i])).sum();
        for (int i = 0; i < 5; i++) {
            double posterior = Q[i] * Math.exp(f[i]) / total;
            // closer to the posterior than to q, as far as six samples reach
            assertThat(Math.abs(expected[i] - posterior)).isLessThan(0.35 * Math.abs(Q[i] - posterior) + 1e-3);
        }
    }
}
