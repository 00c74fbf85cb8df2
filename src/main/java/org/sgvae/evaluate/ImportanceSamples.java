package org.sgvae.evaluate;

import java.util.Arrays;
import java.util.List;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.model.GraphModel;
import org.sgvae.model.Latent;
import org.sgvae.model.Terms;
import org.sgvae.objective.Elbo;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.Estimate;

/** Terms of K passes of one graph through a model, each with its own ordering and code; nats. */
final class ImportanceSamples {
    /** Passes at a time: large enough for products that keep the processor busy, small enough to stay in its cache. */
    private static final int BLOCK = 126; // even, as every second of a defensive pass is drawn from the prior

    private final double logAutomorphisms;
    private final double[] logWeight;
    private final double[] elbo;
    private final double[] logPx;
    private final double[] logPz;
    private final double[] divergence;
    private final double[] logQOrder;

    /** A way to draw orderings and codes. */
    interface Pass {
        Terms of(Tape tape, Minibatch batch, long[] keys);
    }

    /** Covering passes. */
    ImportanceSamples(Tape tape, GraphModel model, Graph graph, int samples, RandomKey key) {
        this(tape, model::coveringPass, graph, samples, key);
    }

    /** Sample k depends on the key and k alone. */
    ImportanceSamples(Tape tape, Pass pass, Graph graph, int samples, RandomKey key) {
        logAutomorphisms = Automorphisms.logCount(graph);
        logWeight = new double[samples];
        elbo = new double[samples];
        logPx = new double[samples];
        logPz = new double[samples];
        divergence = new double[samples];
        logQOrder = new double[samples];
        for (int from = 0; from < samples; from += BLOCK) {
            int count = Math.min(samples - from, BLOCK);
            long[] keys = new long[count];
            for (int k = 0; k < count; k++) {
                keys[k] = key.split(from + k).bits();
            }
            Terms terms = pass.of(tape, new Minibatch(List.of(graph), count), keys);
            put(Elbo.logWeight(terms), from, logWeight);
            put(Elbo.of(terms), from, elbo);
            put(terms.logPx(), from, logPx);
            put(terms.logQOrder(), from, logQOrder);
            Latent latent = terms.latent();
            if (latent != null) {
                put(latent.logPz(), from, logPz);
                put(latent.divergence(), from, divergence);
            }
            tape.reset();
        }
    }

    private static void put(Variable column, int from, double[] all) {
        System.arraycopy(column.value().data, 0, all, from, column.rows());
    }

    /** \(\log w = \log p(x, π \mid z) + \log p(z) - \log q(z \mid π, x) - \log q(π \mid x) - \log|\mathrm{Aut}(x)|\). */
    double[] logWeights() {
        return minus(logAutomorphisms, logWeight);
    }

    /** \(\log p(x, π \mid z) - \mathrm{KL} - \log q(π \mid x) - \log|\mathrm{Aut}(x)|\): the same on average, with less noise. */
    Estimate elboG() {
        return Estimate.ofMean(minus(logAutomorphisms, elbo));
    }

    /** \(\log p(x, π \mid z) + \log p(z) - \log q(π \mid x)\), for a point posterior. */
    Estimate surrogate() {
        return Estimate.ofMean(elbo);
    }

    private static double[] minus(double constant, double[] numbers) {
        return Arrays.stream(numbers).map(number -> number - constant).toArray();
    }

    Estimate kl() {
        return Estimate.ofMean(divergence);
    }

    Estimate reconstruction() {
        return Estimate.ofMean(logPx);
    }

    Estimate logPz() {
        return Estimate.ofMean(logPz);
    }

    Estimate logQOrder() {
        return Estimate.ofMean(logQOrder);
    }
}
