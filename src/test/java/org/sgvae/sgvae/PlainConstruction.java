package org.sgvae.sgvae;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.graph.Graph;
import org.sgvae.nn.Parameters;
import org.sgvae.sggn.Sggn;
import org.sgvae.sggn.SggnConfig;

/**
 * The paper's Algorithm 1 word for word, a graph at a time with loops over numbers: a second formulation of SGGN and of the sequential
 * edges of an SGVAE.
 */
public final class PlainConstruction {
    private final Parameters parameters;
    private final String prefix;
    private final int rounds;
    private final int nodeTypes;
    private final int edgeTypes;

    private PlainConstruction(Parameters parameters, String prefix, int rounds, int nodeTypes, int edgeTypes) {
        this.parameters = parameters;
        this.prefix = prefix;
        this.rounds = rounds;
        this.nodeTypes = nodeTypes;
        this.edgeTypes = edgeTypes;
    }

    public static PlainConstruction of(Sggn model) {
        SggnConfig config = model.config();
        return new PlainConstruction(
                model.parameters(), "sggn", config.rounds(), config.nodeTypes(), config.edgeTypes());
    }

    public static PlainConstruction of(Sgvae model) {
        SgvaeConfig config = model.config();
        return new PlainConstruction(
                model.parameters(), "constructor", config.rounds(), config.nodeTypes(), config.edgeTypes());
    }

    /** A state in the middle of a construction. */
    private static final class State {
        final List<double[]> h = new ArrayList<>();
        final List<int[]> edges = new ArrayList<>();
        double[] graph = {};
        double logP;
    }

    /** \(\log p(x, π, ρ)\) of an SGGN; {@code partners[k]} are the positions that the k-th node is joined to, in order. */
    public double logProb(Graph graph, int[] ordering, int[][] partners) {
        State state = new State();
        state.logP = grow(state, graph, ordering, partners) + logSoftmax(affine("addNode", state.graph))[0];
        return state.logP;
    }

    /** The probability that an SGGN does not stop after having built a graph along some orders. */
    public double logProbOfMore(Graph graph, int[] ordering, int[][] partners) {
        State state = new State();
        double grown = grow(state, graph, ordering, partners);
        return grown + Math.log1p(-Math.exp(logSoftmax(affine("addNode", state.graph))[0]));
    }

    private double grow(State state, Graph graph, int[] ordering, int[][] partners) {
        int firstType = graph.nodeType(ordering[0]);
        state.h.add(row(parameters.get("sggn.first").value(), firstType));
        double logP = nodeTypes == 1
                ? 0
                : logSoftmax(row(parameters.get("sggn.firstType").value(), 0))[firstType];
        propagate(state);
        for (int k = 1; k < ordering.length; k++) {
            int type = graph.nodeType(ordering[k]);
            logP += logSoftmax(affine("addNode", state.graph))[1 + type];
            double[] oneHot = new double[nodeTypes];
            oneHot[type] = 1;
            state.h.add(affine("initNode", concat(state.graph, oneHot)));
            logP += addEdges(state, k, graph, ordering, partners[k]);
            propagate(state);
        }
        return logP;
    }

    /** \(\log p(x, π, ρ \mid z)\) of an SGVAE with sequential edges. */
    public double logProb(double[] z, Graph graph, int[] ordering, int[][] partners) {
        State state = new State();
        state.h.add(affine("initLatent", z));
        double logP = 0;
        propagate(state);
        for (int k = 1; k < ordering.length; k++) {
            logP += logSigmoid(affine("addNode", state.graph)[0]);
            state.h.add(affine("initNode", state.graph));
            logP += addEdges(state, k, graph, ordering, partners[k]);
            propagate(state);
        }
        logP += logSigmoid(-affine("addNode", state.graph)[0]);
        for (int k = 0; k < ordering.length; k++) {
            logP += logSoftmax(affine("nodeType", state.h.get(k)))[graph.nodeType(ordering[k])];
        }
        return logP;
    }

