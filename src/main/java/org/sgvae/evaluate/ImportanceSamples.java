package org.sgvae.evaluate;

import java.util.Arrays;
import java.util.List;
import org.sgvae.autodiff.Tape;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.model.GraphModel;
import org.sgvae.model.Terms;
import org.sgvae.objective.BatchTerms;
import org.sgvae.objective.Elbo;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.Estimate;

/** Terms of K passes of one graph through a model, each with its own ordering and code; nats. */
final class ImportanceSamples {
    /** Passes at a time: large enough for products that keep the processor busy, small enough to stay in its cache. */
    private static final int BLOCK = 126; // even, as every second of a defensive pass is drawn from the prior

    private final double logAutomorphisms;
    private final BatchTerms terms = new BatchTerms();

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
        terms.clear(samples, samples);
        for (int from = 0; from < samples; from += BLOCK) {
            int count = Math.min(samples - from, BLOCK);
            long[] keys = new long[count];
            for (int k = 0; k < count; k++) {
                keys[k] = key.split(from + k).bits();
            }
            terms.put(from, pass.of(tape, new Minibatch(List.of(graph), count), keys));
            tape.reset();
        }
    }

    /** \(\log w = \log p(x, π \mid z) + \log p(z) - \log q(z \mid π, x) - \log q(π \mid x) - \log|\mathrm{Aut}(x)|\). */
    double[] logWeights() {
        return values(k ->
                Elbo.logWeight(terms.logPx[k], terms.logPz[k], terms.logQz[k], terms.logQOrder[k]) - logAutomorphisms);
    }

    /** \(\log p(x, π \mid z) - \mathrm{KL} - \log q(π \mid x) - \log|\mathrm{Aut}(x)|\): the same on average, with less noise. */
    Estimate elboG() {
        return Estimate.ofMean(values(k -> elbo(k) - logAutomorphisms));
    }

    /** \(\log p(x, π \mid z) + \log p(z) - \log q(π \mid x)\). */
    Estimate surrogate() {
        return Estimate.ofMean(values(this::elbo));
    }

    private double elbo(int k) {
        return Elbo.of(terms.logPx[k], terms.kl[k], terms.logQOrder[k]);
    }

    Estimate kl() {
        return mean(terms.kl);
    }

    Estimate reconstruction() {
        return mean(terms.logPx);
    }

    Estimate logPz() {
        return mean(terms.logPz);
    }

    Estimate logQOrder() {
        return mean(terms.logQOrder);
    }

    private Estimate mean(double[] numbers) {
        return Estimate.ofMean(Arrays.copyOf(numbers, terms.size()));
    }

    private interface Value {
        double of(int k);
    }

    private double[] values(Value value) {
        double[] result = new double[terms.size()];
        Arrays.setAll(result, value::of);
        return result;
    }
}
