package org.sgvae.gradbench;

import java.util.Arrays;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ElementwiseOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.autodiff.op.ShapeOps;
import org.sgvae.json.JsonPlace;

/**
 * The cost \(f(C) = \sum_i \min_j |C_j - P_i|^2\) of centroids, and the direction of Newton's method, gradient over
 * Hessian entry by entry: the Hessian is diagonal, so its product with ones, forward over reverse, is its diagonal.
 */
final class KMeans {
    static final Map<String, Evaluation> FUNCTIONS = Map.of("cost", KMeans::cost, "dir", KMeans::direction);

    private KMeans() {}

    private static Evaluation.Run cost(JsonPlace input) {
        DMatrixRMaj points = Matrices.matrix(input.at("points"));
        DMatrixRMaj centroids = Matrices.matrix(input.at("centroids"));
        Tape tape = Tape.forwardOnly();
        return () -> {
            tape.reset();
            Variable near = ShapeOps.gatherRows(tape.variable(centroids), nearest(points, centroids, tape.indices()));
            Variable distance = ArithmeticOps.subtract(near, tape.constant(points));
            Variable cost = ReductionOps.sum(ElementwiseOps.square(distance));
            return () -> Matrices.number(cost.scalarValue());
        };
    }

    private static Evaluation.Run direction(JsonPlace input) {
        DMatrixRMaj points = Matrices.matrix(input.at("points"));
        DMatrixRMaj centroids = Matrices.matrix(input.at("centroids"));
        Tape tape = Tape.recording();
        return () -> {
            tape.reset();
            Variable ones = tape.zeroConstant(centroids.numRows, centroids.numCols);
            Arrays.fill(ones.value().data, 0, centroids.getNumElements(), 1);
            Tangent cost = new Tangent(tape.variable(centroids), ones)
                    .rows(nearest(points, centroids, tape.indices()))
                    .minus(Tangent.constant(tape.constant(points)))
                    .square()
                    .sum();
            tape.backward(cost.value());
            DMatrixRMaj direction = tape.variable(centroids).gradient().copy();
            tape.clearGradients();
            tape.backward(cost.slope());
            DMatrixRMaj hessian = tape.variable(centroids).gradient();
            for (int i = 0; i < direction.getNumElements(); i++) {
                direction.data[i] /= hessian.data[i];
            }
            return () -> Matrices.rows(direction);
        };
    }

    /** For each point the centroid that is nearest: constant almost everywhere, so nothing to differentiate. */
    private static Indices nearest(DMatrixRMaj points, DMatrixRMaj centroids, Indices nearest) {
        int d = points.numCols;
        for (int i = 0; i < points.numRows; i++) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < centroids.numRows; j++) {
                double sum = 0;
                for (int k = 0; k < d; k++) {
                    double difference = centroids.data[j * d + k] - points.data[i * d + k];
                    sum += difference * difference;
                }
                if (sum < least) {
                    least = sum;
                    best = j;
                }
            }
            nearest.add(best);
        }
        return nearest;
    }
}
