package org.sgvae.plain;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Functions of vectors, which only {@link #addTo} modifies. */
public final class Vectors {
    private static final double HALF_LOG_2_PI = Math.log(2 * Math.PI) / 2;

    private Vectors() {}

    static void addTo(double[] sum, double factor, double[] x) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * x[i];
        }
    }

    static double[] sum(List<double[]> xs) {
        double[] sum = new double[xs.get(0).length];
        xs.forEach(x -> addTo(sum, 1, x));
        return sum;
    }

    static double[] ones(int length) {
        double[] x = new double[length];
        Arrays.fill(x, 1);
        return x;
    }

    static double[] concat(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static double[] oneHot(int position, int length) {
        double[] x = new double[length];
        x[position] = 1;
        return x;
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** {@return \(\log \mathrm{softmax}(s)\), log-probabilities of classes, nats} */
    public static double[] logSoftmax(double... s) {
        double max = Arrays.stream(s).max().orElseThrow(); // else exp may overflow
        double logSum =
                max + Math.log(Arrays.stream(s).map(x -> Math.exp(x - max)).sum());
        return Arrays.stream(s).map(x -> x - logSum).toArray();
    }

    /** {@return log-probabilities on condition that one of the allowed classes is taken, nats} */
    static double[] restricted(double[] logProb, IntPredicate allowed) {
        return logSoftmax(IntStream.range(0, logProb.length)
                .mapToDouble(i -> allowed.test(i) ? logProb[i] : Double.NEGATIVE_INFINITY)
                .toArray());
    }

    /** {@return \(\log N(ε; 0, 1) - \log σ\): log-density of \(μ + σε\), nats} */
    static double logNormal(double noise, double logStd) {
        return -noise * noise / 2 - logStd - HALF_LOG_2_PI;
    }

    /** {@return the class that a uniform number in [0, 1) draws} */
    public static int draw(double[] logProb, double uniform) {
        int i = 0;
        for (double sum = Math.exp(logProb[0]); sum <= uniform && i < logProb.length - 1; ) {
            sum += Math.exp(logProb[++i]);
        }
        return i;
    }
}
