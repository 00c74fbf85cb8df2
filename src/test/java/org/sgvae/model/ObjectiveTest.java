package org.sgvae.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sgvae.estimator.LeaveOneOut;
import org.sgvae.estimator.Reinforce;
import org.sgvae.optim.Schedule;

/** The weights that objectives give to the gradients of the terms; that they are the right ones is for EstimatorsTest. */
class ObjectiveTest {
    private final BatchTerms values = new BatchTerms();
    private final BatchTerms weights = new BatchTerms();

    /** Two graphs with two samples each. */
    ObjectiveTest() {
        values.clear(4, 2);
        weights.clear(4, 2);
        set(values.logPx, -10, -12, -20, -26);
        set(values.logPz, -5, -6, -7, -8);
        set(values.kl, 1, 2, 3, 6);
        set(values.logQOrder, -2, -4, -6, -8);
    }

    private static void set(double[] target, double... numbers) {
        System.arraycopy(numbers, 0, target, 0, numbers.length);
    }

    @Test
    void plainBound_weighsAllSamplesAlike() {
        Bound.plain().weigh(values, new Reinforce(0), 0, weights);
        assertThat(weights.logPx).startsWith(0.25, 0.25, 0.25, 0.25);
        assertThat(weights.kl).startsWith(-0.25, -0.25, -0.25, -0.25);
        assertThat(weights.logPz).startsWith(0, 0, 0, 0);
        assertThat(weights.logQz).startsWith(0, 0, 0, 0);
        assertThat(weights.logQOrder).startsWith(-9 / 4.0, -10 / 4.0, -17 / 4.0, -24 / 4.0);
    }

    @Test
    void leaveOneOut_comparesTheSamplesOfAGraph() {
        Bound.plain().weigh(values, new LeaveOneOut(), 0, weights);
        assertThat(weights.logQOrder).startsWith(1 / 4.0, -1 / 4.0, 7 / 4.0, -7 / 4.0);
    }

    @Test
    void schedules_setTheWeightsOfKlAndOrdering() {
        Bound bound = new Bound(Schedule.linear(0, 1, 0, 1), 0, Schedule.linear(1, 0, 0, 1));
        bound.weigh(values, new Reinforce(0), 0.25, weights);
        assertThat(weights.kl).startsWith(-0.0625, -0.0625, -0.0625, -0.0625);
        assertThat(weights.logQOrder[0]).isEqualTo((-10 - 0.25 * 1 - 0.75 * -2) / 4);
    }

    /** The mean KL is 3: with fewer free bits it counts in full, with more not at all. */
    @Test
    void freeBits_switchOffTheDivergenceBelowThem() {
        new Bound(Schedule.constant(1), 2.9, Schedule.constant(1)).weigh(values, new Reinforce(0), 0, weights);
        assertThat(weights.kl[0]).isEqualTo(-0.25);
        assertThat(weights.logQOrder[0]).isEqualTo(-9 / 4.0);
        new Bound(Schedule.constant(1), 3.1, Schedule.constant(1)).weigh(values, new Reinforce(0), 0, weights);
        assertThat(weights.kl[0]).isZero();
        assertThat(weights.logQOrder[0]).isEqualTo(-8 / 4.0);
    }

    @Test
    void surrogate_leavesThePathOfThePriorOut() {
        new PaperSurrogate().weigh(values, Reinforce.asPublished(), 0, weights);
        assertThat(weights.logPx).startsWith(0.25, 0.25, 0.25, 0.25);
        assertThat(weights.logPz).startsWith(0, 0, 0, 0);
        assertThat(weights.kl).startsWith(0, 0, 0, 0);
        assertThat(weights.logQOrder).startsWith(-14 / 4.0, -15 / 4.0, -22 / 4.0, -27 / 4.0); // (f - 1) / 4
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