    private double addEdges(State state, int k, Graph graph, int[] ordering, int[] partners) {
        double logP = 0;
        List<Integer> left = new ArrayList<>();
        for (int u = 0; u < k; u++) {
            left.add(u);
        }
        for (int partner : partners) {
            logP += logSigmoid(affine("addEdge", concat(state.graph, state.h.get(k)))[0]);
            double[] scores = left.stream()
                    .mapToDouble(u -> choose(concat(state.h.get(u), state.h.get(k))))
                    .toArray();
            logP += logSoftmax(scores)[left.indexOf(partner)];
            int type = graph.edgeType(ordering[partner], ordering[k]);
            if (edgeTypes > 1) {
                logP += logSoftmax(affine("edgeType", concat(state.h.get(partner), state.h.get(k))))[type];
            }
            left.remove(Integer.valueOf(partner));
            state.edges.add(new int[] {partner, k, type});
            propagate(state);
        }
        if (!left.isEmpty()) {
            logP += logSigmoid(-affine("addEdge", concat(state.graph, state.h.get(k)))[0]);
        }
        return logP;
    }

    private double choose(double[] pair) {
        return affine("choose.1", relu(affine("choose.0", pair)))[0];
    }

    /** All rounds, then the graph's state. */
    private void propagate(State state) {
        for (int t = 0; t < rounds; t++) {
            List<double[]> heard = new ArrayList<>();
            for (int v = 0; v < state.h.size(); v++) {
                double[] sum = new double
                        [parameters.get(prefix + ".prop.0.message.bias").value().numCols];
                for (int[] edge : state.edges) {
                    if (edge[0] == v || edge[1] == v) {
                        double[] oneHot = new double[edgeTypes];
                        oneHot[edge[2]] = 1;
                        double[] sender = state.h.get(edge[0] == v ? edge[1] : edge[0]);
                        sum = plus(
                                sum, affine("prop." + t + ".message", concat(sender, concat(state.h.get(v), oneHot))));
                    }
                }
                heard.add(sum);
            }
            for (int v = 0; v < state.h.size(); v++) {
                state.h.set(v, gru("prop." + t + ".gru", heard.get(v), state.h.get(v)));
            }
        }
        double[] graph = {};
        for (double[] h : state.h) {
            double gate = sigmoid(affine("readout.gate", h)[0]);
            double[] y = h;
            for (int i = 0; i < 4; i++) {
                y = affine("readout.mlp." + i, i == 0 ? y : relu(y));
            }
            double[] weighted = Arrays.stream(y).map(x -> gate * x).toArray();
            graph = graph.length == 0 ? weighted : plus(graph, weighted);
        }
        state.graph = graph;
    }

    private double[] gru(String name, double[] input, double[] h) {
        double[] a = affine(name, "weight_ih", "bias_ih", input);
        double[] b = affine(name, "weight_hh", "bias_hh", h);
        int d = h.length;
        double[] next = new double[d];
        for (int i = 0; i < d; i++) {
            double r = sigmoid(a[i] + b[i]);
            double u = sigmoid(a[d + i] + b[d + i]);
            double c = Math.tanh(a[2 * d + i] + r * b[2 * d + i]);
            next[i] = (1 - u) * c + u * h[i];
        }
        return next;
    }

    private double[] affine(String name, double[] x) {
        return affine(name, "weight", "bias", x);
    }

    private double[] affine(String name, String weightName, String biasName, double[] x) {
        DMatrixRMaj weight =
                parameters.get(prefix + "." + name + "." + weightName).value();
        DMatrixRMaj bias = parameters.get(prefix + "." + name + "." + biasName).value();
        double[] y = new double[weight.numRows];
        for (int i = 0; i < y.length; i++) {
            y[i] = bias.data[i];
            for (int j = 0; j < x.length; j++) {
                y[i] += weight.get(i, j) * x[j];
            }
        }
        return y;
    }

    private static double[] row(DMatrixRMaj matrix, int row) {
        return Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
    }

    private static double[] concat(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static double[] plus(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    private static double[] relu(double[] x) {
        return Arrays.stream(x).map(value -> Math.max(0, value)).toArray();
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double logSigmoid(double x) {
        return -Math.log1p(Math.exp(-x));
    }

    private static double[] logSoftmax(double[] x) {
        double logSum = Math.log(Arrays.stream(x).map(Math::exp).sum());
        return Arrays.stream(x).map(value -> value - logSum).toArray();
    }
}
