package org.sgvae.report.figure;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.sgvae.graph.Graph;

/**
 * Where to draw the nodes of a graph: distances in the plane near to those along edges.
 *
 * <p>Classical scaling of the path lengths \(d_{uv}\), then steps of stress majorisation, which lower
 * \(\sum_{u<v} d_{uv}^{-2} (|p_u - p_v| - d_{uv})^2\) (Gansner, Koren and North 2004):
 * \[ p_u \leftarrow \frac{\sum_v d_{uv}^{-2} \left(p_v + d_{uv} \frac{p_u - p_v}{|p_u - p_v|}\right)}{\sum_v
 * d_{uv}^{-2}}. \]
 * Work grows with n³, so it is for graphs that one can look at. Nodes without a path between them are kept a little
 * apart.
 */
public final class Layout {
    private static final int STEPS = 60;
    private static final int LARGEST = 150; // beyond that a circle
    private static final double TINY = 1e-9;

    private Layout() {}

    /**
     * Lays out a graph.
     *
     * @param graph the graph
     * @return a point (x, y) for each node, in [0, 1], the longer side filled, centred
     */
    public static double[][] of(Graph graph) {
        int n = graph.nodes();
        double[][] points = new double[n][2];
        if (n > LARGEST) {
            Arrays.setAll(points, v -> new double[] {Math.cos(2 * Math.PI * v / n), Math.sin(2 * Math.PI * v / n)});
        } else if (n > 1) {
            double[][] distance = distances(graph);
            points = scaled(distance);
            for (int step = 0; step < STEPS; step++) {
                lowerStress(points, distance);
            }
        }
        return fitted(points);
    }

    /** Lengths of shortest paths; where there is none, one more than half the longest. */
    private static double[][] distances(Graph graph) {
        int n = graph.nodes();
        double[][] distance = new double[n][n];
        double longest = 1;
        for (int root = 0; root < n; root++) {
            Arrays.fill(distance[root], Double.POSITIVE_INFINITY);
            distance[root][root] = 0;
            Deque<Integer> queue = new ArrayDeque<>();
            queue.add(root);
            while (!queue.isEmpty()) {
                int v = queue.remove();
                for (int i = 0; i < graph.degree(v); i++) {
                    int u = graph.neighbour(v, i);
                    if (Double.isInfinite(distance[root][u])) {
                        distance[root][u] = distance[root][v] + 1;
                        longest = Math.max(longest, distance[root][u]);
                        queue.add(u);
                    }
                }
            }
        }
        double apart = 1 + longest / 2;
        for (double[] row : distance) {
            Arrays.setAll(row, v -> Math.min(row[v], Double.isInfinite(row[v]) ? apart : row[v]));
        }
        return distance;
    }

    /** The two greatest eigenvectors of \(-\tfrac12 J D^2 J\), each times the root of its eigenvalue. */
    private static double[][] scaled(double[][] distance) {
        int n = distance.length;
        double[] mean = new double[n];
        double all = 0;
        for (int u = 0; u < n; u++) {
            for (int v = 0; v < n; v++) {
                mean[u] += distance[u][v] * distance[u][v] / n;
            }
            all += mean[u] / n;
        }
        DMatrixRMaj inner = new DMatrixRMaj(n, n);
        for (int u = 0; u < n; u++) {
            for (int v = 0; v < n; v++) {
                inner.set(u, v, -(distance[u][v] * distance[u][v] - mean[u] - mean[v] + all) / 2);
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        double[][] points = new double[n][2];
        for (int v = 0; v < n; v++) { // in case of no eigenvectors, and so that no two points are the same
            points[v][0] = TINY * v;
            points[v][1] = TINY * ((v * 7) % n);
        }
        if (eigen.decompose(inner)) {
            Integer[] order = new Integer[n];
            Arrays.setAll(order, i -> i);
            Arrays.sort(
                    order,
                    (i, j) -> Double.compare(
                            eigen.getEigenvalue(j).getReal(),
                            eigen.getEigenvalue(i).getReal()));
            for (int axis = 0; axis < 2; axis++) {
                double length =
                        Math.sqrt(Math.max(0, eigen.getEigenvalue(order[axis]).getReal()));
                for (int v = 0; v < n; v++) {
                    points[v][axis] +=
                            length * eigen.getEigenVector(order[axis]).get(v);
                }
            }
        }
        return points;
    }

    private static void lowerStress(double[][] points, double[][] distance) {
        for (int u = 0; u < points.length; u++) {
            double weights = 0;
            double x = 0;
            double y = 0;
            for (int v = 0; v < points.length; v++) {
                if (v != u) {
                    double w = 1 / (distance[u][v] * distance[u][v]);
                    double dx = points[u][0] - points[v][0];
                    double dy = points[u][1] - points[v][1];
                    double stretch = distance[u][v] / Math.max(TINY, Math.hypot(dx, dy));
                    x += w * (points[v][0] + stretch * dx);
                    y += w * (points[v][1] + stretch * dy);
                    weights += w;
                }
            }
            points[u][0] = x / weights;
            points[u][1] = y / weights;
        }
    }

    /** Moves and scales points, of which there is at least one, so that they fill [0, 1] along the longer side; modifies them. */
    static double[][] fitted(double[][] points) {
        double[] low = points[0].clone();
        double[] high = points[0].clone();
        for (double[] point : points) {
            for (int i = 0; i < 2; i++) {
                low[i] = Math.min(low[i], point[i]);
                high[i] = Math.max(high[i], point[i]);
            }
        }
        double scale = Math.max(TINY, Math.max(high[0] - low[0], high[1] - low[1]));
        for (double[] point : points) {
            for (int i = 0; i < 2; i++) {
                point[i] = 0.5 + (point[i] - (low[i] + high[i]) / 2) / scale;
            }
        }
        return points;
    }
}
