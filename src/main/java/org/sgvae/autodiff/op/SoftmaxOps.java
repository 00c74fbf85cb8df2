package org.sgvae.autodiff.op;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.kernel.Kernels;

/**
 * Softmax and its relatives, row by row, without overflow and without cancellation.
 *
 * <p>With m the first largest entry of a row, \(e_j = e^{X_{ij} - X_{im}}\) and \(s = \sum_{j \ne m} e_j\), the
 * probabilities are \(e_j / (1 + s)\). Sums leave out \(e_m = 1\) wherever it would swallow the others: a probability,
 * its logarithm and the slopes of both are good to a few ulp also where another class has almost all of it.
 *
 * <p>An entry of \(-\infty\) has probability 0, entries of \(+\infty\) share all of it. A row of nothing but
 * \(-\infty\) has log-sum-exp \(-\infty\); its softmax is not a number, since there is no such distribution.
 */
public final class SoftmaxOps {
    private SoftmaxOps() {}

    /**
     * Log-sum-exp of each row, \(y_i = \ln \sum_j e^{X_{ij}}\).
     *
     * <p>Pullback: \(\bar X_{ij} = \bar y_i\, e^{X_{ij} - y_i}\).
     *
     * @param x a matrix, \(r \times c\); not modified
     * @return \(y\), \(r \times 1\), to a few ulp of the larger of y and the row's largest entry, in size; \(-\infty\)
     *     for a row without entries
     */
    public static Variable logSumExp(Variable x) {
        Tape tape = x.tape();
        Variable y = tape.append(LOG_SUM_EXP, x.rows(), 1, x);
        DMatrixRMaj e = tape.workspace().borrow(x.rows(), x.columns());
        exponentials(tape.kernels(), x.value(), e);
        for (int i = 0; i < x.rows(); i++) {
            int m = largest(x.value(), i);
            double max = m < 0 ? Double.NEGATIVE_INFINITY : x.value().data[m];
            y.value().data[i] = Double.isInfinite(max) ? max : max + ElementaryFunctions.log1p(sumWithout(e, i, m));
        }
        tape.workspace().giveBack(e);
        return y;
    }

    private static final Op LOG_SUM_EXP = new Op("logSumExp", (kernels, y) -> {
        Variable x = y.input(0);
        Tape tape = y.tape();
        DMatrixRMaj e = tape.workspace().borrow(x.rows(), x.columns());
        exponentials(kernels, x.value(), e);
        double[] xBar = x.gradient().data;
        int columns = x.columns();
        for (int i = 0; i < x.rows(); i++) {
            int m = largest(x.value(), i);
            if (m < 0 || x.value().data[m] == Double.NEGATIVE_INFINITY) {
                continue; // no entry that is still −∞ after a small step moves the sum
            }
            double scale = y.gradient().data[i] / (1 + sumWithout(e, i, m));
            for (int k = i * columns; k < (i + 1) * columns; k++) {
                xBar[k] += scale * e.data[k];
            }
        }
        tape.workspace().giveBack(e);
    });

    /**
     * Softmax of each row, \(Y_{ij} = e^{X_{ij}} / \sum_k e^{X_{ik}}\).
     *
     * <p>Pullback: \(\bar X_{ij} = Y_{ij} (\bar Y_{ij} - \sum_k \bar Y_{ik} Y_{ik})\), for the largest entry
     * as \(Y_{im} \sum_k Y_{ik} (\bar Y_{im} - \bar Y_{ik})\).
     *
     * @param x logits, one distribution a row, \(r \times c\); not modified
     * @return \(Y\), probabilities, \(r \times c\)
     */
    public static Variable softmax(Variable x) {
        Tape tape = x.tape();
        Variable y = tape.append(SOFTMAX, x.rows(), x.columns(), x);
        exponentials(tape.kernels(), x.value(), y.value());
        int columns = x.columns();
        for (int i = 0; i < x.rows(); i++) {
            double sum = 1 + sumWithout(y.value(), i, largest(x.value(), i));
            for (int k = i * columns; k < (i + 1) * columns; k++) {
                y.value().data[k] /= sum;
            }
        }
        return y;
    }

    private static final Op SOFTMAX = new Op("softmax", (kernels, y) -> {
        double[] p = y.value().data;
        double[] yBar = y.gradient().data;
        double[] xBar = y.input(0).gradient().data;
        int columns = y.columns();
        for (int i = 0; i < y.rows() && columns > 0; i++) {
            int m = largest(y.value(), i);
            double mean = 0;
            double lead = 0;
            for (int k = i * columns; k < (i + 1) * columns; k++) {
                mean += p[k] * yBar[k];
                lead += p[k] * (yBar[m] - yBar[k]);
            }
            for (int k = i * columns; k < (i + 1) * columns; k++) {
                xBar[k] += p[k] * (k == m ? lead : yBar[k] - mean);
            }
        }
    });

