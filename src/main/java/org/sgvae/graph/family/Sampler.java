package org.sgvae.graph.family;

import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphProperty;
import org.sgvae.graph.data.FamilySpecification.Range;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.random.RandomKey;

/**
 * Random graphs of each number of nodes, of unknown probability.
 *
 * @param nodes the numbers of nodes
 * @param draws draws a graph of a number of nodes
 * @param property what each of them is
 */
record Sampler(Range nodes, Draw draws, GraphProperty property) implements GraphDistribution {
    /** How a graph is drawn. */
    @FunctionalInterface
    interface Draw {
        Graph of(int nodes, RandomKey key);
    }

    @Override
    public int sizes() {
        return nodes.count();
    }

    @Override
    public Graph draw(int size, RandomKey key) {
        return draws.of(nodes.min() + size, key);
    }
}
