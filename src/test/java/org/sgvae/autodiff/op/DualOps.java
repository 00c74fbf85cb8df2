package org.sgvae.autodiff.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.OpCatalogue;
import org.sgvae.dual.Dual;

/** The operations of {@link OpCatalogue} on matrices of dual numbers, each by its definition. */
final class DualOps {
    /** Entry (i, j) of a matrix. */
    private interface Entry {
        Dual at(int i, int j);
    }

    /** A number of a list of numbers. */
    private interface Reduction {
        Dual of(Dual... x);
    }

    private DualOps() {}

    /**
     * Evaluates an example.
     *
     * @param name operation, as {@link OpCatalogue.Entry} names it
     * @param in its arguments
     * @param y what the library made of it: its shape and the indices that the example chose
     */
    static Dual[][] apply(String name, List<Dual[][]> in, Variable y) {
        Dual[][] x = in.get(0);
        int rows = x.length;
        Reduction sum = Dual::sum;
        Reduction mean = v -> Dual.sum(v).times(1.0 / v.length);
        Reduction max = v ->
                Arrays.stream(v).reduce((a, b) -> b.value() > a.value() ? b : a).orElseThrow();
        Reduction min = v ->
                Arrays.stream(v).reduce((a, b) -> b.value() < a.value() ? b : a).orElseThrow();
        Reduction logSumExp = v ->
                Dual.sum(Arrays.stream(v).map(Dual::exp).toArray(Dual[]::new)).log();
        return switch (name.substring(name.indexOf('.') + 1)) {
            case "matmul" -> product(y, x[0].length, (i, k) -> x[i][k], (k, j) -> in.get(1)[k][j]);
            case "matmulTransA" -> product(y, rows, (i, k) -> x[k][i], (k, j) -> in.get(1)[k][j]);
            case "matmulTransB" -> product(y, x[0].length, (i, k) -> x[i][k], (k, j) -> in.get(1)[j][k]);
            case "affine" -> affine(y, in);
            case "affineRelu" -> map(affine(y, in), Dual::relu);
            case "transpose" -> matrix(y, (i, j) -> x[j][i]);
            case "dot" -> matrix(y, (i, j) -> sum.of(flat(map(x, in.get(1), Dual::times, rows, x[0].length))));
            case "add" -> map(x, in.get(1), Dual::plus, y.rows(), y.columns());
            case "subtract" -> map(x, in.get(1), Dual::minus, y.rows(), y.columns());
            case "multiply" -> map(x, in.get(1), Dual::times, y.rows(), y.columns());
            case "divide" -> map(x, in.get(1), Dual::over, y.rows(), y.columns());
            case "scale" -> map(x, v -> v.times(-2.5));
            case "negate" -> map(x, Dual::negate);
            case "addConstant" -> map(x, v -> v.plus(1.5));
            case "exp" -> map(x, Dual::exp);
            case "log" -> map(x, Dual::log);
            case "expm1" -> map(x, Dual::expm1);
            case "log1p" -> map(x, Dual::log1p);
            case "sqrt" -> map(x, Dual::sqrt);
            case "square" -> map(x, v -> v.times(v));
            case "tanh" -> map(x, Dual::tanh);
            case "sigmoid" -> map(x, Dual::sigmoid);
            case "softplus" -> map(x, Dual::softplus);
            case "logSigmoid" -> map(x, v -> v.negate().softplus().negate());
            case "relu" -> map(x, Dual::relu);
            case "sum" -> matrix(y, (i, j) -> sum.of(flat(x)));
            case "sumOverRows" -> matrix(y, (i, j) -> sum.of(column(x, j)));
            case "sumOverColumns" -> matrix(y, (i, j) -> sum.of(x[i]));
            case "mean" -> matrix(y, (i, j) -> mean.of(flat(x)));
            case "meanOverRows" -> matrix(y, (i, j) -> mean.of(column(x, j)));
            case "meanOverColumns" -> matrix(y, (i, j) -> mean.of(x[i]));
            case "max" -> matrix(y, (i, j) -> max.of(flat(x)));
            case "maxOverRows" -> matrix(y, (i, j) -> max.of(column(x, j)));
            case "maxOverColumns" -> matrix(y, (i, j) -> max.of(x[i]));
            case "min" -> matrix(y, (i, j) -> min.of(flat(x)));
            case "minOverRows" -> matrix(y, (i, j) -> min.of(column(x, j)));
            case "minOverColumns" -> matrix(y, (i, j) -> min.of(x[i]));
            case "concatRows" -> in.stream().flatMap(Arrays::stream).toArray(Dual[][]::new);
            case "concatColumns" ->
                matrix(y, (i, j) -> flat(in.stream().map(part -> part[i]).toArray(Dual[][]::new))[j]);
            case "sliceRows" -> matrix(y, (i, j) -> x[rows / 3 + i][j]);
            case "sliceColumns" -> matrix(y, (i, j) -> x[i][x[i].length / 3 + j]);
            case "gatherRows" -> matrix(y, (i, j) -> x[y.indices(0).get(i)][j]);
            case "pickColumns" -> matrix(y, (i, j) -> x[i][y.indices(0).get(i)]);
            case "segmentSum" -> matrix(y, (i, j) -> sum.of(ofSegment(x, y, i, j)));
            case "segmentSoftmax" ->
                matrix(
                        y,
                        (i, j) -> x[i][j].minus(logSumExp.of(ofSegmentOfRow(x, y, i, j)))
                                .exp());
            case "segmentLogSoftmax" -> matrix(y, (i, j) -> x[i][j].minus(logSumExp.of(ofSegmentOfRow(x, y, i, j))));
            case "logSumExp" -> matrix(y, (i, j) -> logSumExp.of(x[i]));
            case "softmax" -> matrix(y, (i, j) -> Dual.logSoftmax(x[i])[j].exp());
            case "logSoftmax" -> matrix(y, (i, j) -> Dual.logSoftmax(x[i])[j]);
            default -> throw new AssertionError(name + " has no dual form; write it here");
        };
    }

