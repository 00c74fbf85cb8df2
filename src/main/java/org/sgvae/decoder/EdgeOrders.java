package org.sgvae.decoder;

import java.util.function.Supplier;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.random.RandomKey;

/**
 * The order ρ in which each new node's edges come, for all graphs of a batch along their node orderings π.
 *
 * <p>The node at position k of an ordering is joined to those of its neighbours that are there already. They are its
 * <em>partners</em>, named by their positions, which are below k.
 *
 * <p>All orders count as equally likely: \(\log q(ρ \mid π) = -\sum_k \ln c_k!\) where the k-th node has \(c_k\)
 * partners.
 */
public final class EdgeOrders {
    private static final Supplier<EdgeOrders> NEW_ORDERS = EdgeOrders::new;

    private final Indices positionOfNode = new Indices(); // of the graph that is being listed
    private final Indices firstPosition = new Indices(); // by graph: where its positions begin in firstEdge
    private final Indices firstEdge = new Indices(); // by position: where its partners begin
    private final Indices partners = new Indices();
    private final Indices types = new Indices();

    private EdgeOrders() {}

    private void fill(Minibatch batch) {
        firstPosition.clear();
        firstEdge.clear();
        partners.clear();
        types.clear();
        for (int b = 0; b < batch.size(); b++) {
            Graph graph = batch.graph(b);
            positionOfNode.zeros(graph.nodes());
            for (int k = 0; k < graph.nodes(); k++) {
                positionOfNode.set(batch.node(b, k), k);
            }
            firstPosition.add(firstEdge.size());
            for (int k = 0; k < graph.nodes(); k++) {
                firstEdge.add(partners.size());
                int v = batch.node(b, k);
                for (int i = 0; i < graph.degree(v); i++) {
                    int u = positionOfNode.get(graph.neighbour(v, i));
                    if (u < k) {
                        insert(firstEdge.get(firstEdge.size() - 1), u, graph.neighbourEdgeType(v, i));
                    }
                }
            }
        }
        firstPosition.add(firstEdge.size());
        firstEdge.add(partners.size());
    }

    /** Inserts a partner among those of the last node, oldest first. */
    private void insert(int first, int partner, int type) {
        int at = partners.size();
        partners.add(partner);
        types.add(type);
        for (; at > first && partners.get(at - 1) > partner; at--) {
            swap(at - 1, at);
        }
    }

    private void swap(int i, int j) {
        int partner = partners.get(i);
        int type = types.get(i);
        partners.set(i, partners.get(j));
        types.set(i, types.get(j));
        partners.set(j, partner);
        types.set(j, type);
    }

    /** Every node's edges to the oldest nodes first, along the orderings that the batch has now. */
    public static EdgeOrders oldestFirst(Minibatch batch) {
        EdgeOrders orders = new EdgeOrders();
        orders.fill(batch);
        return orders;
    }

    /** As {@link #oldestFirst}, lent until the tape is reset. */
    public static EdgeOrders on(Tape tape, Minibatch batch) {
        EdgeOrders orders = tape.workspace().recycled(NEW_ORDERS);
        orders.fill(batch);
        return orders;
    }

    /**
     * Every node's edges in random order, along the orderings that the batch has now; graph b draws from keys[b]
     * split by positions.
     */
    public static EdgeOrders shuffled(Minibatch batch, long[] keys) {
        EdgeOrders orders = oldestFirst(batch);
        orders.shuffle(keys);
        return orders;
    }

    /** As {@link #shuffled(Minibatch, long[])}, lent until the tape is reset. */
    public static EdgeOrders shuffled(Tape tape, Minibatch batch, long[] keys) {
        EdgeOrders orders = on(tape, batch);
        orders.shuffle(keys);
        return orders;
    }

    private void shuffle(long[] keys) {
        for (int b = 0; b + 1 < firstPosition.size(); b++) {
            for (int k = 1; firstPosition.get(b) + k < firstPosition.get(b + 1); k++) {
                int first = edge(b, k, 0);
                for (int j = count(b, k) - 1; j > 0; j--) {
                    int other = (int) (RandomKey.uniform(RandomKey.split(keys[b], k), j) * (j + 1));
                    swap(first + j, first + other);
                }
            }
        }
    }

    /** Number of partners of the node at position k of graph b. */
    public int count(int b, int k) {
        return edge(b, k + 1, 0) - edge(b, k, 0);
    }

    /** Position of the j-th partner of the node at position k. */
    public int partner(int b, int k, int j) {
        return partners.get(edge(b, k, j));
    }

    /** Type of the edge to the j-th partner of the node at position k. */
    int type(int b, int k, int j) {
        return types.get(edge(b, k, j));
    }

    private int edge(int b, int k, int j) {
        return firstEdge.get(firstPosition.get(b) + k) + j;
    }

    /** Puts the j-th partner of the node at position k into the place of the i-th, and that one into its place. */
    public void exchange(int b, int k, int i, int j) {
        swap(edge(b, k, i), edge(b, k, j));
    }

    /** \(-\log q(ρ \mid π) = \sum_k \ln c_k!\) of graph b: the logarithm of the number of orders of its edges. */
    double logCount(int b) {
        double sum = 0;
        for (int at = firstPosition.get(b); at < firstPosition.get(b + 1); at++) {
            for (int j = 2; j <= firstEdge.get(at + 1) - firstEdge.get(at); j++) {
                sum += ElementaryFunctions.log(j);
            }
        }
        return sum;
    }
}
