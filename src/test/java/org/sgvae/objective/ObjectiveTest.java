package org.sgvae.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.decoder.ConstructionScore;
import org.sgvae.encoder.Destruction;
import org.sgvae.estimator.LeaveOneOut;
import org.sgvae.estimator.Reinforce;
import org.sgvae.estimator.RewardToGo;
import org.sgvae.estimator.Reweighted;
import org.sgvae.model.Terms;
import org.sgvae.optim.Schedule;

/** The weights that objectives give to the gradients of the terms; that they are the right ones is for EstimatorsTest. */
class ObjectiveTest {
    private final BatchTerms values = new BatchTerms();
    private final BatchTerms weights = new BatchTerms();

    /** Two graphs with two samples each, the first of three nodes, the second of two. */
    ObjectiveTest() {
        Tape tape = Tape.forwardOnly();
        Destruction destruction = new Destruction(
                column(tape, 0, 0, 0, 0),
                column(tape, -0.5, -1, -6, -8, -1.5, -3), // first removals, then second ones
                Indices.of(0, 1, 2, 3, 0, 1),
                Indices.of(0, 0, 0, 0, 1, 1));
        Variable logPx = column(tape, -10, -12, -20, -26);
        Variable zeros = column(tape, 0, 0, 0, 0);
        values.clear(4, 2);
        values.put(
                0,
                new Terms(
                        zeros,
                        logPx,
                        column(tape, -5, -6, -7, -8),
                        column(tape, -1, -1, -1, -1),
                        column(tape, 1, 2, 3, 6),
                        null,
                        column(tape, -2, -4, -6, -8),
                        new ConstructionScore(logPx, zeros, zeros, zeros),
                        destruction));
        weights.clearLike(values);
    }

    private static Variable column(Tape tape, double... entries) {
        return tape.constant(new DMatrixRMaj(entries.length, 1, true, entries));
    }

    @Test
    void choices_areListedSampleBySample() {
        assertThat(values.logQChoice).startsWith(-0.5, -1.5, -1, -3, -6, -8);
        assertThat(IntStream.rangeClosed(0, 4).map(values::firstChoice)).containsExactly(0, 2, 4, 5, 6);
        assertThat(weights.firstChoice(3)).isEqualTo(5);
    }

    @Test
    void plainBound_weighsAllSamplesAlike() {
        Bound.plain().weigh(values, new Reinforce(0), 0, weights);
        assertThat(weights.logPx).startsWith(0.25, 0.25, 0.25, 0.25);
        assertThat(weights.kl).startsWith(-0.25, -0.25, -0.25, -0.25);
        assertThat(weights.logPz).startsWith(0, 0, 0, 0);
        assertThat(weights.logQz).startsWith(0, 0, 0, 0);
        assertThat(weights.logQChoice).startsWith(-9 / 4.0, -9 / 4.0, -10 / 4.0, -10 / 4.0, -17 / 4.0, -24 / 4.0);
        assertThat(weights.logQOrder).startsWith(0, 0, 0, 0); // it is the sum of its choices
    }

    @Test
    void leaveOneOut_comparesTheSamplesOfAGraph() {
        Bound.plain().weigh(values, new LeaveOneOut(), 0, weights);
        assertThat(weights.logQChoice).startsWith(1 / 4.0, 1 / 4.0, -1 / 4.0, -1 / 4.0, 7 / 4.0, -7 / 4.0);
    }

    /** The second removal is not blamed for what the first cost, α log q of it. */
    @Test
    void rewardToGo_knowsTheCostsOfTheRemovals() {
        new Bound(
                        Schedule.constant(1),
                        Schedule.constant(0),
                        Schedule.constant(0.5),
                        Schedule.constant(0),
                        Schedule.constant(0))
                .weigh(values, new RewardToGo(), 0, weights);
        double first = (-10 - 1 + 1) - (-12 - 2 + 2);
        double second = first + 0.5 * -0.5 - 0.5 * -1;
        assertThat(weights.logQChoice).startsWith(first / 4, second / 4, -first / 4, -second / 4);
    }

    /** Where an estimator weighs the paths, the divergence goes with them. */
    @Test
    void reweighted_weighsThePathOfTheDivergenceToo() {
        Bound.plain().weigh(values, new Reweighted(1), 0, weights);
        for (int k = 0; k < 4; k++) {
            assertThat(weights.kl[k]).isEqualTo(-weights.logPx[k]).isNegative();
        }
        assertThat(Math.abs(weights.logPx[0] / weights.logPx[1] - Math.exp(-9 + 10)))
                .isLessThan(1e-12);
        assertThat(Math.abs(weights.logPx[0] + weights.logPx[1] - 0.5)).isLessThan(1e-15);
    }

    @Test
    void schedules_setTheWeightsOfKlAndOrdering() {
        Bound bound = new Bound(
                Schedule.linear(0, 1, 0, 1),
                Schedule.constant(0),
                Schedule.linear(1, 0, 0, 1),
                Schedule.constant(0),
                Schedule.constant(0));
        bound.weigh(values, new Reinforce(0), 0.25, weights);
        assertThat(weights.kl).startsWith(-0.0625, -0.0625, -0.0625, -0.0625);
        assertThat(weights.logQChoice[0]).isEqualTo((-10 - 0.25 * 1 - 0.75 * -2) / 4);
    }

    /** The divergences are 1, 2, 3 and 6; a sample below λ costs λ and feels no pull. */
    @Test
    void freeBits_switchOffTheDivergencesBelowThem() {
        Schedule free = Schedule.linear(2.5, 0.5, 0, 1);
        Bound bound =
                new Bound(Schedule.constant(1), free, Schedule.constant(1), Schedule.constant(0), Schedule.constant(0));
        bound.weigh(values, new Reinforce(0), 0, weights);
        assertThat(weights.kl).startsWith(0, 0, -0.25, -0.25);
        assertThat(weights.logQChoice).startsWith(-10.5 / 4, -10.5 / 4, -10.5 / 4, -10.5 / 4, -17 / 4.0, -24 / 4.0);
        bound.weigh(values, new Reinforce(0), 0.5, weights);
        assertThat(weights.kl).startsWith(0, -0.25, -0.25, -0.25);
        assertThat(weights.logQChoice[0]).isEqualTo(-9.5 / 4);
    }

    @Test
    void surrogate_leavesThePathOfThePriorOut() {
        Arrays.setAll(values.kl, k -> -values.logPz[k]); // what is left of KL for a point posterior
        new PaperSurrogate().weigh(values, Reinforce.asPublished(), 0, weights);
        assertThat(weights.logPx).startsWith(0.25, 0.25, 0.25, 0.25);
        assertThat(weights.logPz).startsWith(0, 0, 0, 0);
        assertThat(weights.kl).startsWith(0, 0, 0, 0);
        assertThat(weights.logQChoice) // (f - 1) / 4
                .startsWith(-14 / 4.0, -14 / 4.0, -15 / 4.0, -15 / 4.0, -22 / 4.0, -27 / 4.0);
    }

    @Test
    void terms_areClearedToTheirNewSize() {
        values.clear(2, 1);
        assertThat(values.size()).isEqualTo(2);
        assertThat(values.copies()).isEqualTo(1);
        assertThat(values.mean(values.logPx)).isZero();
        values.logPx[0] = 3;
        values.logPx[1] = 5;
        values.logPx[2] = 100; // not counted
        assertThat(values.mean(values.logPx)).isEqualTo(4);
        values.clear(9, 3);
        assertThat(values.logQOrder).hasSizeGreaterThanOrEqualTo(9);
        assertThat(values.mean(values.logPx)).isZero();
    }
}
