package org.sgvae.latent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Principal component analysis of points: the eigenvectors of their covariance \(\tfrac1{n-1} \sum_i (x_i - \bar x)(x_i - \bar x)^\top\).
 *
 * <p>Each axis has unit length, and its entry of greatest size is positive.
 */
public final class PrincipalAxes {
    private final double[] mean;
    private final double[][] axes;
    private final double[] variances;

    private PrincipalAxes(double[] mean, double[][] axes, double[] variances) {
        this.mean = mean;
        this.axes = axes;
        this.variances = variances;
    }

    /**
     * Analyses points.
     *
     * @param points n points as rows, n x k, n at least 2; not modified
     * @return the axes
     * @throws IllegalArgumentException if there are fewer than two points, or an entry is not finite
     */
    public static PrincipalAxes of(DMatrixRMaj points) {
        if (points.numRows < 2) {
            throw new IllegalArgumentException(points.numRows + " points have no axes; give at least 2");
        }
        int k = points.numCols;
        double[] mean = new double[k];
        for (int i = 0; i < points.numRows; i++) {
            for (int u = 0; u < k; u++) {
                mean[u] += points.get(i, u) / points.numRows;
            }
        }
        DMatrixRMaj covariance = new DMatrixRMaj(k, k);
        for (int i = 0; i < points.numRows; i++) {
            for (int u = 0; u < k; u++) {
                for (int v = 0; v < k; v++) {
                    covariance.add(
                            u, v, (points.get(i, u) - mean[u]) * (points.get(i, v) - mean[v]) / (points.numRows - 1.0));
                }
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(k, true, true);
        if (!eigen.decompose(covariance)) {
            throw new IllegalArgumentException(
                    "the covariance of the points has no eigenvectors; are all entries finite?");
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(
                (Integer i) -> -eigen.getEigenvalue(i).getReal()));
        double[][] axes = new double[k][];
        double[] variances = new double[k];
        for (int i = 0; i < k; i++) {
            axes[i] = pointedUp(eigen.getEigenVector(order.get(i)).getData().clone());
            variances[i] = Math.max(0, eigen.getEigenvalue(order.get(i)).getReal());
        }
        return new PrincipalAxes(mean, axes, variances);
    }

    private static double[] pointedUp(double[] axis) {
        double extreme = 0;
        for (double entry : axis) {
            extreme = Math.abs(entry) > Math.abs(extreme) ? entry : extreme;
        }
        for (int u = 0; extreme < 0 && u < axis.length; u++) {
            axis[u] = -axis[u];
        }
        return axis;
    }

    /**
     * Returns an axis.
     *
     * @param i its number, from 0, by falling variance
     * @return its k entries, a copy
     */
    public double[] axis(int i) {
        return axes[i].clone();
    }

    /**
     * Returns the share of the variance that lies along an axis.
     *
     * @param i its number
     * @return from 0 to 1; 0 where the points do not differ at all
     */
    public double explained(int i) {
        double sum = 0;
        for (double variance : variances) {
            sum += variance;
        }
        return sum == 0 ? 0 : variances[i] / sum;
    }

    /**
     * Returns the coordinates of points along an axis, \((x - \bar x) \cdot a\).
     *
     * @param points the points as rows; not modified
     * @param i number of the axis
     * @return one number a point
     */
    public double[] coordinates(DMatrixRMaj points, int i) {
        double[] coordinates = new double[points.numRows];
        for (int row = 0; row < points.numRows; row++) {
            for (int u = 0; u < mean.length; u++) {
                coordinates[row] += (points.get(row, u) - mean[u]) * axes[i][u];
            }
        }
        return coordinates;
    }

    /**
     * Returns the point on an axis that has a coordinate, \(\bar x + t a\).
     *
     * @param t the coordinate
     * @param i number of the axis
     * @return k entries
     */
    public double[] at(double t, int i) {
        double[] point = mean.clone();
        for (int u = 0; u < point.length; u++) {
            point[u] += t * axes[i][u];
        }
        return point;
    }
}