    private static Dual[][] matrix(Variable like, Entry entry) {
        Dual[][] matrix = new Dual[like.rows()][like.columns()];
        for (int i = 0; i < like.rows(); i++) {
            for (int j = 0; j < like.columns(); j++) {
                matrix[i][j] = entry.at(i, j);
            }
        }
        return matrix;
    }

    private static Dual[][] product(Variable y, int inner, Entry a, Entry b) {
        return matrix(
                y,
                (i, j) -> Dual.sum(IntStream.range(0, inner)
                        .mapToObj(k -> a.at(i, k).times(b.at(k, j)))
                        .toArray(Dual[]::new)));
    }

    private static Dual[][] affine(Variable y, List<Dual[][]> in) {
        Dual[][] x = in.get(0);
        Dual[][] product = product(y, x[0].length, (i, k) -> x[i][k], (k, j) -> in.get(1)[j][k]);
        return map(product, in.get(2), Dual::plus, y.rows(), y.columns());
    }

    private static Dual[][] map(Dual[][] x, UnaryOperator<Dual> f) {
        return Arrays.stream(x)
                .map(row -> Arrays.stream(row).map(f).toArray(Dual[]::new))
                .toArray(Dual[][]::new);
    }

    /** Single rows and columns are stretched. */
    private static Dual[][] map(Dual[][] a, Dual[][] b, BinaryOperator<Dual> f, int rows, int columns) {
        IntBinaryOperator stretched = (index, length) -> length == 1 ? 0 : index;
        Dual[][] y = new Dual[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                Dual[] rowOfA = a[stretched.applyAsInt(i, a.length)];
                Dual[] rowOfB = b[stretched.applyAsInt(i, b.length)];
                y[i][j] = f.apply(
                        rowOfA[stretched.applyAsInt(j, rowOfA.length)], rowOfB[stretched.applyAsInt(j, rowOfB.length)]);
            }
        }
        return y;
    }

    private static Dual[] flat(Dual[][] x) {
        return Arrays.stream(x).flatMap(Arrays::stream).toArray(Dual[]::new);
    }

    private static Dual[] column(Dual[][] x, int j) {
        return Arrays.stream(x).map(row -> row[j]).toArray(Dual[]::new);
    }

    private static Dual[] ofSegment(Dual[][] x, Variable y, int segment, int j) {
        return IntStream.range(0, x.length)
                .filter(i -> y.indices(0).get(i) == segment)
                .mapToObj(i -> x[i][j])
                .toArray(Dual[]::new);
    }

    private static Dual[] ofSegmentOfRow(Dual[][] x, Variable y, int row, int j) {
        return ofSegment(x, y, y.indices(0).get(row), j);
    }
}
