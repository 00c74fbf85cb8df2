package org.sgvae.sgvae;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sgvae.dual.Dual;
import org.sgvae.encoder.Posterior;
import org.sgvae.graph.Graph;
import org.sgvae.model.Terms;

/**
 * The terms of an SGVAE of one graph, word for word as the paper's Algorithms 2 and 3, with loops over dual numbers: a second
 * formulation of values and derivatives, with hard removal and independent edges.
 *
 * @param weights all parameters by name, with their direction
 * @param config sizes
 */
record DualSgvae(Map<String, Dual[][]> weights, SgvaeConfig config) {
    /** The terms of the objective that are numbers. */
    record Terms(Dual logPx, Dual logPz, Dual logQz, Dual kl, Dual logQOrder) {}

    private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

    Terms terms(Graph graph, int[] ordering, double[] noise) {
        Dual[][] h = new Dual[graph.nodes()][];
        for (int k = 0; k < h.length; k++) {
            h[k] = affine("destructor.embed", oneHot(config.nodeTypes(), graph.nodeType(ordering[k])));
        }
        Dual logQOrder = Dual.ZERO;
        for (int left = h.length; left > 1; left--) { // the last of the ordering is the first to go
            h = propagate("destructor", Arrays.copyOf(h, left), graph, ordering);
            Dual[] scores = Arrays.stream(h)
                    .map(state -> affine("destructor.select", state)[0])
                    .toArray(Dual[]::new);
            logQOrder = logQOrder.plus(Dual.logSoftmax(scores)[left - 1]);
        }
        if (config.posterior() == Posterior.POINT) {
            return new Terms(logPx(h[0], graph, ordering), logNormal(h[0]), Dual.ZERO, Dual.ZERO, logQOrder);
        }
        Dual[] mean = affine("destructor.posterior.mean", h[0]);
        Dual[] logStd = affine("destructor.posterior.logStd", h[0]);
        Dual[] z = new Dual[mean.length];
        Dual logQz = Dual.ZERO;
        Dual kl = Dual.ZERO;
        for (int i = 0; i < z.length; i++) {
            z[i] = mean[i].plus(logStd[i].exp().times(noise[i]));
            logQz = logQz.minus(logStd[i]).plus(-0.5 * noise[i] * noise[i] - HALF_LOG_2_PI);
            Dual variance = logStd[i].times(2).exp();
            kl = kl.plus(mean[i].times(mean[i])
                    .plus(variance)
                    .minus(logStd[i].times(2))
                    .plus(-1)
                    .times(0.5));
        }
        Dual[] first = affine("constructor.initLatent", z);
        return new Terms(logPx(first, graph, ordering), logNormal(z), logQz, kl, logQOrder);
    }

    private static Dual logNormal(Dual[] z) {
        return Dual.sum(Arrays.stream(z)
                .map(x -> x.times(x).times(-0.5).plus(-HALF_LOG_2_PI))
                .toArray(Dual[]::new));
    }

    private Dual logPx(Dual[] first, Graph graph, int[] ordering) {
        Dual[][] h = {first};
        Dual logP = Dual.ZERO;
        for (int k = 1; ; k++) {
            h = propagate("constructor", h, graph, ordering);
            Dual[] whole = readout(h);
            Dual more = affine("constructor.addNode", whole)[0];
            if (k == ordering.length) {
                logP = logP.minus(more.softplus()); // log(1 − sigmoid)
                break;
            }
            logP = logP.minus(more.negate().softplus());
            Dual[] added = affine("constructor.initNode", whole);
            for (int u = 0; u < k; u++) {
                boolean joined = graph.hasEdge(ordering[u], ordering[k]);
                Dual[] logits = mlp("constructor.addEdge", 3, concat(whole, h[u], added));
                logP = logP.plus(Dual.logSoftmax(logits)[joined ? 1 + graph.edgeType(ordering[u], ordering[k]) : 0]);
            }
            h = Arrays.copyOf(h, k + 1);
            h[k] = added;
        }
        for (int k = 0; k < h.length; k++) {
            logP = logP.plus(Dual.logSoftmax(affine("constructor.nodeType", h[k]))[graph.nodeType(ordering[k])]);
        }
        return logP;
    }

