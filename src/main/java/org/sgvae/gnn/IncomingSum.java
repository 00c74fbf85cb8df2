package org.sgvae.gnn;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

/**
 * What a node hears from its neighbours before any weight is applied: for every node v the sum over its incoming edges
 * u→v
 * \[ x_v = \sum_u w_u\,[\,h_u ; h_v ; \mathrm{onehot}(e_{uv}) ; 1\,], \]
 * where \(w_u\) is how loud the sender is, 1 unless given.
 *
 * <p>A message is affine in \([h_u ; h_v ; e_{uv}]\), so the sum of the messages is the same affine map of \(x_v\),
 * with the bias taken as often as there are edges (the last column, the degree, \(\deg(v) = \sum_u w_u\)): one product
 * a node instead of one an edge.
 *
 * <p>Pullback: \(\bar h_u \mathrel{+}= w_u \sum_v \bar x_v[0..d)\), \(\bar h_v \mathrel{+}= \deg(v)\,\bar x_v[d..2d)\)
 * and \(\bar w_u \mathrel{+}= \sum_v [\,h_u ; h_v ; \mathrm{onehot}(e_{uv}) ; 1\,] \cdot \bar x_v\), sums over the
 * edges u→v.
 */
final class IncomingSum {
    private IncomingSum() {}

    /**
     * Sums what enters each node.
     *
     * @param h states, n x d; not modified
     * @param batch n rows and their edges; not modified
     * @param edgeTypes number of edge types E
     * @return \(x\), n x (2d + E + 1)
     * @throws IllegalArgumentException if the batch has another number of rows, or an edge type is not below E
     */
    static Variable of(Variable h, GraphBatch batch, int edgeTypes) {
        requireOneANode("states", h, batch);
        int d = h.columns();
        Variable y = h.tape().append(INCOMING_SUM, h.rows(), 2 * d + edgeTypes + 1, h);
        y.keep(0, batch.sender()).keep(1, batch.receiver());
        DMatrixRMaj x = y.value();
        x.zero();
        int[] sender = batch.sender().data();
        int[] receiver = batch.receiver().data();
        h.tape().kernels().edgeSum(h.value(), 0, sender, receiver, batch.directedEdges(), d, x, 0);
        for (int e = 0; e < batch.directedEdges(); e++) {
            int row = receiver[e] * x.numCols;
            x.data[row + 2 * d + edgeType(batch, e, edgeTypes)]++;
            x.data[row + 2 * d + edgeTypes]++;
        }
        putReceivers(h.value(), x);
        return y;
    }

    /**
     * Sums what enters each node, every sender as loud as its weight says.
     *
     * @param h states, n x d; not modified
     * @param weight \(w\), n x 1; not modified
     * @param batch n rows and their edges; not modified
     * @param edgeTypes number of edge types E
     * @return \(x\), n x (2d + E + 1)
     * @throws IllegalArgumentException if the batch has another number of rows, or an edge type is not below E
     */
    static Variable weighted(Variable h, Variable weight, GraphBatch batch, int edgeTypes) {
        requireOneANode("states", h, batch);
        requireOneANode("weights", weight, batch);
        int d = h.columns();
        Tape tape = h.tape();
        Variable y = tape.append(WEIGHTED_INCOMING_SUM, h.rows(), 2 * d + edgeTypes + 1, h, weight);
        y.keep(0, batch.sender()).keep(1, batch.receiver()).keep(2, batch.edgeType());
        DMatrixRMaj x = y.value();
        x.zero();
        int[] sender = batch.sender().data();
        int[] receiver = batch.receiver().data();
        double[] w = weight.value().data;
        DMatrixRMaj sent = tape.workspace().borrow(h.rows(), d);
        for (int u = 0; u < h.rows(); u++) {
            for (int j = 0; j < d; j++) {
                sent.data[u * d + j] = w[u] * h.value().data[u * d + j];
            }
        }
        tape.kernels().edgeSum(sent, 0, sender, receiver, batch.directedEdges(), d, x, 0);
        tape.workspace().giveBack(sent);
        for (int e = 0; e < batch.directedEdges(); e++) {
            int row = receiver[e] * x.numCols;
            x.data[row + 2 * d + edgeType(batch, e, edgeTypes)] += w[sender[e]];
            x.data[row + 2 * d + edgeTypes] += w[sender[e]];
        }
        putReceivers(h.value(), x);
        return y;
    }

