package org.sgvae.sgvae;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.sgvae.decoder.EdgeOrders;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;

/**
 * One way to build a graph node by node and edge by edge.
 *
 * @param ordering the nodes in the order in which they come
 * @param partners for each position the earlier positions that it is joined to, in the order in which the edges come
 */
@SuppressWarnings("ArrayRecordComponent")
public record Construction(int[] ordering, int[][] partners) {
    /** All ways to build a graph. */
    static List<Construction> all(Graph graph) {
        List<Construction> all = new ArrayList<>();
        for (int[] ordering : Orderings.all(graph.nodes())) {
            extend(graph, ordering, new int[graph.nodes()][], 0, all);
        }
        return all;
    }

    private static void extend(Graph graph, int[] ordering, int[][] partners, int k, List<Construction> all) {
        if (k == ordering.length) {
            all.add(new Construction(ordering, partners.clone()));
            return;
        }
        int[] earlier = IntStream.range(0, k)
                .filter(u -> graph.hasEdge(ordering[u], ordering[k]))
                .toArray();
        for (int[] order : Orderings.all(earlier.length)) {
            partners[k] = Arrays.stream(order).map(i -> earlier[i]).toArray();
            extend(graph, ordering, partners, k + 1, all);
        }
    }

    /** The way that a graph of a batch is built. */
    public static Construction of(Minibatch batch, EdgeOrders edges, int b) {
        int[][] partners = new int[batch.nodes(b)][];
        for (int k = 0; k < partners.length; k++) {
            partners[k] = new int[edges.count(b, k)];
            for (int j = 0; j < partners[k].length; j++) {
                partners[k][j] = edges.partner(b, k, j);
            }
        }
        return new Construction(batch.ordering(b), partners);
    }

    /** The graph as a batch along this ordering. */
    public Minibatch batchOf(Graph graph) {
        return Minibatch.of(graph, ordering);
    }

    /** These edge orders for that batch. */
    public EdgeOrders edgesOf(Minibatch batch) {
        EdgeOrders edges = EdgeOrders.oldestFirst(batch);
        for (int k = 0; k < partners.length; k++) {
            for (int i = 0; i < partners[k].length; i++) {
                for (int j = i; j < partners[k].length; j++) {
                    if (edges.partner(0, k, j) == partners[k][i]) {
                        edges.exchange(0, k, i, j);
                    }
                }
            }
        }
        return edges;
    }

    /** \(-\log q(ρ \mid π)\): the logarithm of the number of orders that the edges could come in. */
    public double logEdgeOrders() {
        return Arrays.stream(partners)
                .flatMapToInt(own -> IntStream.rangeClosed(2, own.length))
                .mapToDouble(Math::log)
                .sum();
    }

    /** \(\log p(G)\), summed over all constructions, where {@code logProb} is that of one of them. */
    public static double logSum(Graph graph, ToDoubleFunction<Construction> logProb) {
        double sum = all(graph).stream().mapToDouble(logProb).map(Math::exp).sum();
        return Math.log(sum) - Automorphisms.logCount(graph);
    }
}
