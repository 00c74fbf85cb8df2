package org.sgvae.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sgvae.autodiff.ArithmeticOps;
import org.sgvae.autodiff.Equivalence;
import org.sgvae.autodiff.ReductionOps;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.encoder.Posterior;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.kernel.KernelChoice;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.objective.BatchTerms;
import org.sgvae.optim.Adam;
import org.sgvae.optim.Gradients;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.sgvae.SgvaeConfig;

class ShardTest {
    private static final long[] KEYS = {11, 12, 13, 14};
    private static final double[] WEIGHTS = {9, 9, 0.5, -1, 2, 0.25}; // the shard's begin at position 2

    private static final long ALLOCATED_BY_RECORDS = 2048; // bytes; seen: up to 600 on JDK 17 and 1400 on 25

    private static Sgvae model(Posterior posterior) {
        return Sgvae.create(new SgvaeConfig(3, 4, 5, 2, 1, 1, posterior, 3), Initializer.normal(0.6), RandomKey.of(1));
    }

    private static Minibatch batch() {
        return new Minibatch(List.of(Graph.of(1), GraphFamilies.path(3)), 2);
    }

    @Test
    void replayedCodes_addTheGradientOfTheirScores() {
        Sgvae model = model(Posterior.GAUSSIAN);
        Minibatch replayed = Minibatch.of(GraphFamilies.cycle(3), 2, 0, 1);
        DMatrixRMaj code = new DMatrixRMaj(new double[][] {{0.3, -2, 1}});
        Gradients plain = new Gradients(model.parameters());
        Gradients both = new Gradients(model.parameters());
        Shard shard = new Shard(model);
        for (Gradients gradients : List.of(both, plain)) { // the second step has no replay
            shard.take(batch(), KEYS);
            if (gradients == both) {
                shard.replay(new PriorReplay.Replayed(replayed, code, new long[] {1}), 0.7);
            }
            shard.forward();
            BatchTerms values = new BatchTerms();
            values.clear(4, 2);
            shard.collect(values, 0);
            BatchTerms weights = new BatchTerms();
            weights.clearLike(values);
            Arrays.fill(weights.logPx, 0, 4, 0.25);
            shard.backward(weights);
            shard.addTo(gradients);
        }
        Tape tape = Tape.recording();
        tape.backward(ArithmeticOps.scale(
                -0.7, ReductionOps.sum(model.logProbGivenCodes(tape, replayed, code, new long[] {1}))));
        plain.add(tape);
        for (int i = 0; i < model.parameters().all().size(); i++) {
            Equivalence.assertClose(both.parameter(i).name(), both.gradient(i), plain.gradient(i), 1e-12);
        }
    }

    /** The gradients of minus the weighted sum of the terms, term by term. */
    @ParameterizedTest
    @EnumSource
    void gradients_areThoseOfMinusTheWeightedSum(Posterior posterior) {
        Sgvae model = model(posterior);
        Shard shard = new Shard(model);
        for (int pass = 0; pass < 2; pass++) { // what an earlier pass left behind does not matter
            shard.take(batch(), KEYS);
            shard.forward();
            BatchTerms values = new BatchTerms();
            values.clear(6, 2);
            assertThat(shard.collect(values, 2)).isEqualTo(6);
            BatchTerms weights = new BatchTerms();
            weights.clearLike(values);
            for (int i = 0; i < 6; i++) {
                weights.logPx[i] = WEIGHTS[i];
                weights.logPz[i] = 2 * WEIGHTS[i];
                weights.logQz[i] = -0.5 * WEIGHTS[i];
                weights.kl[i] = 3 * WEIGHTS[i];
                for (int t = weights.firstChoice(i); t < weights.firstChoice(i + 1); t++) {
                    weights.logQChoice[t] = (0.7 + t - weights.firstChoice(i)) * WEIGHTS[i];
                }
            }
            shard.backward(weights);
            Gradients actual = new Gradients(model.parameters());
            shard.addTo(actual);

            Tape tape = Tape.recording();
            Terms terms = model.pass(tape, batch(), KEYS);
            assertThat(values.logPx)
                    .containsExactly(
                            0,
                            0,
                            value(terms.logPx(), 0),
                            value(terms.logPx(), 1),
                            value(terms.logPx(), 2),
                            value(terms.logPx(), 3));
            backward(terms.logPx(), 1);
            backward(terms.logPz(), 2);
            backward(terms.logQOrder(), 0.7);
            // The second removals weigh more by 1. In the batch the paths come first, and only they have any.
            DMatrixRMaj second = new DMatrixRMaj(4, 1);
            second.set(2, 0, -WEIGHTS[2]);
            second.set(3, 0, -WEIGHTS[3]);
            tape.backward(terms.destruction().logQSteps(), second);
            Variable kl = terms.kl();
            if (kl != null) {
                backward(terms.logQz(), -0.5);
                backward(kl, 3);
            }
            for (int i = 0; i < actual.size(); i++) {
                if (!actual.parameter(i).name().equals("destructor.select.bias")) { // nothing but round-off
                    Equivalence.assertClose(
                            actual.parameter(i).name(),
                            actual.gradient(i),
                            actual.parameter(i).on(tape).gradient(),
                            1e-12);
                }
            }
        }
    }

