package org.sgvae.gradbench;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.json.JsonPlace;

/**
 * Distances between measured points and a hand of bones, skinned, and their Jacobian by forward mode: it has hundreds
 * of thousands of rows but 26 columns, and two more for barycentric coordinates, of which each row has its own.
 */
final class HandTracking {
    static final Map<String, Evaluation> FUNCTIONS =
            Map.of("objective", HandTracking::objective, "jacobian", HandTracking::jacobian);

    private final HandModel model;
    private final double[] theta;
    private final DMatrixRMaj us;
    private final DMatrixRMaj points;
    private final Indices[] corners;

    private HandTracking(JsonPlace input) {
        JsonPlace data = input.at("data");
        model = new HandModel(data.at("model"));
        theta = input.at("theta").asDoubles();
        us = Matrices.matrix(input.at("us"));
        points = Matrices.matrix(data.at("points"));
        int[] correspondences = data.at("correspondences").asInts();
        boolean free = us.numRows > 0;
        corners = new Indices[free ? 3 : 1];
        List<JsonPlace> triangles = data.at("model").at("triangles").items();
        for (int i = 0; i < corners.length; i++) {
            corners[i] = new Indices();
            for (int correspondence : correspondences) {
                corners[i].add(free ? triangles.get(correspondence).asInts()[i] : correspondence);
            }
        }
    }

    private static Evaluation.Run objective(JsonPlace input) {
        HandTracking tracking = new HandTracking(input);
        Tape tape = Tape.forwardOnly();
        return () -> {
            tape.reset();
            Tangent residuals = tracking.residuals(tape, -1);
            return () -> Matrices.flat(residuals.value().value());
        };
    }

    private static Evaluation.Run jacobian(JsonPlace input) {
        HandTracking tracking = new HandTracking(input);
        Tape tape = Tape.forwardOnly();
        int columns = tracking.us.numCols + tracking.theta.length;
        DMatrixRMaj jacobian = new DMatrixRMaj(3 * tracking.points.numRows, columns);
        return () -> {
            for (int column = 0; column < columns; column++) {
                tape.reset();
                double[] slopes = tracking.residuals(tape, column).slope().value().data;
                for (int i = 0; i < jacobian.numRows; i++) {
                    jacobian.data[i * columns + column] = slopes[i];
                }
            }
            return () -> Matrices.rows(jacobian);
        };
    }

    /**
     * N x 3 residuals with their derivative by an argument: the barycentric coordinates, if there are any, then theta.
     */
    private Tangent residuals(Tape tape, int argument) {
        int own = us.numCols;
        DMatrixRMaj direction = new DMatrixRMaj(1, theta.length);
        if (argument >= own) {
            direction.data[argument - own] = 1;
        }
        Tangent vertices = model.vertices(new Tangent(tape.constant(Matrices.row(theta)), tape.constant(direction)));
        Tangent near = vertices.rows(corners[0]);
        if (corners.length == 3) {
            DMatrixRMaj ownDirection = new DMatrixRMaj(us.numRows, own);
            for (int i = 0; argument >= 0 && argument < own && i < us.numRows; i++) {
                ownDirection.data[i * own + argument] = 1;
            }
            Tangent u = new Tangent(tape.constant(us), tape.constant(ownDirection));
            Tangent third = vertices.rows(corners[2]);
            // u₀ a + u₁ b + (1 − u₀ − u₁) c
            near = third.plus(u.columns(0, 1).times(near.minus(third)))
                    .plus(u.columns(1, 2).times(vertices.rows(corners[1]).minus(third)));
        }
        return Tangent.constant(tape.constant(points)).minus(near);
    }
}
