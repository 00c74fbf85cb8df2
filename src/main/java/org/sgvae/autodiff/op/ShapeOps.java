package org.sgvae.autodiff.op;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Shapes;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

/** Rearrangements of entries: put together, cut out, picked by index. */
public final class ShapeOps {
    private ShapeOps() {}

    /**
     * Puts one matrix below another.
     *
     * @param top \(m \times c\); not modified
     * @param bottom \(n \times c\), on the same tape; not modified
     * @return the two, \((m + n) \times c\)
     * @throws IllegalArgumentException if the numbers of columns or the tapes differ
     */
    public static Variable concatRows(Variable top, Variable bottom) {
        requireSameColumns(top, bottom);
        Variable y = top.tape().append(CONCAT_ROWS, top.rows() + bottom.rows(), top.columns(), top, bottom);
        copyRows(top, y, 0);
        copyRows(bottom, y, top.rows());
        return y;
    }

    /**
     * Puts matrices below each other.
     *
     * @param parts at least one matrix, with equal numbers of columns, on one tape; not modified
     * @return all rows, in the order of the list
     * @throws IllegalArgumentException if the list is empty or the numbers of columns or the tapes differ
     */
    public static Variable concatRows(List<Variable> parts) {
        requireSome("concatRows", parts);
        Variable first = parts.get(0);
        int rows = 0;
        for (int i = 0; i < parts.size(); i++) { // an iterator would be garbage
            requireSameColumns(first, parts.get(i));
            rows += parts.get(i).rows();
        }
        Variable y = first.tape().append(CONCAT_ROWS, rows, first.columns(), parts);
        for (int i = 0, row = 0; i < parts.size(); i++) {
            copyRows(parts.get(i), y, row);
            row += parts.get(i).rows();
        }
        return y;
    }

    private static void copyRows(Variable part, Variable y, int row) {
        System.arraycopy(
                part.value().data,
                0,
                y.value().data,
                row * y.columns(),
                part.value().getNumElements());
    }

    private static final Op CONCAT_ROWS = new Op("concatRows", (kernels, y) -> {
        for (int i = 0, row = 0; i < y.inputCount(); i++) {
            Variable part = y.input(i);
            if (part.needsGradient()) {
                addBlock(y.gradient(), row, 0, part.gradient(), 0, 0, part.rows(), part.columns());
            }
            row += part.rows();
        }
    });

    /**
     * Puts one matrix beside another.
     *
     * @param left \(r \times m\); not modified
     * @param right \(r \times n\), on the same tape; not modified
     * @return the two, \(r \times (m + n)\)
     * @throws IllegalArgumentException if the numbers of rows or the tapes differ
     */
    public static Variable concatColumns(Variable left, Variable right) {
        requireSameRows(left, right);
        Variable y = left.tape().append(CONCAT_COLUMNS, left.rows(), left.columns() + right.columns(), left, right);
        copyColumns(left, y, 0);
        copyColumns(right, y, left.columns());
        return y;
    }

    /**
     * Puts matrices beside each other.
     *
     * @param parts at least one matrix, with equal numbers of rows, on one tape; not modified
     * @return all columns, in the order of the list
     * @throws IllegalArgumentException if the list is empty or the numbers of rows or the tapes differ
     */
    public static Variable concatColumns(List<Variable> parts) {
        requireSome("concatColumns", parts);
        Variable first = parts.get(0);
        int columns = 0;
        for (int i = 0; i < parts.size(); i++) {
            requireSameRows(first, parts.get(i));
            columns += parts.get(i).columns();
        }
        Variable y = first.tape().append(CONCAT_COLUMNS, first.rows(), columns, parts);
        for (int i = 0, column = 0; i < parts.size(); i++) {
            copyColumns(parts.get(i), y, column);
            column += parts.get(i).columns();
        }
        return y;
    }

    private static void copyColumns(Variable part, Variable y, int column) {
        int width = part.columns();
        for (int i = 0; i < y.rows(); i++) {
            System.arraycopy(part.value().data, i * width, y.value().data, i * y.columns() + column, width);
        }
    }

    private static final Op CONCAT_COLUMNS = new Op("concatColumns", (kernels, y) -> {
        for (int i = 0, column = 0; i < y.inputCount(); i++) {
            Variable part = y.input(i);
            if (part.needsGradient()) {
                addBlock(y.gradient(), 0, column, part.gradient(), 0, 0, part.rows(), part.columns());
            }
            column += part.columns();
        }
    });

    /**
     * Cuts out consecutive rows.
     *
     * @param x a matrix, \(r \times c\); not modified
     * @param from first row, from 0
     * @param to row after the last, \(0 \le from \le to \le r\)
     * @return the rows, \((to - from) \times c\)
     * @throws IllegalArgumentException if there are no such rows
     */
    public static Variable sliceRows(Variable x, int from, int to) {
        requireRange("sliceRows", x, from, to, x.rows());
        Variable y = x.tape().append(SLICE_ROWS, to - from, x.columns(), x).keep(from);
        System.arraycopy(
                x.value().data, from * x.columns(), y.value().data, 0, y.value().getNumElements());
        return y;
    }