    /** All rounds on the subgraph of the first nodes of the ordering. */
    private Dual[][] propagate(String part, Dual[][] states, Graph graph, int[] ordering) {
        Dual[][] h = states;
        for (int t = 0; t < config.rounds(); t++) {
            String round = part + ".prop." + t;
            Dual[][] next = new Dual[h.length][];
            for (int v = 0; v < h.length; v++) {
                Dual[] heard = new Dual[config.messageDim()];
                Arrays.fill(heard, Dual.ZERO);
                for (int u = 0; u < h.length; u++) {
                    if (graph.hasEdge(ordering[u], ordering[v])) {
                        Dual[] type = oneHot(config.edgeTypes(), graph.edgeType(ordering[u], ordering[v]));
                        heard = plus(heard, affine(round + ".message", concat(h[u], h[v], type)));
                    }
                }
                next[v] = gru(round + ".gru", heard, h[v]);
            }
            h = next;
        }
        return h;
    }

    private Dual[] readout(Dual[][] states) {
        List<Dual[]> parts = new ArrayList<>();
        for (Dual[] h : states) {
            Dual gate = affine("constructor.readout.gate", h)[0].sigmoid();
            parts.add(Arrays.stream(mlp("constructor.readout.mlp", 4, h))
                    .map(gate::times)
                    .toArray(Dual[]::new));
        }
        return parts.stream().reduce(DualSgvae::plus).orElseThrow();
    }

    private Dual[] mlp(String name, int layers, Dual[] x) {
        Dual[] y = x;
        for (int i = 0; i < layers; i++) {
            y = affine(
                    name + "." + i,
                    i == 0 ? y : Arrays.stream(y).map(Dual::relu).toArray(Dual[]::new));
        }
        return y;
    }

    private Dual[] gru(String name, Dual[] input, Dual[] h) {
        Dual[] a = affine(weights.get(name + ".weight_ih"), weights.get(name + ".bias_ih"), input);
        Dual[] b = affine(weights.get(name + ".weight_hh"), weights.get(name + ".bias_hh"), h);
        int d = h.length;
        Dual[] next = new Dual[d];
        for (int i = 0; i < d; i++) {
            Dual reset = a[i].plus(b[i]).sigmoid();
            Dual update = a[d + i].plus(b[d + i]).sigmoid();
            Dual candidate = a[2 * d + i].plus(reset.times(b[2 * d + i])).tanh();
            next[i] = candidate.plus(update.times(h[i].minus(candidate)));
        }
        return next;
    }

    private Dual[] affine(String name, Dual[] x) {
        return affine(weights.get(name + ".weight"), weights.get(name + ".bias"), x);
    }

    private static Dual[] affine(Dual[][] weight, Dual[][] bias, Dual[] x) {
        Dual[] y = new Dual[weight.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = bias[0][i];
            for (int j = 0; j < x.length; j++) {
                y[i] = y[i].plus(weight[i][j].times(x[j]));
            }
        }
        return y;
    }

    private static Dual[] oneHot(int length, int one) {
        Dual[] vector = new Dual[length];
        Arrays.fill(vector, Dual.ZERO);
        vector[one] = Dual.of(1);
        return vector;
    }

    private static Dual[] concat(Dual[]... parts) {
        return Stream.of(parts).flatMap(Arrays::stream).toArray(Dual[]::new);
    }

    private static Dual[] plus(Dual[] a, Dual[] b) {
        Dual[] sum = new Dual[a.length];
        Arrays.setAll(sum, i -> a[i].plus(b[i]));
        return sum;
    }
}
