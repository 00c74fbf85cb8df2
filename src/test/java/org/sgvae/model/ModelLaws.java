package org.sgvae.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.Isomorphism;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.objective.Elbo;
import org.sgvae.optim.Adam;
import org.sgvae.optim.Gradients;
import org.sgvae.random.RandomKey;

/** What holds for every model of graphs. */
public final class ModelLaws {
    private ModelLaws() {}

    /** A way to score a batch: a pass or a covering pass. */
    public interface Pass {
        Terms of(Tape tape, Minibatch batch, long[] keys);
    }

    public static long[] keys(int count, int seed) {
        long[] keys = new long[count];
        Arrays.setAll(keys, i -> RandomKey.of(seed).split(i).bits());
        return keys;
    }

    /** Connected or not, of 1 to a number of nodes. */
    public static List<Graph> randomGraphs(int largest, int nodeTypes, int edgeTypes) {
        Random random = new Random(5);
        List<Graph> graphs = new ArrayList<>();
        for (int n = 1; n <= largest; n++) {
            graphs.add(RandomGraphs.typed(random, n, 0.6, nodeTypes, edgeTypes));
        }
        return graphs;
    }

    /** Ascent of the bound of three connected graphs raises it. */
    public static void assertTrainingAscends(GraphModel model) {
        List<Graph> graphs = List.of(GraphFamilies.path(4), GraphFamilies.cycle(4), GraphFamilies.path(2));
        double before = meanElbo(model, graphs);
        Tape tape = Tape.recording();
        Adam adam = new Adam(model.parameters(), Adam.Settings.standard());
        Gradients gradients = new Gradients(model.parameters());
        for (int step = 0; step < 60; step++) {
            Minibatch batch = new Minibatch(graphs, 4);
            Variable elbo = Elbo.of(model.pass(tape, batch, keys(batch.size(), 1000 + step)));
            tape.backward(ArithmeticOps.negate(ReductionOps.mean(elbo)));
            gradients.clear();
            gradients.add(tape);
            adam.step(gradients, 0.01);
            tape.reset();
        }
        assertThat(meanElbo(model, graphs)).isGreaterThan(before + 0.2);
    }

    private static double meanElbo(GraphModel model, List<Graph> graphs) {
        Minibatch batch = new Minibatch(graphs, 40);
        Terms terms = model.pass(Tape.forwardOnly(), batch, keys(batch.size(), 7));
        return ReductionOps.mean(Elbo.of(terms)).value().data[0];
    }

    /** The bound that a model is trained on has the gradient of differences, within 1e-7. */
    public static void assertGradient(GraphModel model, Pass pass, List<Graph> graphs) {
        GradientCheck.of(model.parameters().values(), tape -> {
                    Minibatch batch = new Minibatch(graphs, 1);
                    return ReductionOps.sum(Elbo.of(pass.of(tape, batch, keys(batch.size(), 23))));
                })
                .alongDirections(3)
                .assertGradients();
    }

    /** A graph's terms do not depend on the others in its batch. */
    public static void assertEachAloneIsTheSame(Pass pass, List<Graph> graphs) {
        Minibatch batch = new Minibatch(graphs, 3);
        long[] keys = keys(batch.size(), 41);
        Terms together = pass.of(Tape.forwardOnly(), batch, keys);
        for (int b = 0; b < batch.size(); b++) {
            Minibatch alone = new Minibatch(List.of(batch.graph(b)), 1);
            Terms own = pass.of(Tape.forwardOnly(), alone, new long[] {keys[b]});
            assertClose(together.logPx(), b, own.logPx());
            assertClose(together.logQOrder(), b, own.logQOrder());
            assertClose(Elbo.logWeight(together), b, Elbo.logWeight(own));
        }
    }

    private static void assertClose(Variable together, int b, Variable own) {
        double expected = own.value().data[0];
        assertThat(together.value().data[b]).isCloseTo(expected, within(1e-11 * Math.max(1, Math.abs(expected))));
    }

    /**
     * Samples are as frequent as the probabilities say, \(χ^2\) at p = 0.001, with what is not in the list, and what is
     * too rare to test, as one class.
     */
    public static void assertFrequencies(List<Graph> classes, double[] logP, List<GeneratedGraph> samples) {
        assertFrequencies(classes, logP, new double[logP.length], samples);
    }

    /** The same of estimated probabilities, with the standard errors of their logarithms. */
    public static void assertFrequencies(
            List<Graph> classes, double[] logP, double[] errors, List<GeneratedGraph> samples) {
        List<Graph> all = new ArrayList<>(classes);
        samples.stream().filter(GeneratedGraph::complete).forEach(sample -> all.add(sample.graph()));
        int[] classOf = Isomorphism.classes(all);
        double[] observed = new double[classes.size()];
        for (int i = classes.size(); i < classOf.length; i++) {
            if (classOf[i] < classes.size()) {
                observed[classOf[i]]++;
            }
        }
        double restObserved = samples.size();
        double restExpected = samples.size();
        double restVariance = 0;
        double chiSquare = 0;
        int bins = 0;
        for (int c = 0; c < classes.size(); c++) {
            double expected = samples.size() * Math.exp(logP[c]);
            if (expected >= 5) {
                double variance = expected + Math.pow(expected * errors[c], 2);
                chiSquare += (observed[c] - expected) * (observed[c] - expected) / variance;
                restVariance += variance - expected;
                restObserved -= observed[c];
                restExpected -= expected;
                bins++;
            }
        }
        if (restExpected >= 5) {
            chiSquare += (restObserved - restExpected) * (restObserved - restExpected) / (restExpected + restVariance);
        } else {
            assertThat(restObserved).isLessThan(20);
            bins--;
        }
        assertThat(bins).isPositive();
        // Wilson and Hilferty (1931)
        double quantile = bins * Math.pow(1 - 2.0 / (9 * bins) + 3.0902 * Math.sqrt(2.0 / (9 * bins)), 3);
        assertThat(chiSquare).as("%s degrees of freedom", bins).isLessThan(quantile);
    }

    /** Samples do not depend on how they are shared out. */
    public static void assertSamplesShareOut(GraphModel model, int maxNodes) {
        RandomKey key = RandomKey.of(37);
        List<GeneratedGraph> apart = new ArrayList<>();
        for (int i = 0; i < 50; i += 10) {
            apart.addAll(model.sample(Tape.forwardOnly(), i, i + 10, key, maxNodes));
        }
        assertThat(apart).isEqualTo(model.sample(50, key, maxNodes));
    }
}
