package org.sgvae.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.encoder.Posterior;
import org.sgvae.estimator.LeaveOneOut;
import org.sgvae.estimator.Reinforce;
import org.sgvae.estimator.Signals;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.model.Choices;
import org.sgvae.model.CodeDraw;
import org.sgvae.model.Latent;
import org.sgvae.model.Terms;
import org.sgvae.optim.Schedule;
import org.sgvae.sgvae.SgvaeConfig;

/** Signals and weights of the objectives; that together they give the right gradients is for EstimatorsTest. */
class ObjectiveTest {
    private static final double[] NOTHING_LEARNED = {};
    private static final Minibatch BATCH = new Minibatch(List.of(GraphFamilies.path(2), GraphFamilies.path(2)), 2);

    private final Tape tape = Tape.recording();
    private final Variable logPx = column(-10, -12, -20, -26);
    private final Variable logPz = column(-5, -6, -7, -8);
    private final Variable divergence = column(1, 2, 3, 6);
    private final Variable logQOrder = column(-2, -4, -6, -8);
    private final Choices choices =
            new Choices(column(-0.5, -1, -6, -8, -1.5, -3), Indices.of(0, 1, 2, 3, 0, 1), Indices.of(0, 0, 0, 0, 1, 1));
    private final Terms terms = new Terms(
            BATCH, logPx, logQOrder, choices, new Latent(logPz, logPz, column(-1, -1, -1, -1), divergence, null));

    private Variable column(double... entries) {
        return tape.variable(new DMatrixRMaj(entries.length, 1, true, entries));
    }

    private static Bound bound(Schedule klWeight, Schedule freeBits, Schedule orderingWeight) {
        return new Bound(klWeight, freeBits, orderingWeight, new LeaveOneOut());
    }

    private double[] signals(Objective objective, double progress) {
        Variable f = objective.signal(terms, progress, NOTHING_LEARNED);
        tape.clearGradients();
        tape.backward(ReductionOps.sum(f));
        return Arrays.copyOf(f.value().data, 4);
    }

    private static double[] gradient(Variable term) {
        return Arrays.copyOf(term.gradient().data, 4);
    }

    @Test
    void plainBound_isTheElbo() {
        assertThat(signals(Bound.plain(), 0)).containsExactly(-9, -10, -17, -24);
        assertThat(gradient(logPx)).containsExactly(1, 1, 1, 1);
        assertThat(gradient(divergence)).containsExactly(-1, -1, -1, -1);
        assertThat(gradient(logPz)).containsExactly(0, 0, 0, 0);
        assertThat(gradient(logQOrder)).containsExactly(0, 0, 0, 0); // a constant along the path
    }

    @Test
    void kSampleBound_hasTheSameSignals() {
        assertThat(signals(KSampleBound.plain(), 0)).containsExactly(-9, -10, -17, -24);
    }

    @Test
    void modelWithoutCode_hasNoDivergence() {
        Variable f = Bound.plain().signal(new Terms(BATCH, logPx, logQOrder, choices, null), 0, NOTHING_LEARNED);
        assertThat(Arrays.copyOf(f.value().data, 4)).containsExactly(-8, -8, -14, -18);
    }

    @Test
    void schedules_setTheWeightsOfKlAndOrdering() {
        Bound bound = bound(Schedule.linear(0, 1, 0, 1), Schedule.constant(0), Schedule.linear(1, 0, 0, 1));
        assertThat(signals(bound, 0.25)[0]).isEqualTo(-10 - 0.25 * 1 - 0.75 * -2);
        assertThat(gradient(divergence)).containsExactly(-0.25, -0.25, -0.25, -0.25);
        assertThat(bound.orderingWeight(0.25)).isEqualTo(0.75);
    }

    /** The divergences are 1, 2, 3 and 6; a sample below λ costs λ and feels no pull. */
    @Test
    void freeBits_switchOffTheDivergencesBelowThem() {
        Bound bound = bound(Schedule.constant(1), Schedule.linear(2.5, 0.5, 0, 1), Schedule.constant(1));
        assertThat(signals(bound, 0)).containsExactly(-10.5, -10.5, -17, -24);
        assertThat(gradient(divergence)).containsExactly(0, 0, -1, -1);
        assertThat(signals(bound, 0.5)[0]).isEqualTo(-9.5);
        assertThat(gradient(divergence)).containsExactly(0, -1, -1, -1);
    }

    @Test
    void surrogate_leavesThePathOfThePriorOut() {
        Terms point = new Terms(
                BATCH, logPx, logQOrder, choices, new Latent(logPz, logPz, logPz, ArithmeticOps.negate(logPz), null));
        Variable f = PaperSurrogate.asPublished().signal(point, 0, NOTHING_LEARNED);
        assertThat(Arrays.copyOf(f.value().data, 4)).containsExactly(-13, -14, -21, -26);
        tape.backward(ReductionOps.sum(f));
        assertThat(gradient(logPx)).containsExactly(1, 1, 1, 1);
        assertThat(gradient(logPz)).containsExactly(0, 0, 0, 0);
    }

    @Test
    void surrogate_isWeighedByTheEstimator() {
        double[] score = Signals.scores(new Reinforce(1), Signals.of(1, 1, -9, -10), NOTHING_LEARNED);
        double[] weighed = new double[2];
        PaperSurrogate.asPublished().weigh(Signals.of(1, 1, -9, -10), NOTHING_LEARNED, new double[2], weighed);
        assertThat(weighed).isEqualTo(score).containsExactly(-10, -11);
    }

