package org.sgvae.gradbench;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.addConstant;
import static org.sgvae.autodiff.op.ArithmeticOps.divide;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ArithmeticOps.negate;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.ElementwiseOps.square;

import java.util.Arrays;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ElementwiseOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.autodiff.op.ShapeOps;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;

/**
 * Reprojection errors of points seen by cameras, and their sparse Jacobian. An observation is a row, and rows do not
 * depend on each other, so one backward pass for each of the two coordinates gives the derivatives of all observations.
 */
final class BundleAdjustment {
    static final Map<String, Evaluation> FUNCTIONS = Map.of(
            "objective",
            input -> new BundleAdjustment(input).objective(),
            "jacobian",
            input -> new BundleAdjustment(input).jacobian());

    /** Observations on the tape at a time, so that they stay in the cache. */
    private static final int BLOCK = 512;

    private static final int CAMERA = 11;

    /** Derivatives of a coordinate: by the camera, the point and the weight. */
    private static final int ENTRIES = CAMERA + 3 + 1;

    private static final int SHOWN = 30;

    private final int n; // cameras, all alike
    private final int m; // points, all alike
    private final int p; // observations

    /** Rotation (3), centre (3), focal length, principal point (2), radial distortion (2). */
    private final double[] camera;

    private final double[] point;
    private final double weight;

    /** Where the point was seen (2). */
    private final double[] feature;

    private BundleAdjustment(JsonPlace input) {
        n = input.at("n").asInt();
        m = input.at("m").asInt();
        p = input.at("p").asInt();
        camera = input.at("cam").asDoubles();
        point = input.at("x").asDoubles();
        weight = input.at("w").asDouble();
        feature = input.at("feat").asDoubles();
    }

    private Evaluation.Run objective() {
        Tape tape = Tape.forwardOnly();
        double[] errors = new double[2 * p];
        double[] weightErrors = new double[p];
        return () -> {
            for (int from = 0; from < p; from += BLOCK) {
                tape.reset();
                Block block = new Block(tape, Math.min(BLOCK, p - from));
                System.arraycopy(block.residual.value().data, 0, errors, 2 * from, 2 * block.rows);
                System.arraycopy(block.weightError.value().data, 0, weightErrors, from, block.rows);
            }
            return () -> JsonObject.builder()
                    .put(
                            "reproj_error",
                            JsonObject.builder()
                                    .put("elements", JsonArray.ofNumbers(errors[0], errors[1]))
                                    .put("repeated", p)
                                    .build())
                    .put(
                            "w_err",
                            JsonObject.builder()
                                    .put("element", weightErrors[0])
                                    .put("repeated", p)
                                    .build())
                    .build();
        };
    }

    private Evaluation.Run jacobian() {
        Tape tape = Tape.recording();
        int[] rowStarts = new int[3 * p + 1];
        int[] columns = new int[(2 * ENTRIES + 1) * p];
        double[] values = new double[columns.length];
        return () -> {
            for (int from = 0; from < p; from += BLOCK) {
                tape.reset();
                Block block = new Block(tape, Math.min(BLOCK, p - from));
                for (int coordinate = 0; coordinate < 2; coordinate++) {
                    block.backward(ShapeOps.sliceColumns(block.residual, coordinate, coordinate + 1));
                    for (int i = 0; i < block.rows; i++) {
                        int at = (2 * (from + i) + coordinate) * ENTRIES;
                        rowStarts[2 * (from + i) + coordinate] = at;
                        fillColumns(columns, at, from + i);
                        block.copyGradient(i, values, at);
                    }
                }
                block.backward(block.weightError);
                for (int i = 0; i < block.rows; i++) {
                    int at = 2 * ENTRIES * p + from + i;
                    rowStarts[2 * p + from + i] = at;
                    columns[at] = CAMERA * n + 3 * m + from + i;
                    values[at] = block.weights.gradient().data[i];
                }
            }
            rowStarts[3 * p] = columns.length;
            return () -> JsonObject.builder()
                    .put("rows", JsonArray.ofNumbers(shown(rowStarts)))
                    .put("cols", JsonArray.ofNumbers(shown(columns)))
                    .put("vals", JsonArray.ofNumbers(shown(values)))
                    .build();
        };
    }

