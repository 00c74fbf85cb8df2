package org.sgvae.train.validation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.model.GraphModel;
import org.sgvae.objective.Elbo;
import org.sgvae.parallel.SharedTapes;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;

/**
 * Estimates of \(\mathrm{ELBO} - \log|\mathrm{Aut}|\), the bound of \(\log p(G)\), of some graphs by a few orderings and
 * codes of each. The random numbers are the same every time, so that two estimates differ by the weights of the model alone.
 */
public final class ElboOfGraphs {
    /** What the key is split by. */
    private enum Draws implements RandomKey.Purpose {
        CHOICE_OF_GRAPHS(0),
        PASSES(1);

        private final long tag;

        Draws(long tag) {
            this.tag = tag;
        }

        @Override
        public long tag() {
            return tag;
        }
    }

    /** Large enough for products that keep the processor busy, small enough to stay in its cache. */
    private static final int SAMPLES_AT_A_TIME = 128;

    private final List<Graph> graphs; // largest first, as mini-batches have them
    private final double[] logAutomorphisms;
    private final int samples;
    private final RandomKey key;
    private final SharedTapes tapes;

    /**
     * Chooses graphs.
     *
     * @param all graphs to choose from, at least one
     * @param most how many at most
     * @param samples orderings and codes of each graph, S
     * @param key source of the choice and of the samples
     * @param workers threads to use; their number does not change the result
     */
    public ElboOfGraphs(List<Graph> all, int most, int samples, RandomKey key, Workers workers) {
        this.samples = samples;
        this.key = key.split(Draws.PASSES);
        int[] order = key.split(Draws.CHOICE_OF_GRAPHS).permutation(all.size());
        List<Graph> chosen = new ArrayList<>();
        for (int i = 0; i < Math.min(most, order.length); i++) {
            chosen.add(all.get(order[i]));
        }
        chosen.sort(Comparator.comparingInt(Graph::nodes).reversed());
        graphs = List.copyOf(chosen);
        logAutomorphisms = graphs.stream().mapToDouble(Automorphisms::logCount).toArray();
        tapes = new SharedTapes(workers);
    }

    /**
     * Estimates.
     *
     * @param model the model, one with a bound; not modified
     * @return one number a graph, nats; minus infinity for a graph that the model cannot build
     */
    public double[] of(GraphModel model) {
        int together = Math.max(1, SAMPLES_AT_A_TIME / samples);
        int blocks = (graphs.size() + together - 1) / together;
        double[] elbo = new double[graphs.size()];
        tapes.map(blocks, (tape, block) -> {
            int from = block * together;
            int to = Math.min(graphs.size(), from + together);
            put(tape, model, from, to, elbo);
            return to;
        });
        return elbo;
    }

    /** Graphs {@code from} to {@code to - 1}; blocks write to different places. */
    private void put(Tape tape, GraphModel model, int from, int to, double[] elbo) {
        long[] keys = new long[(to - from) * samples];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = key.split(from + k / samples).split(k % samples).bits();
        }
        Minibatch batch = new Minibatch(graphs.subList(from, to), samples);
        Variable each = Elbo.of(model.coveringPass(tape, batch, keys));
        for (int i = from; i < to; i++) {
            double sum = 0;
            for (int s = 0; s < samples; s++) {
                sum += each.value().data[(i - from) * samples + s];
            }
            elbo[i] = sum / samples - logAutomorphisms[i];
        }
    }
}
