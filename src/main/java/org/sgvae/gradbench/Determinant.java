package org.sgvae.gradbench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.SegmentOps;
import org.sgvae.autodiff.op.ShapeOps;
import org.sgvae.json.JsonPlace;

/**
 * The determinant by expansion by minors. A minor of the last k rows belongs to a set S of k columns,
 * \[ D(S) = \sum_{c \in S} (-1)^{|\{s \in S : s < c\}|} A_{\ell - k,\, c}\, D(S \setminus c), \]
 * and is computed once, all those of one size together.
 */
final class Determinant {
    static final Map<String, Evaluation> FUNCTIONS = Map.of(
            "primal", input -> ScalarFunction.value(column(input), determinant(input)),
            "gradient", input -> ScalarFunction.gradient(column(input), determinant(input)));

    /**
     * The minors of one size: for each of their products the entry of A, the smaller minor, the sign and the minor it
     * adds to.
     */
    private record Level(Indices entries, Indices smaller, DMatrixRMaj signs, Indices minors, int size) {}

    private Determinant() {}

    private static DMatrixRMaj column(JsonPlace input) {
        return Matrices.column(input.at("A").asDoubles());
    }

    private static Function<Variable, Variable> determinant(JsonPlace input) {
        int ell = input.at("ell").asInt();
        return a -> {
            Tape tape = a.tape();
            Variable minors = tape.constant(Matrices.scalar(1));
            for (Level level : levels(ell)) {
                Variable factors = ArithmeticOps.multiply(
                        ShapeOps.gatherRows(a, level.entries), ShapeOps.gatherRows(minors, level.smaller));
                Variable products = ArithmeticOps.multiply(factors, tape.constant(level.signs));
                minors = SegmentOps.segmentSum(products, level.minors, level.size);
            }
            return minors;
        };
    }

    private static List<Level> levels(int ell) {
        List<Level> levels = new ArrayList<>();
        Map<Integer, Integer> smaller = new HashMap<>(Map.of(0, 0));
        for (int k = 1; k <= ell; k++) {
            Map<Integer, Integer> minors = new HashMap<>();
            Level level =
                    new Level(new Indices(), new Indices(), new DMatrixRMaj(0, 1), new Indices(), binomial(ell, k));
            level.signs.reshape(level.size * k, 1);
            for (int set = 0; set < 1 << ell; set++) {
                if (Integer.bitCount(set) == k) {
                    int minor = minors.size();
                    minors.put(set, minor);
                    add(level, set, minor, (ell - k) * ell, smaller);
                }
            }
            levels.add(level);
            smaller = minors;
        }
        return levels;
    }

    private static void add(Level level, int set, int minor, int beginOfRow, Map<Integer, Integer> smaller) {
        double sign = 1;
        for (int rest = set; rest != 0; rest &= rest - 1, sign = -sign) {
            int column = Integer.numberOfTrailingZeros(rest);
            level.signs.data[level.entries.size()] = sign;
            level.entries.add(beginOfRow + column);
            level.smaller.add(smaller.getOrDefault(set & ~(1 << column), 0));
            level.minors.add(minor);
        }
    }

    private static int binomial(int n, int k) {
        int value = 1;
        for (int i = 1; i <= k; i++) {
            value = value * (n - k + i) / i;
        }
        return value;
    }
}
