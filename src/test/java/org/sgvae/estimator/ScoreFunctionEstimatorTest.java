package org.sgvae.estimator;

import static org.assertj.core.api.Assertions.assertThat;

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
        public void weigh(double[] signal, int samples, int copies, double[] weight) {
            for (int k = 0; k < samples; k++) {
                int first = k / copies * copies;
                weight[k] = signal[k]
                        - IntStream.range(first, first + copies)
                                .mapToDouble(j -> signal[j])
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
        List<ScoreFunctionEstimator> all = List.of(Reinforce.asPublished(), new Reinforce(0), new LeaveOneOut());
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
        double[] weight = new double[copies];
        Enumeration.tuples(Q, copies, (outcomes, probability) -> {
            for (int k = 0; k < copies; k++) {
                signal[k] = F[outcomes[k]];
            }
            estimator.weigh(signal, copies, copies, weight);
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

    @Test
    void reinforce_subtractsItsBaseline() {
        double[] weight = new double[3];
        Reinforce.asPublished().weigh(new double[] {3, -1, 9}, 2, 1, weight);
        assertThat(weight).containsExactly(2, -2, 0); // two samples count
        assertThat(new Reinforce(0.5).baseline()).isEqualTo(0.5);
    }

    @Test
    void leaveOneOut_subtractsTheMeanOfTheOthersOfTheGraph() {
        double[] weight = new double[6];
        new LeaveOneOut().weigh(new double[] {3, -1, 7, 100, 200, 600}, 6, 3, weight);
        assertThat(weight).containsExactly(0, -6, 6, -300, -150, 450);
    }

    @Test
    void leaveOneOut_doesNotSeeWhatAllSignalsHaveInCommon() {
        double[] near = new double[4];
        double[] far = new double[4];
        new LeaveOneOut().weigh(new double[] {1, 2, 4, 8}, 4, 4, near);
        new LeaveOneOut().weigh(new double[] {1025, 1026, 1028, 1032}, 4, 4, far);
        for (int k = 0; k < 4; k++) {
            assertThat(Math.abs(far[k] - near[k])).isLessThan(1e-12);
        }
    }
}
