package org.sgvae.autodiff.op;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Shapes;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.Workspace;
import org.sgvae.kernel.Kernels;

/**
 * Sums and softmax over segments: sets of rows that belong together, such as the nodes of one graph in a batch, or the
 * edges that end at one node.
 *
 * <p>{@code segmentOfRow} gives the segment of each row, from 0 to {@code segments - 1}, in any order. A segment
 * without rows has sum 0; softmax has nothing to say of it.
 */
public final class SegmentOps {
    private SegmentOps() {}

    /**
     * Sums of the rows of each segment, \(Y_{s\cdot} = \sum_{i: s_i = s} X_{i\cdot}\).
     *
     * <p>Pullback: \(\bar X_{i\cdot} = \bar Y_{s_i\cdot}\).
     *
     * @param x a matrix, \(r \times c\); not modified
     * @param segmentOfRow \(s_i\), one for each row; must not change until the tape is reset
     * @param segments number of segments
     * @return \(Y\), {@code segments} \(\times\ c\)
     * @throws IllegalArgumentException if there are not \(r\) segment numbers, or one is out of range
     */
    public static Variable segmentSum(Variable x, Indices segmentOfRow, int segments) {
        requireSegments("segmentSum", x, segmentOfRow, segments);
        Tape tape = x.tape();
        Variable y = tape.append(SEGMENT_SUM, segments, x.columns(), x).keep(0, segmentOfRow);
        y.value().zero();
        tape.kernels().scatterAddRows(x.value(), segmentOfRow.data(), x.rows(), y.value());
        return y;
    }

