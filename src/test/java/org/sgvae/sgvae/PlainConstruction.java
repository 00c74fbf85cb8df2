package org.sgvae.sgvae;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.graph.Graph;
import org.sgvae.nn.Parameters;
import org.sgvae.plain.PlainLayers;
import org.sgvae.plain.Vectors;
import org.sgvae.sggn.Sggn;
import org.sgvae.sggn.SggnConfig;

/**
 * The paper's Algorithm 1 word for word, a graph at a time with loops over numbers: a second formulation of SGGN and of the sequential
 * edges of an SGVAE.
 */
public final class PlainConstruction {
    private final Parameters parameters;
    private final PlainLayers layers;
    private final String prefix;
    private final int nodeTypes;
    private final int edgeTypes;

    private PlainConstruction(Parameters parameters, String prefix, int nodeTypes, int edgeTypes) {
        this.parameters = parameters;
        layers = new PlainLayers(parameters.values());
        this.prefix = prefix;
        this.nodeTypes = nodeTypes;
        this.edgeTypes = edgeTypes;
    }

    public static PlainConstruction of(Sggn model) {
        SggnConfig config = model.config();
        return new PlainConstruction(model.parameters(), "sggn", config.nodeTypes(), config.edgeTypes());
    }

    public static PlainConstruction of(Sgvae model) {
        SgvaeConfig config = model.config();
        return new PlainConstruction(model.parameters(), "constructor", config.nodeTypes(), config.edgeTypes());
    }

    /** A state in the middle of a construction. */
    private static final class State {
        List<double[]> h = new ArrayList<>();
        final List<int[]> edges = new ArrayList<>();
        double[] graph = {};
        double logP;
    }

    /** \(\log p(x, π, ρ)\) of an SGGN; {@code partners[k]} are the positions that the k-th node is joined to, in order. */
    public double logProb(Graph graph, int[] ordering, int[][] partners) {
        State state = new State();
        state.logP = grow(state, graph, ordering, partners) + Vectors.logSoftmax(linear("addNode", state.graph))[0];
        return state.logP;
    }

    /** The probability that an SGGN does not stop after having built a graph along some orders. */
    public double logProbOfMore(Graph graph, int[] ordering, int[][] partners) {
        State state = new State();
        double grown = grow(state, graph, ordering, partners);
        return grown + Math.log1p(-Math.exp(Vectors.logSoftmax(linear("addNode", state.graph))[0]));
    }

    private double grow(State state, Graph graph, int[] ordering, int[][] partners) {
        int firstType = graph.nodeType(ordering[0]);
        state.h.add(row(parameters.get("sggn.first").value(), firstType));
        double logP = nodeTypes == 1
                ? 0
                : Vectors.logSoftmax(row(parameters.get("sggn.firstType").value(), 0))[firstType];
        propagate(state);
        for (int k = 1; k < ordering.length; k++) {
            int type = graph.nodeType(ordering[k]);
            logP += Vectors.logSoftmax(linear("addNode", state.graph))[1 + type];
            double[] oneHot = new double[nodeTypes];
            oneHot[type] = 1;
            state.h.add(linear("initNode", state.graph, oneHot));
            logP += addEdges(state, k, graph, ordering, partners[k]);
            propagate(state);
        }
        return logP;
    }

    /** \(\log p(x, π, ρ \mid z)\) of an SGVAE with sequential edges. */
    public double logProb(double[] z, Graph graph, int[] ordering, int[][] partners) {
        State state = new State();
        state.h.add(linear("initLatent", z));
        double logP = 0;
        propagate(state);
        for (int k = 1; k < ordering.length; k++) {
            logP += logSigmoid(linear("addNode", state.graph)[0]);
            state.h.add(linear("initNode", state.graph));
            logP += addEdges(state, k, graph, ordering, partners[k]);
            propagate(state);
        }
        logP += logSigmoid(-linear("addNode", state.graph)[0]);
        for (int k = 0; k < ordering.length; k++) {
            logP += Vectors.logSoftmax(linear("nodeType", state.h.get(k)))[graph.nodeType(ordering[k])];
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
            logP += logSigmoid(linear("addEdge", state.graph, state.h.get(k))[0]);
            double[] scores = left.stream()
                    .mapToDouble(u -> layers.mlp(prefix + ".choose", state.h.get(u), state.h.get(k))[0])
                    .toArray();
            logP += Vectors.logSoftmax(scores)[left.indexOf(partner)];
            int type = graph.edgeType(ordering[partner], ordering[k]);
            if (edgeTypes > 1) {
                logP += Vectors.logSoftmax(linear("edgeType", state.h.get(partner), state.h.get(k)))[type];
            }
            left.remove(Integer.valueOf(partner));
            state.edges.add(new int[] {partner, k, type});
            propagate(state);
        }
        if (!left.isEmpty()) {
            logP += logSigmoid(-linear("addEdge", state.graph, state.h.get(k))[0]);
        }
        return logP;
    }

    /** All rounds, then the graph's state. */
    private void propagate(State state) {
        int[][] edge = new int[state.h.size()][state.h.size()]; // 0 for none, or 1 + its type
        for (int[] e : state.edges) {
            edge[e[0]][e[1]] = 1 + e[2];
            edge[e[1]][e[0]] = 1 + e[2];
        }
        double[] ones = new double[state.h.size()];
        Arrays.fill(ones, 1);
        state.h = layers.prop(prefix + ".prop", state.h, (u, v) -> edge[u][v] - 1, ones);
        state.graph = layers.readout(prefix + ".readout", state.h);
    }

    private double[] linear(String name, double[]... inputs) {
        return layers.linear(prefix + "." + name, inputs);
    }

    private static double[] row(DMatrixRMaj matrix, int row) {
        return Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
    }

    private static double logSigmoid(double x) {
        return -Math.log1p(Math.exp(-x));
    }
}
