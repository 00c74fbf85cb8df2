package org.sgvae.graph.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphProperty;
import org.sgvae.graph.MemoryLimit;
import org.sgvae.random.RandomKey;

/**
 * A distribution of graphs: a size, or shape, that is one of a number of equally frequent ones, and then a graph of this size.
 *
 * <p>Implementations are immutable; any number of threads may use one.
 */
public interface GraphDistribution {
    /** {@return the number of sizes, at least 1} */
    int sizes();

    /**
     * Draws a graph of a size.
     *
     * @param size number of the size, 0..{@link #sizes}−1
     * @param key source of the draws; plays no part where nothing {@linkplain #isRandom is random}
     * @return the graph
     */
    Graph draw(int size, RandomKey key);

    /** {@return whether graphs of one size differ; true unless overridden} */
    default boolean isRandom() {
        return true;
    }

    /** {@return how many graphs of each size make a data set where it is not said; 10 unless overridden} */
    default int graphsPerSize() {
        return 10;
    }

    /** {@return what each of its graphs is, and what a generated graph has to be to be valid} */
    GraphProperty property();

    /** {@return V: node types lie in 0..V−1; 1 unless overridden} */
    default int nodeTypes() {
        return 1;
    }

    /** {@return E: edge types lie in 0..E−1; 1 unless overridden} */
    default int edgeTypes() {
        return 1;
    }

    /** {@return the probabilities of its graphs, where they are known; empty unless overridden} */
    default Optional<Probability> probability() {
        return Optional.empty();
    }

    /** Probabilities of graphs up to isomorphism. */
    @FunctionalInterface
    interface Probability {
        /**
         * The probability of an unlabelled graph, \(\log p_{\mathrm{true}}(G)\): that a graph drawn, its size being drawn as well, is
         * isomorphic to G.
         *
         * @param graph G, in any numbering
         * @return nats, at most 0; minus infinity for a graph that is never drawn
         * @throws IllegalArgumentException if counting the automorphisms of G is too hard, see {@link Automorphisms}
         */
        double logProbability(Graph graph);

        /** {@return the entropy \(-\sum_G p_{\mathrm{true}}(G) \log p_{\mathrm{true}}(G)\), nats, where it has a closed form} */
        default OptionalDouble entropy() {
            return OptionalDouble.empty();
        }
    }

    /**
     * Draws graphs, the sizes in turn.
     *
     * @param count how many graphs
     * @param key source of the draws; graph i is of size i mod {@link #sizes} and depends on the key and i alone
     * @return the graphs
     * @throws IllegalArgumentException if they take more than half of the memory
     */
    default List<Graph> drawAll(int count, RandomKey key) {
        List<Graph> graphs = new ArrayList<>(count);
        MemoryLimit memory = new MemoryLimit("these data");
        for (int i = 0; i < count; i++) {
            if (isRandom() || i < sizes()) {
                graphs.add(draw(i % sizes(), key.split(i)));
                memory.add(graphs.get(i));
            } else {
                graphs.add(graphs.get(i - sizes())); // graphs are immutable: equal ones may be one
            }
        }
        return graphs;
    }
}
