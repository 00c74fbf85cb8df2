package org.sgvae.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.sgvae.graph.Graph;

/** The graph destructor (paper, Algorithm 2): the encoder q of the VAE. */
public record PlainDestructor(PlainLayers layers) {
    /**
     * An ordering π, construction order, \(\log q(π \mid x)\) in nats, and what the posterior reads: the
     * state of the node that was left, with the path code beside it if there is one.
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    public record Destruction(int[] ordering, double logQOrder, double[] summary) {}

    /** Chooses a victim, given the nodes that are left and their log-probabilities; returns its place among them. */
    public interface Choice {
        int victim(List<Integer> left, double[] logProb);

        static Choice along(int... ordering) {
            return (left, logProb) -> left.indexOf(ordering[left.size() - 1]);
        }

        static Choice drawn(RandomGenerator random) {
            return (left, logProb) -> PlainLayers.draw(logProb, random.nextDouble());
        }
    }

    /**
     * While more than one node is left: propagate, choose a victim by \(\mathrm{softmax}_u(\mathrm{select}(h_u))\),
     * remove it with its edges. The victims are the ordering, read from its end. A path code, if there is one, goes along,
     * \(c \leftarrow \mathrm{GRU}([h_{\text{victim}} ; \sum_u h_u], c)\) from c = 0.
     */
    public Destruction destruct(Graph x, Choice choice) {
        int nodeTypes = layers.get("destructor.embed.weight").numCols;
        List<Integer> left = new ArrayList<>();
        List<double[]> h = new ArrayList<>();
        for (int v = 0; v < x.nodes(); v++) {
            left.add(v);
            h.add(layers.linear("destructor.embed", PlainLayers.oneHot(x.nodeType(v), nodeTypes)));
        }
        double[] c = new double[layers.states("destructor.path")];
        int[] ordering = new int[x.nodes()];
        double logQOrder = 0;
        while (left.size() > 1) {
            h = layers.prop("destructor.prop", h, (u, v) -> x.edgeType(left.get(u), left.get(v)));
            double[] score = new double[left.size()];
            for (int u = 0; u < score.length; u++) {
                score[u] = layers.linear("destructor.select", h.get(u))[0];
            }
            double[] logProb = PlainLayers.logSoftmax(score);
            int victim = choice.victim(left, logProb);
            logQOrder += logProb[victim];
            if (c.length > 0) {
                double[] sum = new double[h.get(0).length];
                h.forEach(state -> PlainLayers.addTo(sum, 1, state));
                c = layers.gru("destructor.path", PlainLayers.concat(h.get(victim), sum), c);
            }
            ordering[left.size() - 1] = left.remove(victim);
            h.remove(victim);
        }
        ordering[0] = left.get(0);
        return new Destruction(ordering, logQOrder, PlainLayers.concat(h.get(0), c));
    }
}
