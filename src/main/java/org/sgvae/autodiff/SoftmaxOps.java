package org.sgvae.autodiff;

import org.ejml.data.DMatrixRMaj;

/**
 * Softmax and its relatives, row by row, without overflow: the largest entry of the row is subtracted first.
 *
 * <p>An entry of \(-\infty\) has probability 0. A row of nothing but \(-\infty\) has log-sum-exp \(-\infty\); its
 * softmax is not a number, since there is no such distribution.
 */
public final class SoftmaxOps {
    private SoftmaxOps() {}

    /**
     * Log-sum-exp of each row, \(y_i = \ln \sum_j e^{X_{ij}}\).
     *
     * <p>Pullback: \(\bar X_{ij} = \bar y_i\, e^{X_{ij} - y_i}\).
     *
     * @param x a matrix, \(r \times c\); not modified
     * @return \(y\), \(r \times 1\); \(-\infty\) for a row without entries
     */
    public static Variable logSumExp(Variable x) {
        Tape tape = x.tape();
        Variable y = tape.append(LOG_SUM_EXP, x.rows(), 1, x);
        DMatrixRMaj work = tape.workspace().borrow(x.rows(), x.columns());
        subtractRowMaxima(x.value(), work);
        tape.kernels().exp(work, work);
        for (int i = 0; i < x.rows(); i++) {
            double max = rowMaximum(x.value(), i);
            y.value().data[i] = Double.isInfinite(max) ? max : max + Math.log(rowSum(work, i));
        }
        tape.workspace().giveBack(work);
        return y;
    }

    private static final Op LOG_SUM_EXP = new Op("logSumExp", (kernels, y) -> {
        Variable x = y.input(0);
        Tape tape = y.tape();
        DMatrixRMaj probability = tape.workspace().borrow(x.rows(), x.columns());
        subtractRowMaxima(x.value(), probability);
        kernels.exp(probability, probability);
        int columns = x.columns();
        for (int i = 0; i < x.rows(); i++) {
            double scale = y.gradient().data[i] / rowSum(probability, i);
            if (rowMaximum(x.value(), i) == Double.NEGATIVE_INFINITY) {
                continue; // no entry that is still −∞ after a small step moves the sum
            }
            for (int k = i * columns; k < (i + 1) * columns; k++) {
                x.gradient().data[k] += scale * probability.data[k];
            }
        }
        tape.workspace().giveBack(probability);
    });

    /**
     * Softmax of each row, \(Y_{ij} = e^{X_{ij}} / \sum_k e^{X_{ik}}\).
     *
     * <p>Pullback: \(\bar X_{ij} = Y_{ij} (\bar Y_{ij} - \sum_k \bar Y_{ik} Y_{ik})\).
     *
     * @param x logits, one distribution a row, \(r \times c\); not modified
     * @return \(Y\), probabilities, \(r \times c\)
     */
    public static Variable softmax(Variable x) {
        Tape tape = x.tape();
        Variable y = tape.append(SOFTMAX, x.rows(), x.columns(), x);
        subtractRowMaxima(x.value(), y.value());
        tape.kernels().exp(y.value(), y.value());
        int columns = x.columns();
        for (int i = 0; i < x.rows(); i++) {
            double sum = rowSum(y.value(), i);
            for (int k = i * columns; k < (i + 1) * columns; k++) {
                y.value().data[k] /= sum;
            }
        }
        return y;
    }

    private static final Op SOFTMAX = new Op("softmax", (kernels, y) -> {
        double[] value = y.value().data;
        double[] yBar = y.gradient().data;
        double[] xBar = y.input(0).gradient().data;
        int columns = y.columns();
        for (int i = 0; i < y.rows(); i++) {
            double mean = 0;
            for (int k = i * columns; k < (i + 1) * columns; k++) {
                mean += yBar[k] * value[k];
            }
            for (int k = i * columns; k < (i + 1) * columns; k++) {
                xBar[k] += value[k] * (yBar[k] - mean);
            }
        }
    });

    /**
     * Logarithm of the softmax of each row, \(Y_{ij} = X_{ij} - \ln \sum_k e^{X_{ik}}\).
     *
     * <p>Pullback: \(\bar X_{ij} = \bar Y_{ij} - e^{Y_{ij}} \sum_k \bar Y_{ik}\).
     *
     * @param x logits, one distribution a row, \(r \times c\); not modified
     * @return \(Y\), log-probabilities in nats, \(r \times c\)
     */
    public static Variable logSoftmax(Variable x) {
        Tape tape = x.tape();
        Variable y = tape.append(LOG_SOFTMAX, x.rows(), x.columns(), x);
        DMatrixRMaj work = tape.workspace().borrow(x.rows(), x.columns());
        subtractRowMaxima(x.value(), y.value());
        tape.kernels().exp(y.value(), work);
        int columns = x.columns();
        for (int i = 0; i < x.rows(); i++) {
            double logSum = Math.log(rowSum(work, i));
            for (int k = i * columns; k < (i + 1) * columns; k++) {
                y.value().data[k] -= logSum;
            }
        }
        tape.workspace().giveBack(work);
        return y;
    }

    private static final Op LOG_SOFTMAX = new Op("logSoftmax", (kernels, y) -> {
        Tape tape = y.tape();
        DMatrixRMaj probability = tape.workspace().borrow(y.rows(), y.columns());
        kernels.exp(y.value(), probability);
        double[] yBar = y.gradient().data;
        double[] xBar = y.input(0).gradient().data;
        int columns = y.columns();
        for (int i = 0; i < y.rows(); i++) {
            double sum = rowSum(y.gradient(), i);
            for (int k = i * columns; k < (i + 1) * columns; k++) {
                xBar[k] += yBar[k] - sum * probability.data[k];
            }
        }
        tape.workspace().giveBack(probability);
    });

    private static void subtractRowMaxima(DMatrixRMaj x, DMatrixRMaj shifted) {
        for (int i = 0; i < x.numRows; i++) {
            double max = rowMaximum(x, i);
            for (int k = i * x.numCols; k < (i + 1) * x.numCols; k++) {
                shifted.data[k] = x.data[k] - max;
            }
        }
    }

    private static double rowMaximum(DMatrixRMaj x, int row) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = row * x.numCols; k < (row + 1) * x.numCols; k++) {
            max = Math.max(max, x.data[k]);
        }
        return max;
    }

    private static double rowSum(DMatrixRMaj x, int row) {
        double sum = 0;
        for (int k = row * x.numCols; k < (row + 1) * x.numCols; k++) {
            sum += x.data[k];
        }
        return sum;
    }
}
