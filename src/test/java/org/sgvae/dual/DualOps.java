package org.sgvae.dual;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.sgvae.autodiff.Variable;

/**
 * Every operation that a tape records, on matrices of dual numbers: each by its definition, and fused ones by that of what
 * they fuse.
 */
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
     * Evaluates an operation.
     *
     * @param y what the library made of it: its name, shape and constants
     * @param in its inputs
     */
    static Dual[][] apply(Variable y, List<Dual[][]> in) {
        Dual[][] x = in.get(0);
        int rows = x.length;
        int columns = y.input(0).columns();
        Reduction sum = Dual::sum;
        Reduction mean = v -> Dual.sum(v).times(1.0 / v.length);
        Reduction max = v ->
                Arrays.stream(v).reduce((a, b) -> b.value() > a.value() ? b : a).orElseThrow();
        Reduction min = v ->
                Arrays.stream(v).reduce((a, b) -> b.value() < a.value() ? b : a).orElseThrow();
        Reduction logSumExp = v ->
                Dual.sum(Arrays.stream(v).map(Dual::exp).toArray(Dual[]::new)).log();
        return switch (y.op().name()) {
            case "matmul" -> product(y, columns, (i, k) -> x[i][k], (k, j) -> in.get(1)[k][j]);
            case "matmulTransA" -> product(y, rows, (i, k) -> x[k][i], (k, j) -> in.get(1)[k][j]);
            case "matmulTransB" -> product(y, columns, (i, k) -> x[i][k], (k, j) -> in.get(1)[j][k]);
            case "affine" -> affine(y, in);
            case "affineRelu" -> map(affine(y, in), Dual::relu);
            case "transpose" -> matrix(y, (i, j) -> x[j][i]);
            case "dot" -> matrix(y, (i, j) -> sum.of(flat(map(x, in.get(1), Dual::times, rows, columns))));
            case "add" -> map(x, in.get(1), Dual::plus, y.rows(), y.columns());
            case "subtract" -> map(x, in.get(1), Dual::minus, y.rows(), y.columns());
            case "multiply" -> map(x, in.get(1), Dual::times, y.rows(), y.columns());
            case "divide" -> map(x, in.get(1), Dual::over, y.rows(), y.columns());
            case "scale" -> map(x, v -> v.times(y.keptNumber()));
            case "negate" -> map(x, Dual::negate);
            case "addConstant" -> matrix(y, (i, j) -> new Dual(y.value().get(i, j), x[i][j].slope()));
            case "stopGradient" -> map(x, v -> Dual.of(v.value()));
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
            case "sliceRows" -> matrix(y, (i, j) -> x[(int) y.keptNumber() + i][j]);
            case "sliceColumns" -> matrix(y, (i, j) -> x[i][(int) y.keptNumber() + j]);
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
            case "gru" -> matrix(y, (i, j) -> gru(in.get(0)[i], in.get(1)[i], in.get(2)[i][j], j, y.columns()));
            case "gatedSum" -> gatedSum(y, x, in.get(1));
            case "incomingSum" -> incomingSum(y, x, u -> Dual.of(1));
            case "weightedIncomingSum" -> incomingSum(y, x, u -> in.get(1)[u][0]);
            case "addGatheredRelu" ->
                matrix(
                        y,
                        (i, j) ->
                                x[i][j].plus(in.get(1)[y.indices(0).get(i)][j]).relu());
            case "sin" -> map(x, v -> new Dual(Math.sin(v.value()), Math.cos(v.value()) * v.slope()));
            case "cos" -> map(x, v -> new Dual(Math.cos(v.value()), -Math.sin(v.value()) * v.slope()));
            case "lowerTriangle" ->
                matrix(y, (i, j) -> i == j ? x[0][i] : i > j ? in.get(1)[0][below(i, j, columns)] : Dual.ZERO);
            default -> throw new AssertionError(y.op().name() + " has no dual form; write it here");
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
        return matrix(y, (i, j) -> {
            Dual sum = Dual.ZERO;
            for (int k = 0; k < inner; k++) {
                sum = sum.plus(a.at(i, k).times(b.at(k, j)));
            }
            return sum;
        });
    }

    private static Dual[][] affine(Variable y, List<Dual[][]> in) {
        Dual[][] x = in.get(0);
        Dual[][] product = product(y, y.input(0).columns(), (i, k) -> x[i][k], (k, j) -> in.get(1)[j][k]);
        return map(product, in.get(2), Dual::plus, y.rows(), y.columns());
    }

    /** Entry j of the new state, from gates r, u, c of input and state. */
    private static Dual gru(Dual[] input, Dual[] state, Dual h, int j, int d) {
        Dual r = input[j].plus(state[j]).sigmoid();
        Dual u = input[d + j].plus(state[d + j]).sigmoid();
        Dual c = input[2 * d + j].plus(r.times(state[2 * d + j])).tanh();
        return c.plus(u.times(h.minus(c)));
    }

    /** Number of an entry of a d x d matrix among those below the diagonal, column after column. */
    private static int below(int i, int j, int d) {
        return j * d - j * (j + 1) / 2 + i - j - 1;
    }

    private static Dual[][] gatedSum(Variable y, Dual[][] gate, Dual[][] x) {
        return matrix(y, (i, j) -> {
            Dual sum = Dual.ZERO;
            for (int v = 0; v < x.length; v++) {
                Dual factor = j == y.columns() - 1 ? Dual.of(1) : x[v][j];
                sum = y.indices(0).get(v) == i ? sum.plus(gate[v][0].times(factor)) : sum;
            }
            return sum;
        });
    }

    /** [h_u ; h_v ; one-hot type ; 1] over incoming edges; without weights the last two depend on nothing. */
    private static Dual[][] incomingSum(Variable y, Dual[][] h, IntFunction<Dual> weight) {
        int d = y.input(0).columns();
        return matrix(y, (v, j) -> {
            if (j >= 2 * d && y.inputCount() == 1) {
                return Dual.of(y.value().get(v, j));
            }
            Dual sum = Dual.ZERO;
            for (int e = 0; e < y.indices(0).size(); e++) {
                if (y.indices(1).get(e) == v) {
                    int u = y.indices(0).get(e);
                    sum = sum.plus(weight.apply(u).times(heard(y, h, u, v, e, j, d)));
                }
            }
            return sum;
        });
    }

    private static Dual heard(Variable y, Dual[][] h, int u, int v, int e, int j, int d) {
        if (j < 2 * d) {
            return j < d ? h[u][j] : h[v][j - d];
        }
        return Dual.of(j == y.columns() - 1 || y.indices(2).get(e) == j - 2 * d ? 1 : 0);
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
