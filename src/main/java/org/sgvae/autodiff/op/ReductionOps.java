package org.sgvae.autodiff.op;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Pullback;
import org.sgvae.autodiff.Shapes;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

/**
 * Sums, means, maxima and minima over rows, over columns, or over all entries.
 *
 * <p>The name says which dimension disappears: {@code sumOverRows} of an \(r \times c\) matrix is \(1 \times c\),
 * {@code sumOverColumns} is \(r \times 1\). A sum over nothing is 0; a mean, maximum or minimum over nothing is an
 * error.
 */
public final class ReductionOps {
    private ReductionOps() {}

    /**
     * Sum of all entries, \(y = \sum_{ij} X_{ij}\).
     *
     * <p>Pullback: \(\bar X_{ij} = \bar y\).
     *
     * @param x a matrix, \(r \times c\); not modified
     * @return \(y\), \(1 \times 1\)
     */
    public static Variable sum(Variable x) {
        return reduce(SUM, x, 1, 1, 1);
    }

    /**
     * Sum over the rows, \(y_j = \sum_i X_{ij}\).
     *
     * <p>Pullback: \(\bar X_{ij} = \bar y_j\).
     *
     * @param x a matrix, \(r \times c\); not modified
     * @return \(y\), \(1 \times c\)
     */
    public static Variable sumOverRows(Variable x) {
        return reduce(SUM_OVER_ROWS, x, 1, x.columns(), 1);
    }

    /**
     * Sum over the columns, \(y_i = \sum_j X_{ij}\).
     *
     * <p>Pullback: \(\bar X_{ij} = \bar y_i\).
     *
     * @param x a matrix, \(r \times c\); not modified
     * @return \(y\), \(r \times 1\)
     */
    public static Variable sumOverColumns(Variable x) {
        return reduce(SUM_OVER_COLUMNS, x, x.rows(), 1, 1);
    }

    /**
     * Mean of all entries, \(y = \frac{1}{rc} \sum_{ij} X_{ij}\).
     *
     * <p>Pullback: \(\bar X_{ij} = \bar y / (rc)\).
     *
     * @param x a matrix, \(r \times c\), not empty; not modified
     * @return \(y\), \(1 \times 1\)
     * @throws IllegalArgumentException if the matrix is empty
     */
    public static Variable mean(Variable x) {
        requireEntries("mean", x, x.rows() > 0 && x.columns() > 0);
        return reduce(MEAN, x, 1, 1, 1.0 / x.value().getNumElements());
    }

    /**
     * Mean over the rows, \(y_j = \frac 1 r \sum_i X_{ij}\).
     *
     * <p>Pullback: \(\bar X_{ij} = \bar y_j / r\).
     *
     * @param x a matrix, \(r \times c\), with at least one row; not modified
     * @return \(y\), \(1 \times c\)
     * @throws IllegalArgumentException if there is no row
     */
    public static Variable meanOverRows(Variable x) {
        requireEntries("meanOverRows", x, x.rows() > 0);
        return reduce(MEAN_OVER_ROWS, x, 1, x.columns(), 1.0 / x.rows());
    }

    /**
     * Mean over the columns, \(y_i = \frac 1 c \sum_j X_{ij}\).
     *
     * <p>Pullback: \(\bar X_{ij} = \bar y_i / c\).
     *
     * @param x a matrix, \(r \times c\), with at least one column; not modified
     * @return \(y\), \(r \times 1\)
     * @throws IllegalArgumentException if there is no column
     */
    public static Variable meanOverColumns(Variable x) {
        requireEntries("meanOverColumns", x, x.columns() > 0);
        return reduce(MEAN_OVER_COLUMNS, x, x.rows(), 1, 1.0 / x.columns());
    }

    /** Sums x over what the result lacks, times a factor that is kept for the pullback. */
    private static Variable reduce(Op op, Variable x, int rows, int columns, double factor) {
        Tape tape = x.tape();
        Variable y = tape.append(op, rows, columns, x).keep(factor);
        y.value().zero();
        Broadcast.addSums(tape.kernels(), factor, x.value(), y.value());
        return y;
    }

