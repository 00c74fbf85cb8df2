package org.sgvae.plain;

import static org.sgvae.plain.Vectors.logSoftmax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sgvae.plain.Decision.Kind;

/**
 * Decides on the edges of the newest node v to those that are there; at least one if graphs are to be {@code connected}. If there
 * are valences, only what they leave is chosen among.
 */
interface Edges {
    void add(GrowingGraph x, PlainLayers layers, boolean connected);

    /**
     * For every u by itself, no edge or one of some type by \(\mathrm{softmax}(\mathrm{addEdge}([h_G ; h_u ; h_v]))\). If connected, on
     * condition that there is one: as long as there is none, with \(s_u\) the probability of an edge to u or a later node,
     * an edge to u has probability \(p_u / s_u\), and none \((1 - p_u)\, s_{u+1} / s_u\).
     */
    static void independently(GrowingGraph x, PlainLayers layers, boolean connected) {
        int v = x.h.size() - 1;
        List<double[]> logProbs = new ArrayList<>();
        for (int u = 0; u < v; u++) {
            double[] logProb = logSoftmax(layers.mlp("constructor.addEdge", x.graph, x.h.get(u), x.h.get(v)));
            logProbs.add(mayJoin(x, u, v, logProb));
        }
        double[] logSome = new double[v + 1];
        logSome[v] = Double.NEGATIVE_INFINITY;
        double logNone = 0;
        for (int u = v - 1; u >= 0; u--) {
            double p = Arrays.stream(logProbs.get(u)).skip(1).map(Math::exp).sum();
            logNone += Math.log1p(-Math.min(1, p));
            logSome[u] = Math.log(-Math.expm1(logNone));
        }
        boolean some = !connected;
        for (int u = 0; u < v; u++) {
            double[] logProb = mayJoin(x, u, v, logProbs.get(u));
            for (int c = 0; c < logProb.length && !some; c++) {
                logProb[c] += (c == 0 ? logSome[u + 1] : 0) - logSome[u];
            }
            int decided = x.decide(Kind.EDGE, v, List.of(u), logProb);
            if (decided > 0) {
                x.addEdge(u, v, decided - 1);
                some = true;
            }
        }
    }

    /** {@return log-probabilities of no edge and of each type, on condition that it is allowed} */
    private static double[] mayJoin(GrowingGraph x, int u, int v, double... logProb) {
        return Vectors.restricted(logProb, c -> c == 0 || x.mayJoin(u, v, c - 1));
    }

    /**
     * In turn (paper, Algorithm 1): another edge by \(σ(\mathrm{addEdge}([h_G ; h_v]))\), the first of a connected graph for certain; to
     * u by \(\mathrm{softmax}_u\, \mathrm{choose}([h_u ; h_v])\); its type, if there are several, by
     * \(\mathrm{softmax}(\mathrm{edgeType}([h_u ; h_v]))\); propagate. c edges might have come in c! orders, so ln c! is added.
     */
    static void inTurn(GrowingGraph x, PlainLayers layers, boolean connected) {
        int v = x.h.size() - 1;
        for (int c = 0; ; c++) {
            List<Integer> others = IntStream.range(0, v)
                    .filter(u -> x.mayJoin(u, v, 0))
                    .boxed()
                    .toList();
            double[] logPAnother = logSoftmax(0, layers.linear("constructor.addEdge", x.graph, x.h.get(v))[0]);
            boolean certain = connected && c == 0;
            if (others.isEmpty() || (!certain && x.decide(Kind.ANOTHER_EDGE, v, others, logPAnother) == 0)) {
                break;
            }
            double[] score = others.stream()
                    .mapToDouble(u -> layers.mlp("constructor.choose", x.h.get(u), x.h.get(v))[0])
                    .toArray();
            int u = others.get(x.decide(Kind.PARTNER, v, others, logSoftmax(score)));
            int type = 0;
            if (layers.has("constructor.edgeType")) {
                double[] logPType = logSoftmax(layers.linear("constructor.edgeType", x.h.get(u), x.h.get(v)));
                type = x.decide(Kind.EDGE_TYPE, v, List.of(u), Vectors.restricted(logPType, t -> x.mayJoin(u, v, t)));
            }
            x.addEdge(u, v, type);
            x.propagate();
            x.logP.merge(Kind.PARTNER, Math.log(c + 1), Double::sum);
        }
    }
}
