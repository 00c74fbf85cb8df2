package org.sgvae.gnn;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Variable;

/**
 * What a node hears from its neighbours before any weight is applied: for every node v the sum over its incoming edges u→v
 * \[ x_v = \sum_u [\,h_u ; h_v ; \mathrm{onehot}(e_{uv}) ; 1\,]. \]
 *
 * <p>A message is affine in \([h_u ; h_v ; e_{uv}]\), so the sum of the messages is the same affine map of \(x_v\), with the bias
 * taken as often as there are edges (the last column, the degree): one product a node instead of one an edge.
 *
 * <p>Pullback: \(\bar h_u \mathrel{+}= \bar x_v[0..d)\) for every edge, \(\bar h_v \mathrel{+}= \deg(v)\,\bar x_v[d..2d)\).
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
        int n = h.rows();
        int d = h.columns();
        if (batch.rows() != n) {
            throw new IllegalArgumentException(
                    "incomingSum: " + n + " states for a batch of " + batch.rows() + " nodes; give one state a node");
        }
        Variable y = h.tape().append(INCOMING_SUM, n, 2 * d + edgeTypes + 1, h);
        y.keep(0, batch.sender()).keep(1, batch.receiver());
        DMatrixRMaj x = y.value();
        x.zero();
        int[] sender = batch.sender().data();
        int[] receiver = batch.receiver().data();
        h.tape().kernels().edgeSum(h.value(), 0, sender, receiver, batch.directedEdges(), d, x, 0);
        for (int e = 0; e < batch.directedEdges(); e++) {
            int type = batch.edgeType().get(e);
            if (type >= edgeTypes) {
                throw new IllegalArgumentException(
                        "incomingSum: edge type " + type + " is not in 0.." + (edgeTypes - 1));
            }
            int row = receiver[e] * x.numCols;
            x.data[row + 2 * d + type]++;
            x.data[row + 2 * d + edgeTypes]++;
        }
        for (int v = 0; v < n; v++) {
            double degree = x.data[v * x.numCols + 2 * d + edgeTypes];
            for (int j = 0; j < d; j++) {
                x.data[v * x.numCols + d + j] = degree * h.value().data[v * d + j];
            }
        }
        return y;
    }

    private static final Op INCOMING_SUM = new Op("incomingSum", (kernels, y) -> {
        Variable h = y.input(0);
        int[] sender = y.indices(0).data();
        int[] receiver = y.indices(1).data();
        int d = h.columns();
        int width = y.columns();
        double[] hBar = h.gradient().data;
        double[] xBar = y.gradient().data;
        kernels.edgeSum(y.gradient(), 0, receiver, sender, y.indices(0).size(), d, h.gradient(), 0);
        for (int v = 0; v < h.rows(); v++) {
            double degree = y.value().data[v * width + width - 1];
            for (int j = 0; j < d; j++) {
                hBar[v * d + j] += degree * xBar[v * width + d + j];
            }
        }
    });
}