    private static void requireOneANode(String what, Variable rows, GraphBatch batch) {
        if (batch.rows() != rows.rows()) {
            throw new IllegalArgumentException("incomingSum: " + rows.rows() + " " + what + " for a batch of "
                    + batch.rows() + " nodes; give one a node");
        }
    }

    private static int edgeType(GraphBatch batch, int e, int edgeTypes) {
        int type = batch.edgeType().get(e);
        if (type >= edgeTypes) {
            throw new IllegalArgumentException("incomingSum: edge type " + type + " is not in 0.." + (edgeTypes - 1));
        }
        return type;
    }

    /** \(x_v[d..2d) = \deg(v)\,h_v\), with the degree from the last column. */
    private static void putReceivers(DMatrixRMaj h, DMatrixRMaj x) {
        int d = h.numCols;
        for (int v = 0; v < h.numRows; v++) {
            double degree = x.data[(v + 1) * x.numCols - 1];
            for (int j = 0; j < d; j++) {
                x.data[v * x.numCols + d + j] = degree * h.data[v * d + j];
            }
        }
    }

    private static final Op INCOMING_SUM = new Op("incomingSum", (kernels, y) -> {
        Variable h = y.input(0);
        int[] sender = y.indices(0).data();
        int[] receiver = y.indices(1).data();
        kernels.edgeSum(y.gradient(), 0, receiver, sender, y.indices(0).size(), h.columns(), h.gradient(), 0);
        addReceivers(y, h);
    });

    private static final Op WEIGHTED_INCOMING_SUM = new Op("weightedIncomingSum", (kernels, y) -> {
        Variable h = y.input(0);
        Variable weight = y.input(1);
        int edges = y.indices(0).size();
        int[] sender = y.indices(0).data();
        int[] receiver = y.indices(1).data();
        int d = h.columns();
        DMatrixRMaj sentBar = y.tape().workspace().borrow(h.rows(), d); // of w_u h_u
        Arrays.fill(sentBar.data, 0, sentBar.getNumElements(), 0);
        kernels.edgeSum(y.gradient(), 0, receiver, sender, edges, d, sentBar, 0);
        if (h.needsGradient()) {
            double[] hBar = h.gradient().data;
            for (int u = 0; u < h.rows(); u++) {
                for (int j = 0; j < d; j++) {
                    hBar[u * d + j] += weight.value().data[u] * sentBar.data[u * d + j];
                }
            }
            addReceivers(y, h);
        }
        if (weight.needsGradient()) {
            int width = y.columns();
            double[] wBar = weight.gradient().data;
            double[] xBar = y.gradient().data;
            for (int u = 0; u < h.rows(); u++) {
                wBar[u] += dot(h.value().data, u * d, sentBar.data, u * d, d);
            }
            for (int e = 0; e < edges; e++) {
                int v = receiver[e];
                wBar[sender[e]] += dot(h.value().data, v * d, xBar, v * width + d, d)
                        + xBar[v * width + 2 * d + y.indices(2).get(e)]
                        + xBar[(v + 1) * width - 1];
            }
        }
        y.tape().workspace().giveBack(sentBar);
    });

    private static double dot(double[] a, int aFirst, double[] b, int bFirst, int length) {
        double sum = 0;
        for (int j = 0; j < length; j++) {
            sum += a[aFirst + j] * b[bFirst + j];
        }
        return sum;
    }

    private static void addReceivers(Variable y, Variable h) {
        int d = h.columns();
        int width = y.columns();
        double[] hBar = h.gradient().data;
        double[] xBar = y.gradient().data;
        for (int v = 0; v < h.rows(); v++) {
            double degree = y.value().data[(v + 1) * width - 1];
            for (int j = 0; j < d; j++) {
                hBar[v * d + j] += degree * xBar[v * width + d + j];
            }
        }
    }
}