    /** One of the two is log 3 nats better, so it has three times the weight; of equals each has the same. */
    @Test
    void kSampleBound_weighsByTheExponentialsOfTheSignals() {
        double[] path = new double[4];
        double[] score = new double[4];
        KSampleBound.plain().weigh(Signals.of(2, 1, Math.log(3) - 800, -800, 5, 5), NOTHING_LEARNED, path, score);
        assertThat(path).containsExactly(new double[] {1.5, 0.5, 1, 1}, within(1e-12));
        assertThat(score).containsExactly(new double[] {0.5, -0.5, 0, 0}, within(1e-12));
        KSampleBound.plain().weigh(Signals.of(2, 1, 1e4, -1e4), NOTHING_LEARNED, path, score);
        assertThat(path).startsWith(2, 0);
        Schedule one = Schedule.constant(1);
        new KSampleBound(one, one, one, 0.5).weigh(Signals.of(2, 1, Math.log(9), 0), NOTHING_LEARNED, path, score);
        assertThat(path[0]).isCloseTo(1.5, within(1e-12));
    }

    /** The path's weights are the gradient of the bound itself, \(\log \frac1K \sum_k e^{f_k}\), times K: by central differences. */
    @Test
    void kSampleBound_pathWeightsAreItsGradient() {
        double[] f = {-3, -2.2, -4};
        double[] path = new double[3];
        KSampleBound.plain().weigh(Signals.of(3, 0, f), NOTHING_LEARNED, path, new double[0]);
        for (int k = 0; k < 3; k++) {
            double[] above = f.clone();
            double[] below = f.clone();
            above[k] += 1e-6;
            below[k] -= 1e-6;
            double slope = (logMeanExp(above) - logMeanExp(below)) / 2e-6;
            assertThat(path[k] / 3).isCloseTo(slope, within(1e-9));
        }
    }

    private static double logMeanExp(double[] f) {
        return Math.log(Arrays.stream(f).map(Math::exp).average().orElseThrow());
    }

    /** Log weights, whatever the divergence in closed form: the samples cost log q(z) - log p(z) = 4, 5, 6, 7. */
    @Test
    void rateBound_hasTheLogarithmsOfImportanceWeightsAsSignals() {
        RateBound bound = new RateBound(0);
        Variable f = bound.signal(terms, 0, new double[2]);
        assertThat(Arrays.copyOf(f.value().data, 4))
                .containsExactly(Arrays.copyOf(Elbo.logWeight(terms).value().data, 4))
                .containsExactly(-12, -13, -20, -25);
        tape.clearGradients();
        tape.backward(ReductionOps.sum(f));
        assertThat(gradient(logQOrder)).containsExactly(0, 0, 0, 0);
        double[] path = new double[4];
        double[] score = new double[0];
        double[] expected = new double[4];
        bound.weigh(Signals.of(2, 0, 1, 2, 3, 5), new double[2], path, score);
        KSampleBound.plain().weigh(Signals.of(2, 0, 1, 2, 3, 5), NOTHING_LEARNED, expected, score);
        assertThat(path).isEqualTo(expected);
        assertThat(bound.codeDraw()).isEqualTo(CodeDraw.INDEPENDENT);
    }

    /** The mean rate of the terms is 5.5 nats. */
    @Test
    void rateBound_holdsTheRate() {
        List<Objective.Part> batch =
                List.of(new Objective.Part(terms, Signals.of(1, 0, 0)), new Objective.Part(terms, Signals.of(1, 0, 0)));
        for (double[] rateAndWeight : new double[][] {{0, 1}, {5.5, 1}, {5.25, 1.5}, {5.6, 0.8}, {9, 0}, {1, 2}}) {
            RateBound bound = new RateBound(rateAndWeight[0]);
            double[] state = new double[bound.stateSize()];
            assertThat(bound.klWeight(state)).isEqualTo(1);
            bound.learn(batch, state);
            assertThat(bound.klWeight(state)).isCloseTo(rateAndWeight[1], within(1e-12));
            assertThat(bound.signal(terms, 0, state).value().data[0])
                    .isCloseTo(-8 - 4 * rateAndWeight[1], within(1e-12));
        }
        RateBound bound = new RateBound(5.5);
        double[] state = new double[2];
        bound.learn(batch, state);
        Latent none = new Latent(logPz, logPz, logPz, logPz, null);
        bound.learn(
                List.of(new Objective.Part(new Terms(BATCH, logPx, logQOrder, choices, none), Signals.of(1, 0, 0))),
                state);
        assertThat(state[0]).isCloseTo(0.9 * 5.5, within(1e-12));
    }

    @Test
    void objectives_sayWhichModelsTheyAreDefinedFor() {
        SgvaeConfig point = SgvaeConfig.paper(1, 1);
        SgvaeConfig gaussian = new SgvaeConfig(3, 3, 3, 1, 1, 1, Posterior.GAUSSIAN, 2);
        PaperSurrogate.asPublished().requireFits(point);
        for (Objective bound : List.of(Bound.plain(), KSampleBound.plain(), new RateBound(2))) {
            bound.requireFits(gaussian);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bound.requireFits(point))
                    .withMessageContaining("point posterior");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PaperSurrogate.asPublished().requireFits(gaussian))
                .withMessageContaining("use a bound");
    }
}