    private static final Op SEGMENT_SUM = new Op("segmentSum", (kernels, y) -> {
        Variable x = y.input(0);
        int[] segment = y.indices(0).data();
        double[] yBar = y.gradient().data;
        double[] xBar = x.gradient().data;
        int columns = x.columns();
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < columns; j++) {
                xBar[i * columns + j] += yBar[segment[i] * columns + j];
            }
        }
    });

    /**
     * Softmax over each segment, column by column: \(Y_{ij} = e^{X_{ij}} / \sum_{k: s_k = s_i} e^{X_{kj}}\).
     *
     * <p>Pullback: \(\bar X_{ij} = Y_{ij} (\bar Y_{ij} - \sum_{k: s_k = s_i} \bar Y_{kj} Y_{kj})\), arranged as that of
     * {@link SoftmaxOps#softmax}.
     *
     * @param x logits, \(r \times c\); not modified
     * @param segmentOfRow \(s_i\), one for each row; must not change until the tape is reset
     * @param segments number of segments
     * @return \(Y\), probabilities, \(r \times c\); they sum to one in each column of each segment that has rows
     * @throws IllegalArgumentException if there are not \(r\) segment numbers, or one is out of range
     */
    public static Variable segmentSoftmax(Variable x, Indices segmentOfRow, int segments) {
        requireSegments("segmentSoftmax", x, segmentOfRow, segments);
        Tape tape = x.tape();
        Variable y = tape.append(SEGMENT_SOFTMAX, x.rows(), x.columns(), x)
                .keep(0, segmentOfRow)
                .keep(segments);
        DMatrixRMaj leader = tape.workspace().borrow(segments, x.columns());
        findLeaders(x.value(), segmentOfRow, leader);
        exponentials(tape.kernels(), x.value(), segmentOfRow, leader, y.value());
        DMatrixRMaj others = tape.workspace().zeros(segments, x.columns());
        addOthers(y.value(), segmentOfRow, leader, others);
        int columns = x.columns();
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < columns; j++) {
                y.value().data[i * columns + j] /= 1 + others.data[segmentOfRow.get(i) * columns + j];
            }
        }
        tape.workspace().giveBack(others);
        tape.workspace().giveBack(leader);
        return y;
    }

    private static final Op SEGMENT_SOFTMAX = new Op("segmentSoftmax", (kernels, y) -> {
        Workspace workspace = y.tape().workspace();
        int segments = (int) y.keptNumber();
        int columns = y.columns();
        Indices segment = y.indices(0);
        double[] p = y.value().data;
        double[] yBar = y.gradient().data;
        double[] xBar = y.input(0).gradient().data;
        DMatrixRMaj leader = workspace.borrow(segments, columns);
        findLeaders(y.value(), segment, leader);
        DMatrixRMaj mean = workspace.zeros(segments, columns);
        DMatrixRMaj lead = workspace.zeros(segments, columns);
        for (int i = 0; i < y.rows(); i++) {
            for (int j = 0; j < columns; j++) {
                int cell = segment.get(i) * columns + j;
                int k = i * columns + j;
                mean.data[cell] += p[k] * yBar[k];
                lead.data[cell] += p[k] * (yBar[largest(leader, cell, j)] - yBar[k]);
            }
        }
        for (int i = 0; i < y.rows(); i++) {
            for (int j = 0; j < columns; j++) {
                int cell = segment.get(i) * columns + j;
                int k = i * columns + j;
                xBar[k] += p[k] * (leader.data[cell] == i ? lead.data[cell] : yBar[k] - mean.data[cell]);
            }
        }
        workspace.giveBack(lead);
        workspace.giveBack(mean);
        workspace.giveBack(leader);
    });

    /**
     * Logarithm of the softmax over each segment, column by column:
     * \(Y_{ij} = X_{ij} - \ln \sum_{k: s_k = s_i} e^{X_{kj}}\).
     *
     * <p>Pullback: \(\bar X_{ij} = \bar Y_{ij} - e^{Y_{ij}} \sum_{k: s_k = s_i} \bar Y_{kj}\), arranged as that of
     * {@link SoftmaxOps#logSoftmax}.
     *
     * @param x logits, \(r \times c\); not modified
     * @param segmentOfRow \(s_i\), one for each row; must not change until the tape is reset
     * @param segments number of segments
     * @return \(Y\), log-probabilities in nats, \(r \times c\)
     * @throws IllegalArgumentException if there are not \(r\) segment numbers, or one is out of range
     */
    public static Variable segmentLogSoftmax(Variable x, Indices segmentOfRow, int segments) {
        requireSegments("segmentLogSoftmax", x, segmentOfRow, segments);
        Tape tape = x.tape();
        Variable y = tape.append(SEGMENT_LOG_SOFTMAX, x.rows(), x.columns(), x).keep(0, segmentOfRow);
        DMatrixRMaj leader = y.save(segments, x.columns());
        findLeaders(x.value(), segmentOfRow, leader);
        DMatrixRMaj e = y.save(x.rows(), x.columns());
        exponentials(tape.kernels(), x.value(), segmentOfRow, leader, e);
        DMatrixRMaj others = y.save(segments, x.columns());
        others.zero();
        addOthers(e, segmentOfRow, leader, others);
        DMatrixRMaj logSum = tape.workspace().borrow(segments, x.columns());
        tape.kernels().log1p(others, logSum);
        int columns = x.columns();
        double[] from = x.value().data;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < columns; j++) {
                int cell = segmentOfRow.get(i) * columns + j;
                int k = i * columns + j;
                double max = from[largest(leader, cell, j)];
                y.value().data[k] = SoftmaxOps.difference(from[k], max) - logSum.data[cell];
            }
        }
        tape.workspace().giveBack(logSum);
        return y;
    }

    private static final Op SEGMENT_LOG_SOFTMAX = new Op("segmentLogSoftmax", (kernels, y) -> {
        Workspace workspace = y.tape().workspace();
        int columns = y.columns();
        Indices segment = y.indices(0);
        DMatrixRMaj leader = y.saved(0);
        DMatrixRMaj e = y.saved(1);
        DMatrixRMaj others = y.saved(2);
        DMatrixRMaj othersBar = workspace.zeros(leader.numRows, columns);
        addOthers(y.gradient(), segment, leader, othersBar);
        double[] yBar = y.gradient().data;
        double[] xBar = y.input(0).gradient().data;
        for (int i = 0; i < y.rows(); i++) {
            for (int j = 0; j < columns; j++) {
                int cell = segment.get(i) * columns + j;
                int k = i * columns + j;
                int m = largest(leader, cell, j);
                double sum = 1 + others.data[cell];
                xBar[k] += k == m
                        ? (others.data[cell] * yBar[m] - othersBar.data[cell]) / sum
                        : yBar[k] - (othersBar.data[cell] + yBar[m]) / sum * e.data[k];
            }
        }
        workspace.giveBack(othersBar);
    });

    /** For every segment and column the first row with the largest entry; −1 where there is no row. */
    private static void findLeaders(DMatrixRMaj x, Indices segmentOfRow, DMatrixRMaj leader) {
        int columns = x.numCols;
        Arrays.fill(leader.data, 0, leader.getNumElements(), -1);
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < columns; j++) {
                int cell = segmentOfRow.get(i) * columns + j;
                int first = (int) leader.data[cell];
                leader.data[cell] = first < 0 || x.data[i * columns + j] > x.data[first * columns + j] ? i : first;
            }
        }
    }

    /** Position in the array of the leader's entry in column j. */
    private static int largest(DMatrixRMaj leader, int cell, int j) {
        int row = (int) leader.data[cell];
        return row * leader.numCols + j;
    }

    /** \(e_{ij} = e^{X_{ij} - X_{mj}}\), with m the leader of the segment and column, as in {@link SoftmaxOps}. */
    private static void exponentials(
            Kernels kernels, DMatrixRMaj x, Indices segmentOfRow, DMatrixRMaj leader, DMatrixRMaj e) {
        int columns = x.numCols;
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < columns; j++) {
                int m = largest(leader, segmentOfRow.get(i) * columns + j, j);
                e.data[i * columns + j] = SoftmaxOps.difference(x.data[i * columns + j], x.data[m]);
            }
        }
        kernels.exp(e, e);
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < columns; j++) {
                int m = largest(leader, segmentOfRow.get(i) * columns + j, j);
                int k = i * columns + j;
                e.data[k] += e.data[k] * SoftmaxOps.lost(x.data[k], x.data[m]);
            }
        }
    }

    /** Adds the rows of each segment but for its leaders. */
    private static void addOthers(DMatrixRMaj x, Indices segmentOfRow, DMatrixRMaj leader, DMatrixRMaj sum) {
        int columns = x.numCols;
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < columns; j++) {
                int cell = segmentOfRow.get(i) * columns + j;
                sum.data[cell] += leader.data[cell] == i ? 0 : x.data[i * columns + j];
            }
        }
    }

    private static void requireSegments(String op, Variable x, Indices segmentOfRow, int segments) {
        Shapes.requireOnePerRow(op, x, segmentOfRow);
        Shapes.requireIndices(op, segmentOfRow, segments);
    }
}
