package org.sgvae.evaluate;

import java.util.Arrays;
import java.util.List;
import org.sgvae.autodiff.Tape;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.model.BatchTerms;
import org.sgvae.model.GraphModel;
import org.sgvae.model.Minibatch;
import org.sgvae.random.RandomKey;

/** Terms of K covering passes of one graph through the model, each with its own ordering and code; nats. */
final class ImportanceSamples {
    /** Passes at a time: large enough for products that keep the processor busy, small enough to stay in its cache. */
    private static final int BLOCK = 125;

    private final double logAutomorphisms;
    private final BatchTerms terms = new BatchTerms();

    /** Sample k depends on the key and k alone. */
    ImportanceSamples(Tape tape, GraphModel model, Graph graph, int samples, RandomKey key) {
        logAutomorphisms = Automorphisms.logCount(graph);
        terms.clear(samples, samples);
        for (int from = 0; from < samples; from += BLOCK) {
            int count = Math.min(samples - from, BLOCK);
            long[] keys = new long[count];
            for (int k = 0; k < count; k++) {
                keys[k] = key.split(from + k).bits();
            }
            terms.put(from, model.coveringPass(tape, new Minibatch(List.of(graph), count), keys));
            tape.reset();
        }
    }

    /** \(\log w = \log p(x, π \mid z) + \log p(z) - \log q(z \mid π, x) - \log q(π \mid x) - \log|\mathrm{Aut}(x)|\). */
    double[] logWeights() {
        return values(k -> terms.logPx[k] + terms.logPz[k] - terms.logQz[k] - terms.logQOrder[k] - logAutomorphisms);
    }

    /** \(\log p(x, π \mid z) - \mathrm{KL} - \log q(π \mid x) - \log|\mathrm{Aut}(x)|\): the same on average, with less noise. */
    Estimate elboG() {
        return Estimate.ofMean(values(k -> terms.logPx[k] - terms.kl[k] - terms.logQOrder[k] - logAutomorphisms));
    }

    /** \(\log p(x, π \mid z) + \log p(z) - \log q(π \mid x)\). */
    Estimate surrogate() {
        return Estimate.ofMean(values(k -> terms.logPx[k] + terms.logPz[k] - terms.logQOrder[k]));
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
