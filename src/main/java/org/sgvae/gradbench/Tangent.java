package org.sgvae.gradbench;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ElementwiseOps;
import org.sgvae.autodiff.op.MatrixOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.autodiff.op.ShapeOps;

/**
 * Forward mode over the tape: a matrix with its derivative along one direction, both on the tape. Where there are many
 * more results than arguments a pass for each argument is cheaper than one for each result; and as the derivative is
 * recorded like any other value, {@link org.sgvae.autodiff.Tape#backward} of it gives second derivatives.
 *
 * @param value the matrix
 * @param slope its derivative, of the same shape
 */
record Tangent(Variable value, Variable slope) {
    /** Of what does not depend on the argument. */
    static Tangent constant(Variable value) {
        return new Tangent(value, value.tape().zeroConstant(value.rows(), value.columns()));
    }

    static Tangent constant(Tangent like, double... row) {
        return constant(like.value.tape().constant(Matrices.row(row)));
    }

    static Tangent constant(Tangent like, DMatrixRMaj matrix) {
        return constant(like.value.tape().constant(matrix));
    }

    Tangent plus(Tangent b) {
        return new Tangent(ArithmeticOps.add(value, b.value), ArithmeticOps.add(slope, b.slope));
    }

    Tangent minus(Tangent b) {
        return new Tangent(ArithmeticOps.subtract(value, b.value), ArithmeticOps.subtract(slope, b.slope));
    }

    /** Entry by entry: (ab)' = a' b + a b'. */
    Tangent times(Tangent b) {
        return new Tangent(
                ArithmeticOps.multiply(value, b.value),
                ArithmeticOps.add(ArithmeticOps.multiply(slope, b.value), ArithmeticOps.multiply(value, b.slope)));
    }

    /** Entry by entry: (a / b)' = (a' - (a / b) b') / b. */
    Tangent over(Tangent b) {
        Variable ratio = ArithmeticOps.divide(value, b.value);
        Variable rest = ArithmeticOps.subtract(slope, ArithmeticOps.multiply(ratio, b.slope));
        return new Tangent(ratio, ArithmeticOps.divide(rest, b.value));
    }

    Tangent negate() {
        return new Tangent(ArithmeticOps.negate(value), ArithmeticOps.negate(slope));
    }

    /** Times a matrix, transposed: (A Bᵀ)' = A' Bᵀ + A B'ᵀ. */
    Tangent timesTransposed(Tangent b) {
        return new Tangent(
                MatrixOps.matmulTransB(value, b.value),
                ArithmeticOps.add(MatrixOps.matmulTransB(slope, b.value), MatrixOps.matmulTransB(value, b.slope)));
    }

    /** Times a matrix: (A B)' = A' B + A B'. */
    Tangent timesMatrix(Tangent b) {
        return new Tangent(
                MatrixOps.matmul(value, b.value),
                ArithmeticOps.add(MatrixOps.matmul(slope, b.value), MatrixOps.matmul(value, b.slope)));
    }

    Tangent square() {
        return new Tangent(ElementwiseOps.square(value), ArithmeticOps.scale(2, ArithmeticOps.multiply(value, slope)));
    }

    Tangent sqrt() {
        Variable root = ElementwiseOps.sqrt(value);
        return new Tangent(root, ArithmeticOps.scale(0.5, ArithmeticOps.divide(slope, root)));
    }

    Tangent sin() {
        return new Tangent(Trigonometry.sin(value), ArithmeticOps.multiply(Trigonometry.cos(value), slope));
    }

    Tangent cos() {
        return new Tangent(
                Trigonometry.cos(value), ArithmeticOps.negate(ArithmeticOps.multiply(Trigonometry.sin(value), slope)));
    }

    Tangent sum() {
        return new Tangent(ReductionOps.sum(value), ReductionOps.sum(slope));
    }

    Tangent rows(Indices rows) {
        return new Tangent(ShapeOps.gatherRows(value, rows), ShapeOps.gatherRows(slope, rows));
    }

    Tangent columns(int from, int to) {
        return new Tangent(ShapeOps.sliceColumns(value, from, to), ShapeOps.sliceColumns(slope, from, to));
    }

    static Tangent besideEachOther(Tangent... parts) {
        return new Tangent(ShapeOps.concatColumns(values(parts)), ShapeOps.concatColumns(slopes(parts)));
    }

    static Tangent belowEachOther(Tangent... parts) {
        return new Tangent(ShapeOps.concatRows(values(parts)), ShapeOps.concatRows(slopes(parts)));
    }

    private static List<Variable> values(Tangent... parts) {
        List<Variable> values = new ArrayList<>();
        for (Tangent part : parts) {
            values.add(part.value);
        }
        return values;
    }

    private static List<Variable> slopes(Tangent... parts) {
        List<Variable> slopes = new ArrayList<>();
        for (Tangent part : parts) {
            slopes.add(part.slope);
        }
        return slopes;
    }
}