    private static double value(Variable term, int row) {
        return term.value().get(row, 0);
    }

    private static void backward(Variable term, double factor) {
        DMatrixRMaj weights = new DMatrixRMaj(4, 1);
        for (int b = 0; b < 4; b++) {
            weights.set(b, 0, -factor * WEIGHTS[2 + b]);
        }
        term.tape().backward(term, weights);
    }

    @Test
    void shardWithoutGraphs_addsNothing() {
        Sgvae model = model(Posterior.POINT);
        Shard shard = new Shard(model);
        shard.take(batch(), KEYS);
        shard.forward();
        shard.take(new Minibatch(List.of(), 2), new long[0]);
        shard.forward();
        BatchTerms values = new BatchTerms();
        values.clear(4, 2);
        assertThat(shard.collect(values, 4)).isEqualTo(4);
        shard.backward(values);
        Gradients gradients = new Gradients(model.parameters());
        shard.addTo(gradients);
        assertThat(gradients.norm()).isZero();
    }

    /**
     * What a step leaves to the garbage collector, on shapes that it has seen: the records and other small objects in which
     * the parts of the model hand over their results (of {@code model} and {@code distribution}), and in the optimiser the tables
     * of {@link StrictMath#pow}, larger on newer JDKs. Their number does not grow with the graphs, and no matrix or list is among them.
     */
    @ParameterizedTest
    @EnumSource
    void step_allocatesOnlyAFewRecords(Posterior posterior) {
        assertThat(allocatedByStep(posterior, 4, 2)).isLessThanOrEqualTo(ALLOCATED_BY_RECORDS);
        assertThat(allocatedByStep(posterior, 14, 6)).isLessThanOrEqualTo(ALLOCATED_BY_RECORDS);
    }

    private static long allocatedByStep(Posterior posterior, int nodes, int graphs) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Sgvae model = model(posterior);
        // vectors of the SIMD kernels are objects until the JVM has compiled them, which takes longer than a test
        Shard shard = new Shard(
                model,
                Tape.recording(KernelChoice.forced(KernelChoice.Kind.EJML).create()));
        List<Graph> cycles = IntStream.range(0, graphs)
                .mapToObj(i -> GraphFamilies.cycle(nodes - i % 2))
                .toList();
        shard.take(new Minibatch(cycles, 2), LongStream.range(0, 2L * graphs).toArray());
        BatchTerms values = new BatchTerms();
        BatchTerms weights = new BatchTerms();
        Gradients gradients = new Gradients(model.parameters());
        Adam adam = new Adam(model.parameters(), Adam.Settings.standard());
        // Of many steps: the JVM allocates while it links, and code that is not compiled yet leaves more small objects.
        long least = Long.MAX_VALUE;
        for (int step = 0; step < 1000 && least > ALLOCATED_BY_RECORDS; step++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            shard.forward();
            values.clear(2 * graphs, 2);
            shard.collect(values, 0);
            weights.clearLike(values);
            Arrays.fill(weights.logPx, 0, 2 * graphs, 1);
            Arrays.fill(weights.kl, 0, 2 * graphs, -1);
            Arrays.fill(weights.logQChoice, 1);
            shard.backward(weights);
            gradients.clear();
            shard.addTo(gradients);
            gradients.clipNorm(1);
            adam.step(gradients, 0); // weights that change would change the removals, and so the shapes
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @ParameterizedTest
    @EnumSource
    void gradients_areTheSameWithRecomputation(Posterior posterior) {
        Sgvae model = model(posterior);
        Tape keeping = Tape.recording();
        double[] expected = gradientsOfLikelihood(model, keeping);
        Tape recomputing = Tape.recording();
        recomputing.recompute();
        assertThat(gradientsOfLikelihood(model, recomputing)).containsExactly(expected, within(1e-12));
        assertThat(Arrays.stream(expected).map(Math::abs).max().orElseThrow()).isGreaterThan(0.1);
        assertThat(recomputing.size()).isLessThan(keeping.size());
    }

    private static double[] gradientsOfLikelihood(Sgvae model, Tape tape) {
        Shard shard = new Shard(model, tape);
        BatchTerms values = new BatchTerms();
        BatchTerms weights = new BatchTerms();
        Gradients gradients = new Gradients(model.parameters());
        for (int pass = 0; pass < 2; pass++) { // what an earlier pass left behind does not matter
            shard.take(new Minibatch(List.of(GraphFamilies.cycle(6), GraphFamilies.path(3)), 2), KEYS);
            shard.forward();
            values.clear(4, 2);
            shard.collect(values, 0);
            weights.clearLike(values);
            Arrays.fill(weights.logPx, 0, 4, 1);
            Arrays.fill(weights.logQChoice, 0.5);
            shard.backward(weights);
            gradients.clear();
            shard.addTo(gradients);
        }
        return IntStream.range(0, gradients.size())
                .mapToObj(gradients::gradient)
                .flatMapToDouble(gradient -> Arrays.stream(gradient.data, 0, gradient.getNumElements()))
                .toArray();
    }
}
