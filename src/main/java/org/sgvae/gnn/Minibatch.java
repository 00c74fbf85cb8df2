package org.sgvae.gnn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sgvae.autodiff.Indices;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;

/**
 * Graphs that go through the model together, largest first, each with an ordering of its nodes.
 *
 * <p>One graph may be there several times, with an ordering for each. Because sizes fall, the graphs that are still in work at any
 * step are the first ones, whether they are taken apart or built.
 *
 * <p>An ordering lists the nodes in construction order: the destructor removes the last and leaves the first.
 */
public final class Minibatch {
    private static final Comparator<Graph> LARGEST_FIRST =
            Comparator.comparingInt(Graph::nodes).reversed();

    private final List<Graph> graphs;
    private final int copies;
    private final int[] firstNode;
    private final Indices orderings = new Indices();

    /**
     * Makes a batch; orderings are those in which the graphs are stored, until others are set.
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
        for (int b = 0; b < size(); b++) {
            for (int k = 0; k < nodes(b); k++) {
                orderings.add(k);
            }
        }
    }

    /**
     * Makes a batch of one graph with a given ordering.
     *
     * @param graph the graph
     * @param ordering its nodes in construction order; not modified
     * @return the batch
     */
    public static Minibatch of(Graph graph, int... ordering) {
        Minibatch batch = new Minibatch(List.of(graph), 1);
        batch.setOrdering(0, ordering);
        return batch;
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
        return orderings.get(firstNode[b] + position);
    }

    public void setNode(int b, int position, int node) {
        orderings.set(firstNode[b] + position, node);
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

    /**
     * Sets a graph's ordering.
     *
     * @param b number of the graph
     * @param ordering its nodes in construction order; not modified
     * @throws IllegalArgumentException if it is not a permutation of the graph's nodes
     */
    public void setOrdering(int b, int... ordering) {
        Orderings.requirePermutation(ordering, nodes(b));
        for (int k = 0; k < ordering.length; k++) {
            setNode(b, k, ordering[k]);
        }
    }
}