    private static final Op SLICE_ROWS = new Op(
            "sliceRows",
            (kernels, y) -> addBlock(
                    y.gradient(), 0, 0, y.input(0).gradient(), (int) y.keptNumber(), 0, y.rows(), y.columns()));

    /**
     * Cuts out consecutive columns.
     *
     * @param x a matrix, \(r \times c\); not modified
     * @param from first column, from 0
     * @param to column after the last, \(0 \le from \le to \le c\)
     * @return the columns, \(r \times (to - from)\)
     * @throws IllegalArgumentException if there are no such columns
     */
    public static Variable sliceColumns(Variable x, int from, int to) {
        requireRange("sliceColumns", x, from, to, x.columns());
        Variable y = x.tape().append(SLICE_COLUMNS, x.rows(), to - from, x).keep(from);
        for (int i = 0; i < y.rows(); i++) {
            System.arraycopy(x.value().data, i * x.columns() + from, y.value().data, i * y.columns(), y.columns());
        }
        return y;
    }

    private static final Op SLICE_COLUMNS = new Op(
            "sliceColumns",
            (kernels, y) -> addBlock(
                    y.gradient(), 0, 0, y.input(0).gradient(), 0, (int) y.keptNumber(), y.rows(), y.columns()));

    /** Adds a block of one matrix to a block of another. */
    private static void addBlock(
            DMatrixRMaj from,
            int fromRow,
            int fromColumn,
            DMatrixRMaj to,
            int toRow,
            int toColumn,
            int rows,
            int columns) {
        for (int i = 0; i < rows; i++) {
            int source = (fromRow + i) * from.numCols + fromColumn;
            int target = (toRow + i) * to.numCols + toColumn;
            for (int j = 0; j < columns; j++) {
                to.data[target + j] += from.data[source + j];
            }
        }
    }

    /**
     * Picks rows by number, \(Y_{i\cdot} = X_{k_i\cdot}\); a row may be picked any number of times.
     *
     * <p>Pullback: \(\bar X_{k_i\cdot} \mathrel{+}= \bar Y_{i\cdot}\).
     *
     * @param x a matrix, \(r \times c\); not modified
     * @param rows the numbers \(k_i\), \(n\) of them, each from 0 to \(r - 1\); must not change until the tape is reset
     * @return \(Y\), \(n \times c\)
     * @throws IllegalArgumentException if a number is out of range
     */
    public static Variable gatherRows(Variable x, Indices rows) {
        Shapes.requireIndices("gatherRows", rows, x.rows());
        Tape tape = x.tape();
        Variable y = tape.append(GATHER_ROWS, rows.size(), x.columns(), x).keep(0, rows);
        tape.kernels().gatherRows(x.value(), rows.data(), rows.size(), y.value());
        return y;
    }

    private static final Op GATHER_ROWS = new Op(
            "gatherRows",
            (kernels, y) -> kernels.scatterAddRows(
                    y.gradient(), y.indices(0).data(), y.rows(), y.input(0).gradient()));

    /**
     * Picks one entry of each row, \(y_i = X_{i k_i}\): of log-probabilities of classes, for instance, those of the
     * classes observed.
     *
     * <p>Pullback: \(\bar X_{i k_i} = \bar y_i\).
     *
     * @param x a matrix, \(r \times c\); not modified
     * @param columns the numbers \(k_i\), one for each row, each from 0 to \(c - 1\); must not change until the tape is
     *     reset
     * @return \(y\), \(r \times 1\)
     * @throws IllegalArgumentException if there are not \(r\) numbers, or one is out of range
     */
    public static Variable pickColumns(Variable x, Indices columns) {
        Shapes.requireOnePerRow("pickColumns", x, columns);
        Shapes.requireIndices("pickColumns", columns, x.columns());
        Variable y = x.tape().append(PICK_COLUMNS, x.rows(), 1, x).keep(0, columns);
        for (int i = 0; i < x.rows(); i++) {
            y.value().data[i] = x.value().data[i * x.columns() + columns.get(i)];
        }
        return y;
    }

    private static final Op PICK_COLUMNS = new Op("pickColumns", (kernels, y) -> {
        DMatrixRMaj xBar = y.input(0).gradient();
        double[] yBar = y.gradient().data;
        Indices columns = y.indices(0);
        for (int i = 0; i < y.rows(); i++) {
            xBar.data[i * xBar.numCols + columns.get(i)] += yBar[i];
        }
    });

    private static void requireSome(String op, List<Variable> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException(op + ": the list is empty; give at least one matrix");
        }
    }

    private static void requireSameColumns(Variable a, Variable b) {
        Shapes.require(a.columns() == b.columns(), "concatRows", a, "above", b, "both must have as many columns");
    }

    private static void requireSameRows(Variable a, Variable b) {
        Shapes.require(a.rows() == b.rows(), "concatColumns", a, "beside", b, "both must have as many rows");
    }

    private static void requireRange(String op, Variable x, int from, int to, int size) {
        if (from < 0 || to < from || to > size) {
            throw new IllegalArgumentException(
                    op + ": " + from + " to " + to + " of " + Shapes.of(x) + "; needs 0 <= from <= to <= " + size);
        }
    }
}
