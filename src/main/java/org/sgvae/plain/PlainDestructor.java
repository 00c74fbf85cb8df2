package org.sgvae.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.sgvae.graph.Graph;
import org.sgvae.plain.Decision.Kind;

/**
 * The graph destructor (paper, Algorithm 2): the encoder q of the VAE. If {@code connected}, what is left stays so; if {@code
 * relaxed}, nodes are not removed but heard the less the likelier they were to go.
 */
public record PlainDestructor(PlainLayers layers, boolean connected, boolean relaxed) {
    public PlainDestructor(PlainLayers layers) {
        this(layers, false, false);
    }

    /**
     * An ordering π, construction order, \(\log q(π \mid x)\) in nats, and what the posterior reads: the
     * state of the node that was left, with the path code beside it if there is one.
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    public record Destruction(int[] ordering, double logQOrder, double[] summary) {}

    /**
     * While more than one node is left: propagate, choose a victim by \(\mathrm{softmax}_u(\mathrm{select}(h_u))\), remove it:
     * it is not heard any more, \(w_u = 0\), or if relaxed, \(w_u \leftarrow w_u (1 - p_u)\) for all u. The victims are the
     * ordering, read from its end. A path code, if there is one, goes along, \(c \leftarrow \mathrm{GRU}([h_{\text{victim}} ;
     * \sum_u h_u], c)\) from c = 0.
     *
     * @throws IllegalArgumentException if a node is chosen that may not go
     */
    public Destruction destruct(Graph x, ToIntFunction<Decision> choose) {
        int nodeTypes = layers.get("destructor.embed.weight").numCols;
        List<Integer> left = new ArrayList<>();
        List<double[]> h = new ArrayList<>();
        for (int v = 0; v < x.nodes(); v++) {
            left.add(v);
            h.add(layers.linear("destructor.embed", Vectors.oneHot(x.nodeType(v), nodeTypes)));
        }
        double[] w = Vectors.ones(x.nodes());
        double[] c = new double[layers.states("destructor.path")];
        int[] ordering = new int[x.nodes()];
        double logQOrder = 0;
        while (left.size() > 1) {
            h = layers.prop("destructor.prop", h, x::edgeType, w);
            List<Integer> removable = new ArrayList<>(left);
            removable.removeIf(u -> connected && !isConnectedWithout(u, left, x));
            double[] score = new double[removable.size()];
            for (int i = 0; i < score.length; i++) {
                score[i] = layers.linear("destructor.select", h.get(removable.get(i)))[0];
            }
            double[] logProb = Vectors.logSoftmax(score);
            int chosen = new Decision(Kind.REMOVAL, left.size() - 1, removable, logProb).by(choose);
            int victim = removable.get(chosen);
            logQOrder += logProb[chosen];
            if (c.length > 0) {
                double[] sum = Vectors.sum(left.stream().map(h::get).toList());
                c = layers.gru("destructor.path", Vectors.concat(h.get(victim), sum), c);
            }
            for (int i = 0; i < score.length; i++) {
                w[removable.get(i)] *= relaxed ? 1 - Math.exp(logProb[i]) : i == chosen ? 0 : 1;
            }
            ordering[left.size() - 1] = victim;
            left.remove((Integer) victim);
        }
        ordering[0] = left.get(0);
        return new Destruction(ordering, logQOrder, Vectors.concat(h.get(left.get(0)), c));
    }

    private static boolean isConnectedWithout(int victim, List<Integer> left, Graph x) {
        IntStream others = left.stream().mapToInt(u -> u).filter(u -> u != victim);
        return x.inducedSubgraph(others.toArray()).isConnected();
    }
}
