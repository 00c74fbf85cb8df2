package org.sgvae.gnn;

import java.util.Arrays;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Variable;

/**
 * The sum over the nodes of each graph, weighted by a gate: \(y_G = \sum_{v \in G} s_v\,[x_v ; 1]\).
 *
 * <p>The last column is the sum of the gates themselves, so that an affine map may follow the sum instead of coming
 * before it: \(\sum_v s_v (W x_v + b) = [W\; b]\, y_G\).
 *
 * <p>Pullback: \(\bar x_v \mathrel{+}= s_v\, \bar y_G[0..d)\), \(\bar s_v \mathrel{+}= [x_v ; 1] \cdot \bar y_G\).
 */
final class GatedSum {
    private GatedSum() {}

    /**
     * Sums up.
     *
     * @param gate \(s\), n x 1; not modified
     * @param x \(x\), n x d; not modified
     * @param graphOfRow for every row its graph; not modified
     * @param graphs number of graphs
     * @return \(y\), graphs x (d + 1)
     */
    static Variable of(Variable gate, Variable x, Indices graphOfRow, int graphs) {
        int d = x.columns();
        Variable y = x.tape().append(GATED_SUM, graphs, d + 1, gate, x);
        y.keep(0, graphOfRow);
        double[] sum = y.value().data;
        Arrays.fill(sum, 0, graphs * (d + 1), 0);
        for (int v = 0; v < x.rows(); v++) {
            int row = graphOfRow.get(v) * (d + 1);
            double s = gate.value().data[v];
            for (int j = 0; j < d; j++) {
                sum[row + j] += s * x.value().data[v * d + j];
            }
            sum[row + d] += s;
        }
        return y;
    }

    private static final Op GATED_SUM = new Op("gatedSum", (kernels, y) -> {
        Variable gate = y.input(0);
        Variable x = y.input(1);
        int d = x.columns();
        Indices graphOfRow = y.indices(0);
        double[] yBar = y.gradient().data;
        if (x.needsGradient()) {
            double[] xBar = x.gradient().data;
            for (int v = 0; v < x.rows(); v++) {
                int row = graphOfRow.get(v) * (d + 1);
                double s = gate.value().data[v];
                for (int j = 0; j < d; j++) {
                    xBar[v * d + j] += s * yBar[row + j];
                }
            }
        }
        if (gate.needsGradient()) {
            double[] sBar = gate.gradient().data;
            double[] values = x.value().data;
            for (int v = 0; v < x.rows(); v++) {
                int row = graphOfRow.get(v) * (d + 1);
                double sum = yBar[row + d];
                for (int j = 0; j < d; j++) {
                    sum += values[v * d + j] * yBar[row + j];
                }
                sBar[v] += sum;
            }
        }
    });
}