    /** X̄ += factor · Ȳ, repeated along what was summed over. */
    private static final Pullback REPEAT = (kernels, y) -> {
        Variable x = y.input(0);
        double[] yBar = y.gradient().data;
        double[] xBar = x.gradient().data;
        int rowStep = y.rows() == 1 ? 0 : y.columns();
        int columnStep = y.columns() == 1 ? 0 : 1;
        for (int i = 0, k = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                xBar[k++] += y.keptNumber() * yBar[i * rowStep + j * columnStep];
            }
        }
    };

    private static final Op SUM = new Op("sum", REPEAT);
    private static final Op SUM_OVER_ROWS = new Op("sumOverRows", REPEAT);
    private static final Op SUM_OVER_COLUMNS = new Op("sumOverColumns", REPEAT);
    private static final Op MEAN = new Op("mean", REPEAT);
    private static final Op MEAN_OVER_ROWS = new Op("meanOverRows", REPEAT);
    private static final Op MEAN_OVER_COLUMNS = new Op("meanOverColumns", REPEAT);

    /**
     * Largest entry, \(y = \max_{ij} X_{ij}\).
     *
     * <p>The gradient goes to the entry that attains it; of several, to the first in row order.
     *
     * @param x a matrix, \(r \times c\), not empty; not modified
     * @return \(y\), \(1 \times 1\)
     * @throws IllegalArgumentException if the matrix is empty
     */
    public static Variable max(Variable x) {
        requireEntries("max", x, x.rows() > 0 && x.columns() > 0);
        return select(MAX, x, 1, 1, 1);
    }

    /**
     * Largest entry of each column, \(y_j = \max_i X_{ij}\).
     *
     * <p>The gradient goes to the entry that attains it; of several, to that of the first row.
     *
     * @param x a matrix, \(r \times c\), with at least one row; not modified
     * @return \(y\), \(1 \times c\)
     * @throws IllegalArgumentException if there is no row
     */
    public static Variable maxOverRows(Variable x) {
        requireEntries("maxOverRows", x, x.rows() > 0);
        return select(MAX_OVER_ROWS, x, 1, x.columns(), 1);
    }

    /**
     * Largest entry of each row, \(y_i = \max_j X_{ij}\).
     *
     * <p>The gradient goes to the entry that attains it; of several, to that of the first column.
     *
     * @param x a matrix, \(r \times c\), with at least one column; not modified
     * @return \(y\), \(r \times 1\)
     * @throws IllegalArgumentException if there is no column
     */
    public static Variable maxOverColumns(Variable x) {
        requireEntries("maxOverColumns", x, x.columns() > 0);
        return select(MAX_OVER_COLUMNS, x, x.rows(), 1, 1);
    }

    /**
     * Smallest entry, \(y = \min_{ij} X_{ij}\).
     *
     * <p>The gradient goes to the entry that attains it; of several, to the first in row order.
     *
     * @param x a matrix, \(r \times c\), not empty; not modified
     * @return \(y\), \(1 \times 1\)
     * @throws IllegalArgumentException if the matrix is empty
     */
    public static Variable min(Variable x) {
        requireEntries("min", x, x.rows() > 0 && x.columns() > 0);
        return select(MIN, x, 1, 1, -1);
    }

    /**
     * Smallest entry of each column, \(y_j = \min_i X_{ij}\).
     *
     * <p>The gradient goes to the entry that attains it; of several, to that of the first row.
     *
     * @param x a matrix, \(r \times c\), with at least one row; not modified
     * @return \(y\), \(1 \times c\)
     * @throws IllegalArgumentException if there is no row
     */
    public static Variable minOverRows(Variable x) {
        requireEntries("minOverRows", x, x.rows() > 0);
        return select(MIN_OVER_ROWS, x, 1, x.columns(), -1);
    }

    /**
     * Smallest entry of each row, \(y_i = \min_j X_{ij}\).
     *
     * <p>The gradient goes to the entry that attains it; of several, to that of the first column.
     *
     * @param x a matrix, \(r \times c\), with at least one column; not modified
     * @return \(y\), \(r \times 1\)
     * @throws IllegalArgumentException if there is no column
     */
    public static Variable minOverColumns(Variable x) {
        requireEntries("minOverColumns", x, x.columns() > 0);
        return select(MIN_OVER_COLUMNS, x, x.rows(), 1, -1);
    }

    /** Picks, for every entry of the result, the one with the largest sign · x; keeps where each came from. */
    private static Variable select(Op op, Variable x, int rows, int columns, int sign) {
        Variable y = x.tape().append(op, rows, columns, x);
        Indices source = x.tape().indices().zeros(rows * columns);
        y.keep(0, source);
        int rowStep = rows == 1 ? 0 : columns;
        int columnStep = columns == 1 ? 0 : 1;
        double[] from = x.value().data;
        double[] best = y.value().data;
        for (int i = 0, k = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++, k++) {
                int target = i * rowStep + j * columnStep;
                boolean first = (rowStep != 0 || i == 0) && (columnStep != 0 || j == 0);
                if (first || sign * from[k] > sign * best[target] || Double.isNaN(from[k])) {
                    best[target] = from[k];
                    source.set(target, k);
                }
            }
        }
        return y;
    }

    private static final Pullback TO_SELECTED = (kernels, y) -> {
        double[] yBar = y.gradient().data;
        double[] xBar = y.input(0).gradient().data;
        Indices source = y.indices(0);
        for (int i = 0; i < source.size(); i++) {
            xBar[source.get(i)] += yBar[i];
        }
    };

    private static final Op MAX = new Op("max", TO_SELECTED);
    private static final Op MAX_OVER_ROWS = new Op("maxOverRows", TO_SELECTED);
    private static final Op MAX_OVER_COLUMNS = new Op("maxOverColumns", TO_SELECTED);
    private static final Op MIN = new Op("min", TO_SELECTED);
    private static final Op MIN_OVER_ROWS = new Op("minOverRows", TO_SELECTED);
    private static final Op MIN_OVER_COLUMNS = new Op("minOverColumns", TO_SELECTED);

    private static void requireEntries(String op, Variable x, boolean some) {
        Shapes.require(some, op, x, "there must be at least one entry to reduce");
    }
}
