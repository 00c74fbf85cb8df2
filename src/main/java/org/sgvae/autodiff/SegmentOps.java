package org.sgvae.autodiff;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

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
     * <p>Pullback: \(\bar X_{ij} = Y_{ij} (\bar Y_{ij} - \sum_{k: s_k = s_i} \bar Y_{kj} Y_{kj})\).
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
        DMatrixRMaj perSegment = tape.workspace().borrow(segments, x.columns());
        subtractMaxima(x.value(), segmentOfRow, perSegment, y.value());
        tape.kernels().exp(y.value(), y.value());
        perSegment.zero();
        tape.kernels().scatterAddRows(y.value(), segmentOfRow.data(), x.rows(), perSegment);
        int columns = x.columns();
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < columns; j++) {
                y.value().data[i * columns + j] /= perSegment.data[segmentOfRow.get(i) * columns + j];
            }
        }
        tape.workspace().giveBack(perSegment);
        return y;
    }

    private static final Op SEGMENT_SOFTMAX = new Op("segmentSoftmax", (kernels, y) -> {
        Tape tape = y.tape();
        int columns = y.columns();
        int[] segment = y.indices(0).data();
        double[] xBar = y.input(0).gradient().data;
        DMatrixRMaj weighted = tape.workspace().borrow(y.rows(), columns); // Ȳ ⊙ Y
        for (int i = 0; i < weighted.getNumElements(); i++) {
            weighted.data[i] = y.gradient().data[i] * y.value().data[i];
        }
        DMatrixRMaj mean = tape.workspace().zeros((int) y.keptNumber(), columns);
        kernels.scatterAddRows(weighted, segment, y.rows(), mean);
        for (int i = 0; i < y.rows(); i++) {
            for (int j = 0; j < columns; j++) {
                int k = i * columns + j;
                xBar[k] += weighted.data[k] - y.value().data[k] * mean.data[segment[i] * columns + j];
            }
        }
        tape.workspace().giveBack(mean);
        tape.workspace().giveBack(weighted);
    });

    /**
     * Logarithm of the softmax over each segment, column by column:
     * \(Y_{ij} = X_{ij} - \ln \sum_{k: s_k = s_i} e^{X_{kj}}\).
     *
     * <p>Pullback: \(\bar X_{ij} = \bar Y_{ij} - e^{Y_{ij}} \sum_{k: s_k = s_i} \bar Y_{kj}\).
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
        Variable y = tape.append(SEGMENT_LOG_SOFTMAX, x.rows(), x.columns(), x)
                .keep(0, segmentOfRow)
                .keep(segments);
        DMatrixRMaj perSegment = tape.workspace().borrow(segments, x.columns());
        DMatrixRMaj exponential = tape.workspace().borrow(x.rows(), x.columns());
        subtractMaxima(x.value(), segmentOfRow, perSegment, y.value());
        tape.kernels().exp(y.value(), exponential);
        perSegment.zero();
        tape.kernels().scatterAddRows(exponential, segmentOfRow.data(), x.rows(), perSegment);
        tape.kernels().log(perSegment, perSegment); // −∞ for segments without rows, where nobody reads it
        int columns = x.columns();
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < columns; j++) {
                y.value().data[i * columns + j] -= perSegment.data[segmentOfRow.get(i) * columns + j];
            }
        }
        tape.workspace().giveBack(exponential);
        tape.workspace().giveBack(perSegment);
        return y;
    }

    private static final Op SEGMENT_LOG_SOFTMAX = new Op("segmentLogSoftmax", (kernels, y) -> {
        Tape tape = y.tape();
        int columns = y.columns();
        int[] segment = y.indices(0).data();
        double[] yBar = y.gradient().data;
        double[] xBar = y.input(0).gradient().data;
        DMatrixRMaj probability = tape.workspace().borrow(y.rows(), columns);
        kernels.exp(y.value(), probability);
        DMatrixRMaj sum = tape.workspace().zeros((int) y.keptNumber(), columns);
        kernels.scatterAddRows(y.gradient(), segment, y.rows(), sum);
        for (int i = 0; i < y.rows(); i++) {
            for (int j = 0; j < columns; j++) {
                int k = i * columns + j;
                xBar[k] += yBar[k] - probability.data[k] * sum.data[segment[i] * columns + j];
            }
        }
        tape.workspace().giveBack(sum);
        tape.workspace().giveBack(probability);
    });

    /** Subtracts from every entry the largest of its segment and column. */
    private static void subtractMaxima(DMatrixRMaj x, Indices segmentOfRow, DMatrixRMaj maxima, DMatrixRMaj shifted) {
        int columns = x.numCols;
        Arrays.fill(maxima.data, 0, maxima.getNumElements(), Double.NEGATIVE_INFINITY);
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < columns; j++) {
                int cell = segmentOfRow.get(i) * columns + j;
                maxima.data[cell] = Math.max(maxima.data[cell], x.data[i * columns + j]);
            }
        }
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < columns; j++) {
                shifted.data[i * columns + j] =
                        x.data[i * columns + j] - maxima.data[segmentOfRow.get(i) * columns + j];
            }
        }
    }

    private static void requireSegments(String op, Variable x, Indices segmentOfRow, int segments) {
        Shapes.requireOnePerRow(op, x, segmentOfRow);
        Shapes.requireIndices(op, segmentOfRow, segments);
    }
}
