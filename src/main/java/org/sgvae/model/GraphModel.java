package org.sgvae.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sgvae.autodiff.Tape;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.gnn.Minibatch;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * A generative model of graphs, as training and evaluation see it.
 *
 * <p>A model holds weights and nothing else. Any number of threads may use it at once, each with a tape of its own, as long as
 * nobody changes the weights meanwhile.
 */
public interface GraphModel {
    /**
     * Graphs that are best built together: enough for products that keep the processor busy, few enough to stay in its
     * cache.
     */
    int BLOCK = 256;

    /** {@return the sizes and choices that define the model} */
    ModelConfig config();

    /** {@return all weights; an optimiser modifies them in place} */
    Parameters parameters();

    /** {@return the same model as one with a latent code; empty for a model without} */
    default Optional<LatentModel> latent() {
        return Optional.empty();
    }

    /** {@return the same model as one that learns an order; empty for a model whose orderings are given} */
    default Optional<LearnsOrder> learnsOrder() {
        return Optional.empty();
    }

    /**
     * Scores graphs along random orderings and codes, drawn from what the model is trained with.
     *
     * @param tape where to
     * @param batch B graphs; not modified
     * @param keys B bare random keys, one for each; not modified
     * @return the terms of objectives and bounds
     */
    Terms pass(Tape tape, Minibatch batch, long[] keys);

    /**
     * Scores graphs as {@link #pass(Tape, Minibatch, long[])} does, with a choice of how the copies of a graph draw their codes. A model
     * without codes, or with one way to draw them only, takes no notice.
     *
     * @param tape where to
     * @param batch B graphs; not modified
     * @param keys B bare random keys, one for each; not modified
     * @param codes how codes are drawn
     * @return the terms of objectives and bounds
     */
    default Terms pass(Tape tape, Minibatch batch, long[] keys, CodeDraw codes) {
        return pass(tape, batch, keys);
    }

    /**
     * Scores graphs along random orderings and codes, drawn from a distribution that covers all of them, so that importance weights have
     * the expectation \(p(G)\).
     *
     * @param tape where to
     * @param batch B graphs; not modified
     * @param keys B bare random keys, one for each; not modified
     * @return the terms of bounds
     */
    Terms coveringPass(Tape tape, Minibatch batch, long[] keys);

    /**
     * Draws some of the graphs of {@link #sample(int, RandomKey, int)}, so that several threads can share them out.
     *
     * @param tape a tape, best a forward-only one; reset at the end
     * @param from number of the first graph
     * @param to one more than the number of the last graph
     * @param key source of the draws; graph i depends on the key and i alone
     * @param maxNodes sampling is cut off at this number of nodes
     * @return the graphs
     */
    List<GeneratedGraph> sample(Tape tape, int from, int to, RandomKey key, int maxNodes);

    /**
     * Draws graphs from the model.
     *
     * @param count how many graphs
     * @param key source of the draws; graph i depends on the key and i alone
     * @param maxNodes sampling is cut off at this number of nodes
     * @return the graphs
     */
    default List<GeneratedGraph> sample(int count, RandomKey key, int maxNodes) {
        return sample(Tape.forwardOnly(), count, key, maxNodes);
    }

    /**
     * Draws graphs as {@link #sample(int, RandomKey, int)} does, on a tape, and so with kernels, of the caller's choice.
     *
     * @param tape a tape, best a forward-only one; reset at the end
     * @param count how many graphs
     * @param key source of the draws; graph i depends on the key and i alone
     * @param maxNodes sampling is cut off at this number of nodes
     * @return the graphs
     */
    default List<GeneratedGraph> sample(Tape tape, int count, RandomKey key, int maxNodes) {
        List<GeneratedGraph> graphs = new ArrayList<>(count);
        for (int first = 0; first < count; first += BLOCK) {
            graphs.addAll(sample(tape, first, Math.min(count, first + BLOCK), key, maxNodes));
        }
        return graphs;
    }
}