    /**
     * Logarithm of the softmax of each row, \(Y_{ij} = X_{ij} - \ln \sum_k e^{X_{ik}} = (X_{ij} - X_{im}) - \ln(1 +
     * s)\).
     *
     * <p>Pullback: \(\bar X_{ij} = \bar Y_{ij} - e^{Y_{ij}} \sum_k \bar Y_{ik}\), for the largest entry as
     * \((s\,\bar Y_{im} - \sum_{k \ne m} \bar Y_{ik})/(1 + s)\).
     *
     * @param x logits, one distribution a row, \(r \times c\); not modified
     * @return \(Y\), log-probabilities in nats, \(r \times c\)
     */
    public static Variable logSoftmax(Variable x) {
        Tape tape = x.tape();
        Variable y = tape.append(LOG_SOFTMAX, x.rows(), x.columns(), x);
        DMatrixRMaj e = y.save(x.rows(), x.columns());
        exponentials(tape.kernels(), x.value(), e);
        int columns = x.columns();
        double[] from = x.value().data;
        double[] to = y.value().data;
        for (int i = 0; i < x.rows() && columns > 0; i++) {
            int m = largest(x.value(), i);
            double logSum = ElementaryFunctions.log1p(sumWithout(e, i, m));
            for (int k = i * columns; k < (i + 1) * columns; k++) {
                to[k] = difference(from[k], from[m]) - logSum;
            }
        }
        return y;
    }

    private static final Op LOG_SOFTMAX = new Op("logSoftmax", (kernels, y) -> {
        DMatrixRMaj x = y.input(0).value();
        DMatrixRMaj e = y.saved(0);
        double[] yBar = y.gradient().data;
        double[] xBar = y.input(0).gradient().data;
        int columns = y.columns();
        for (int i = 0; i < y.rows() && columns > 0; i++) {
            int m = largest(x, i);
            double others = sumWithout(e, i, m);
            double othersBar = sumWithout(y.gradient(), i, m);
            double scale = (othersBar + yBar[m]) / (1 + others);
            double ofLargest = xBar[m] + (others * yBar[m] - othersBar) / (1 + others);
            for (int k = i * columns; k < (i + 1) * columns; k++) {
                xBar[k] += yBar[k] - scale * e.data[k];
            }
            xBar[m] = ofLargest;
        }
    });

    /** \(e_{ij} = e^{X_{ij} - X_{im}}\), put right for what the difference loses by rounding. */
    private static void exponentials(Kernels kernels, DMatrixRMaj x, DMatrixRMaj e) {
        int columns = x.numCols;
        double[] from = x.data;
        double[] to = e.data;
        for (int i = 0; i < x.numRows && columns > 0; i++) {
            double max = from[largest(x, i)];
            for (int k = i * columns; k < (i + 1) * columns; k++) {
                to[k] = difference(from[k], max);
            }
        }
        kernels.exp(e, e);
        for (int i = 0; i < x.numRows && columns > 0; i++) {
            double max = from[largest(x, i)];
            for (int k = i * columns; k < (i + 1) * columns; k++) {
                to[k] += to[k] * lost(from[k], max);
            }
        }
    }

    /** x − max, where ∞ − ∞ is 0: all infinite entries are the largest. */
    static double difference(double x, double max) {
        return x == Double.POSITIVE_INFINITY ? 0 : x - max;
    }

    /** What x − max loses by rounding (Knuth's two-sum). */
    static double lost(double x, double max) {
        double difference = x - max;
        double minusMax = difference - x;
        double lost = (x - (difference - minusMax)) - (max + minusMax);
        return Double.isFinite(difference) ? lost : 0;
    }

    /** Position in the array of the first largest entry of a row; −1 if the row has no entries. */
    private static int largest(DMatrixRMaj x, int row) {
        double[] data = x.data;
        int first = row * x.numCols;
        int end = first + x.numCols;
        int largest = first;
        for (int k = first + 1; k < end; k++) {
            largest = data[k] > data[largest] ? k : largest;
        }
        return x.numCols == 0 ? -1 : largest;
    }

    /** Sum of a row but for the entry at one position. */
    private static double sumWithout(DMatrixRMaj x, int row, int position) {
        double[] data = x.data;
        int end = (row + 1) * x.numCols;
        double sum = 0;
        for (int k = row * x.numCols; k < end; k++) {
            sum += k == position ? 0 : data[k];
        }
        return sum;
    }
}
