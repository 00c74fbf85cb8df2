package org.sgvae.examples;

import java.io.IOException;
import java.util.function.DoubleBinaryOperator;

/** Lesson 8: estimates of the gradient of E[f] by the logits, each judged by going through all pairs of draws. */
public final class ScoreFunction {
    private static final double[] LOGITS = {0.5, 0, -0.5};
    private static final double[] SIGNAL = {-4, -7, -5}; // f of each outcome, nats

    /** Mean of an estimate, and the root of the sum of its variances. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    record Moments(double[] mean, double deviation) {
        void print(String name) {
            System.out.printf("%-14s %7.4f %7.4f %7.4f  ± %.4f%n", name, mean[0], mean[1], mean[2], deviation);
        }
    }

    public static void main(String[] args) throws IOException {
        double[] p = probabilities();
        double meanSignal = p[0] * SIGNAL[0] + p[1] * SIGNAL[1] + p[2] * SIGNAL[2];
        double[] exact = new double[3];
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 3; j++) {
                exact[j] += p[k] * SIGNAL[k] * score(p, k, j);
            }
        }
        new Moments(exact, 0).print("exact");
        moments((f, other) -> f).print("no baseline");
        moments((f, other) -> f - meanSignal).print("mean of f");
        moments((f, other) -> f - other).print("leave one out");
        drawFigure();
    }

    static double[] probabilities() {
        double sum = 0;
        double[] p = new double[3];
        for (double logit : LOGITS) {
            sum += Math.exp(logit);
        }
        for (int k = 0; k < 3; k++) {
            p[k] = Math.exp(LOGITS[k]) / sum;
        }
        return p;
    }

    /** The derivative of log p(k) by logit j. */
    private static double score(double[] p, int k, int j) {
        return (j == k ? 1 : 0) - p[j];
    }

    /** Of the mean over two draws of weight · ∇ log p, where the weight may depend on both signals, its own first. */
    static Moments moments(DoubleBinaryOperator weight) {
        double[] p = probabilities();
        double[] mean = new double[3];
        double squares = 0;
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                double weightOfA = weight.applyAsDouble(SIGNAL[a], SIGNAL[b]);
                double weightOfB = weight.applyAsDouble(SIGNAL[b], SIGNAL[a]);
                for (int j = 0; j < 3; j++) {
                    double estimate = (weightOfA * score(p, a, j) + weightOfB * score(p, b, j)) / 2;
                    mean[j] += p[a] * p[b] * estimate;
                    squares += p[a] * p[b] * estimate * estimate;
                }
            }
        }
        double variance = squares - mean[0] * mean[0] - mean[1] * mean[1] - mean[2] * mean[2];
        return new Moments(mean, Math.sqrt(variance));
    }

    private static void drawFigure() throws IOException {
        double[] baseline = new double[81];
        double[] constant = new double[81];
        double[] leaveOneOut = new double[81];
        for (int i = 0; i < baseline.length; i++) {
            double b = -9 + 0.1 * i;
            baseline[i] = b;
            constant[i] = moments((f, other) -> f - b).deviation();
            leaveOneOut[i] = moments((f, other) -> f - other).deviation();
        }
        new SvgPlot("Noise of the gradient estimate", "constant baseline b, nats", "standard deviation")
                .curve("constant b", baseline, constant)
                .curve("leave one out", baseline, leaveOneOut)
                .write("score-function");
    }
}
