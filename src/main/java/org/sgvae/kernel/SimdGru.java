package org.sgvae.kernel;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static org.sgvae.kernel.SimdPanel.LANES;
import static org.sgvae.kernel.SimdPanel.LENGTH;

import jdk.incubator.vector.DoubleVector;

/**
 * {@link Kernels#gruForward} and {@link Kernels#gruBackward}. Forward, a few rows at a time, what goes into the gates
 * is gathered so that the functions see one long array: a state is often narrower than a few vectors.
 */
final class SimdGru {

    /** Entries of a state to gather, about. */
    private static final int BLOCK = 256;

    private final SimdElementaryFunctions functions;
    private double[] gates = new double[2 * BLOCK];
    private double[] candidate = new double[BLOCK];

    SimdGru(SimdElementaryFunctions functions) {
        this.functions = functions;
    }

    /** As {@link Kernels#gruForward}, for states of {@code rows} rows and d columns. */
    void forward(double[] gi, double[] gh, double[] h, double[] saved, double[] y, int rows, int d) {
        if (d == 0) {
            return;
        }
        int blockRows = Math.max(1, BLOCK / d);
        if (candidate.length < blockRows * d) {
            gates = new double[2 * blockRows * d];
            candidate = new double[blockRows * d];
        }
        for (int first = 0; first < rows; first += blockRows) {
            int count = Math.min(blockRows, rows - first);
            for (int i = 0; i < count; i++) {
                sum(gi, gh, 3 * d * (first + i), gates, 2 * d * i, 2 * d);
            }
            functions.sigmoid(gates, gates, count * 2 * d);
            for (int i = 0; i < count; i++) {
                int from = 3 * d * (first + i);
                System.arraycopy(gates, 2 * d * i, saved, from, 2 * d);
                resetAndSum(gi, gates, gh, from + 2 * d, 2 * d * i, candidate, d * i, d);
            }
            functions.tanh(candidate, candidate, count * d);
            for (int i = 0; i < count; i++) {
                int to = d * (first + i);
                System.arraycopy(candidate, d * i, saved, 3 * to + 2 * d, d);
                interpolate(gates, 2 * d * i + d, candidate, d * i, h, y, to, d);
            }
        }
    }

    private static void sum(double[] gi, double[] gh, int from, double[] to, int start, int count) {
        for (int j = 0; j < count; j++) {
            to[start + j] = gi[from + j] + gh[from + j];
        }
    }

    private static void resetAndSum(
            double[] gi, double[] gates, double[] gh, int from, int gate, double[] to, int start, int count) {
        for (int j = 0; j < count; j++) {
            to[start + j] = gi[from + j] + gates[gate + j] * gh[from + j];
        }
    }

    private static void interpolate(
            double[] gates, int gate, double[] candidate, int from, double[] h, double[] y, int to, int count) {
        for (int j = 0; j < count; j++) {
            double u = gates[gate + j];
            y[to + j] = (1 - u) * candidate[from + j] + u * h[to + j];
        }
    }

    /**
     * As {@link Kernels#gruBackward}, for the columns that fill whole vectors. Lane by lane it is the arithmetic of the
     * plain kernels, which do the rest.
     *
     * @return how many columns are done
     */
    static int backward(
            double[] gh,
            double[] h,
            double[] saved,
            double[] yBar,
            double[] giBar,
            double[] ghBar,
            double[] hBar,
            int rows,
            int d) {
        int whole = d - d % LENGTH;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < whole; j += LENGTH) {
                int at = d * i + j;
                int atR = 3 * d * i + j;
                int atU = atR + d;
                int atC = atU + d;
                DoubleVector r = fromArray(LANES, saved, atR);
                DoubleVector u = fromArray(LANES, saved, atU);
                DoubleVector c = fromArray(LANES, saved, atC);
                DoubleVector bar = fromArray(LANES, yBar, at);
                DoubleVector one = broadcast(LANES, 1);
                DoubleVector sBarU = bar.mul(fromArray(LANES, h, at).sub(c)).mul(u.mul(one.sub(u)));
                DoubleVector sBarC = bar.mul(one.sub(u)).mul(one.sub(c.mul(c)));
                DoubleVector sBarR = sBarC.mul(fromArray(LANES, gh, atC)).mul(r.mul(one.sub(r)));
                fromArray(LANES, giBar, atR).add(sBarR).intoArray(giBar, atR);
                fromArray(LANES, ghBar, atR).add(sBarR).intoArray(ghBar, atR);
                fromArray(LANES, giBar, atU).add(sBarU).intoArray(giBar, atU);
                fromArray(LANES, ghBar, atU).add(sBarU).intoArray(ghBar, atU);
                fromArray(LANES, giBar, atC).add(sBarC).intoArray(giBar, atC);
                fromArray(LANES, ghBar, atC).add(sBarC.mul(r)).intoArray(ghBar, atC);
                fromArray(LANES, hBar, at).add(bar.mul(u)).intoArray(hBar, at);
            }
        }
        return whole;
    }
}