    private void fillColumns(int[] columns, int at, int observation) {
        for (int j = 0; j < CAMERA; j++) {
            columns[at + j] = CAMERA * (observation % n) + j;
        }
        for (int j = 0; j < 3; j++) {
            columns[at + CAMERA + j] = CAMERA * n + 3 * (observation % m) + j;
        }
        columns[at + ENTRIES - 1] = CAMERA * n + 3 * m + observation;
    }

    private static int[] shown(int[] all) {
        int[] shown = Arrays.copyOf(all, SHOWN + 1);
        shown[SHOWN] = all[all.length - 1];
        return shown;
    }

    private static double[] shown(double[] all) {
        double[] shown = Arrays.copyOf(all, SHOWN + 1);
        shown[SHOWN] = all[all.length - 1];
        return shown;
    }

    /** Some observations on a tape, each with leaves of its own. */
    private final class Block {
        final int rows;
        final Variable cameras;
        final Variable points;
        final Variable weights;
        final Variable residual;
        final Variable weightError;

        Block(Tape tape, int rows) {
            this.rows = rows;
            cameras = tape.variable(repeated(camera));
            points = tape.variable(repeated(point));
            weights = tape.variable(repeated(weight));
            residual = residual();
            weightError = addConstant(negate(square(weights)), 1);
        }

        private DMatrixRMaj repeated(double... row) {
            DMatrixRMaj matrix = new DMatrixRMaj(rows, row.length);
            for (int i = 0; i < rows; i++) {
                System.arraycopy(row, 0, matrix.data, i * row.length, row.length);
            }
            return matrix;
        }

        void backward(Variable y) {
            y.tape().clearGradients();
            DMatrixRMaj ones = new DMatrixRMaj(rows, 1);
            Arrays.fill(ones.data, 1);
            y.tape().backward(y, ones);
        }

        void copyGradient(int row, double[] values, int at) {
            System.arraycopy(cameras.gradient().data, CAMERA * row, values, at, CAMERA);
            System.arraycopy(points.gradient().data, 3 * row, values, at + CAMERA, 3);
            values[at + ENTRIES - 1] = weights.gradient().data[row];
        }

        /** w (f g + u − feature) with g = e (1 + k₁ |e|² + k₂ |e|⁴), rows x 2. */
        private Variable residual() {
            Variable centred = subtract(points, columns(cameras, 3, 6));
            Variable seen = rotated(columns(cameras, 0, 3), centred);
            Variable e = divide(columns(seen, 0, 2), columns(seen, 2, 3));
            Variable square = ReductionOps.sumOverColumns(square(e));
            Variable radial = multiply(columns(cameras, 9, 10), square);
            radial = addConstant(add(radial, multiply(columns(cameras, 10, 11), square(square))), 1);
            Variable projected = add(multiply(columns(cameras, 6, 7), multiply(e, radial)), columns(cameras, 7, 9));
            return multiply(weights, subtract(projected, projected.tape().constant(Matrices.row(feature))));
        }

        /** p cos θ + (v × p) sin θ + v (v · p) (1 − cos θ) with θ = |r|, v = r / θ; p + r × p if r is 0. */
        private Variable rotated(Variable r, Variable x) {
            if (camera[0] == 0 && camera[1] == 0 && camera[2] == 0) {
                return add(x, cross(r, x));
            }
            Variable angle = ElementwiseOps.sqrt(ReductionOps.sumOverColumns(square(r)));
            Variable axis = divide(r, angle);
            Variable cos = Trigonometry.cos(angle);
            Variable along = multiply(ReductionOps.sumOverColumns(multiply(axis, x)), addConstant(negate(cos), 1));
            Variable turned = add(multiply(x, cos), multiply(cross(axis, x), Trigonometry.sin(angle)));
            return add(turned, multiply(axis, along));
        }

        private static Variable cross(Variable a, Variable b) {
            return subtract(multiply(rolled(a, 1), rolled(b, 2)), multiply(rolled(a, 2), rolled(b, 1)));
        }

        private static Variable rolled(Variable a, int by) {
            return ShapeOps.concatColumns(columns(a, by, 3), columns(a, 0, by));
        }

        private static Variable columns(Variable x, int from, int to) {
            return ShapeOps.sliceColumns(x, from, to);
        }
    }
}
