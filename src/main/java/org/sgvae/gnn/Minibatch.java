package org.sgvae.gnn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Indices;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;

/**
 * Graphs that go through the model together, largest first, each with an ordering of its nodes.
 *
 * <p>One graph may be there several times, with an ordering for each. Because sizes fall, the graphs that are still in
 * work at any step are the first ones, whether they are taken apart or built.
 *
 * <p>An ordering π lists the nodes in construction order: the destructor removes the last and leaves the first. A batch
 * does not change: {@link #along} gives one with other orderings.
 */
public final class Minibatch {
    private static final Comparator<Graph> LARGEST_FIRST =
            Comparator.comparingInt(Graph::nodes).reversed();

    private final List<Graph> graphs;
    private final int copies;
    private final int[] firstNode;
    private final @Nullable Indices orderings; // one after the other; null: as the graphs are stored

    /**
     * Makes a batch along the orderings in which the graphs are stored.
     *
     * @param graphs the graphs; not modified
     * @param copies how many times each is taken, next to each other
     */
    public Minibatch(List<Graph> graphs, int copies) {
        this.graphs = new ArrayList<>(graphs);
        this.graphs.sort(LARGEST_FIRST); // stable
        this.copies = copies;
        firstNode = new int[size() + 1];
        for (int b = 0; b < size(); b++) {
            firstNode[b + 1] = firstNode[b] + nodes(b);
        }
        orderings = null;
    }

    private Minibatch(Minibatch batch, Indices orderings) {
        graphs = batch.graphs;
        copies = batch.copies;
        firstNode = batch.firstNode;
        this.orderings = orderings;
    }

    /**
     * Makes a batch of one graph with a given ordering.
     *
     * @param graph the graph
     * @param ordering its nodes in construction order; not modified
     * @return the batch
     * @throws IllegalArgumentException if it is not a permutation of the graph's nodes
     */
    public static Minibatch of(Graph graph, int... ordering) {
        return new Minibatch(List.of(graph), 1).along(b -> ordering);
    }

    /**
     * Returns the same graphs along other orderings.
     *
     * @param orderings gives each graph's nodes in construction order, by its number; arrays are copied
     * @return the batch
     * @throws IllegalArgumentException if one is not a permutation of its graph's nodes
     */
    public Minibatch along(IntFunction<int[]> orderings) {
        Indices all = new Indices();
        for (int b = 0; b < size(); b++) {
            int[] ordering = orderings.apply(b);
            Orderings.requirePermutation(ordering, nodes(b));
            all.addAll(ordering);
        }
        return along(all);
    }

    /**
     * Returns the same graphs along other orderings, without a copy or a check.
     *
     * @param orderings the nodes of each graph in construction order, one graph after the other, {@link #totalNodes()}
     *     entries; not to be changed as long as the batch is used, which for a list of a tape is until its reset
     * @return the batch
     */
    public Minibatch along(Indices orderings) {
        return new Minibatch(this, orderings);
    }

    /** {@return the number of graphs, copies counted} */
    public int size() {
        return graphs.size() * copies;
    }

    /** {@return how many copies of each graph stand next to each other} */
    public int copies() {
        return copies;
    }

    /**
     * Returns a graph.
     *
     * @param b its number, from 0
     * @return the graph
     */
    public Graph graph(int b) {
        return graphs.get(b / copies);
    }

    /**
     * Returns the size of a graph.
     *
     * @param b number of the graph
     * @return its number of nodes
     */
    public int nodes(int b) {
        return graph(b).nodes();
    }

    /**
     * Returns where the nodes of a graph begin among those of all graphs.
     *
     * @param b number of the graph
     * @return number of nodes of the graphs before it
     */
    public int firstNode(int b) {
        return firstNode[b];
    }

    /** {@return the number of nodes of all graphs together} */
    public int totalNodes() {
        return firstNode[size()];
    }

    /** {@return the number of nodes of the largest graph, 0 for an empty batch} */
    public int maxNodes() {
        return size() == 0 ? 0 : nodes(0);
    }

    /**
     * Counts the graphs that are larger than a size; they are the first ones.
     *
     * @param nodes the size
     * @return how many graphs have more nodes
     */
    public int largerThan(int nodes) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (nodes(middle) > nodes) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Returns the node at a position of a graph's ordering.
     *
     * @param b number of the graph
     * @param position from 0, the node that construction starts with
     * @return the node
     */
    public int node(int b, int position) {
        return orderings == null ? position : orderings.get(firstNode[b] + position);
    }

    /**
     * Returns a graph's ordering.
     *
     * @param b number of the graph
     * @return its nodes in construction order, a copy
     */
    public int[] ordering(int b) {
        int[] ordering = new int[nodes(b)];
        for (int k = 0; k < ordering.length; k++) {
            ordering[k] = node(b, k);
        }
        return ordering;
    }
}
