package org.sgvae.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LearnedBaselineTest {
    private final double[] state = new double[LearnedBaseline.of(0.1).stateSize()];

    /** A mini-batch of one sample; returns the weight of its first choice, and learns from it. */
    private double weigh(LearnedBaseline estimator, double signal, int choices) {
        LearningSignals samples = Signals.of(1, choices, signal);
        double weight = Signals.scores(estimator, samples, state)[0];
        estimator.learn(List.of(samples), state);
        return weight;
    }

    /** Two sizes of graphs, any two means: a line goes through both. */
    @Test
    void baseline_convergesToTheMeanSignalOfEachSize() {
        LearnedBaseline estimator = LearnedBaseline.of(0.01);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            boolean large = random.nextInt(3) == 0;
            weigh(estimator, (large ? -30 : -9) + 4 * random.nextDouble() - 2, large ? 13 : 4);
        }
        assertThat(LearnedBaseline.baseline(4, state)).isCloseTo(-9, within(0.3));
        assertThat(LearnedBaseline.baseline(13, state)).isCloseTo(-30, within(0.3));
        assertThat(weigh(estimator, 10, 4)).isCloseTo(19, within(0.3));
    }

    /** Without noise nothing is left of the error. */
    @Test
    void baseline_findsALineExactly() {
        LearnedBaseline estimator = LearnedBaseline.of(0.5);
        for (int i = 0; i < 2000; i++) {
            int choices = 4 + i * 7 % 10;
            weigh(estimator, 3 - 2.5 * choices, choices);
        }
        for (int choices = 1; choices < 20; choices++) {
            assertThat(LearnedBaseline.baseline(choices, state)).isCloseTo(3 - 2.5 * choices, within(1e-9));
        }
    }

    /** The baseline of a mini-batch is what was known before it. */
    @Test
    void samples_areNotSeenByTheirOwnBaseline() {
        LearningSignals samples = Signals.of(2, 1, 4, 6);
        LearnedBaseline estimator = LearnedBaseline.of(1);
        assertThat(Signals.scores(estimator, samples, state)).containsExactly(4, 6);
        estimator.learn(List.of(samples), state);
        assertThat(Signals.scores(estimator, samples, state))
                .containsExactly(-2, 0); // a rate of 1 forgets all but the last
    }

    @Test
    void normalised_dividesByTheDeviationWhereItIsLarge() {
        LearnedBaseline large = new LearnedBaseline(1e-12, 0);
        assertThat(weigh(large, 100, 1)).isEqualTo(100);
        assertThat(weigh(large, 50, 1)).isCloseTo(0.5, within(1e-9));
        Arrays.fill(state, 0);
        LearnedBaseline small = new LearnedBaseline(1e-12, 0);
        assertThat(weigh(small, 0.1, 1)).isCloseTo(0.1, within(1e-9));
        assertThat(weigh(small, 0.1, 1)).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void ratesThatDiverge_areRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearnedBaseline.of(2))
                .withMessageContaining("rate 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearnedBaseline(0.1, 1.1))
                .withMessageContaining("decay 1.1");
    }
}
