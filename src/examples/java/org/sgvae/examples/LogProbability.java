package org.sgvae.examples;

import java.io.IOException;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Categorical;
import org.sgvae.distribution.DiagonalGaussian;
import org.sgvae.random.RandomKey;

/** Lesson 4: scores and draws of a categorical distribution, and the KL divergence of a normal one. */
public final class LogProbability {
    private static final DMatrixRMaj LOGITS = new DMatrixRMaj(new double[][] {{2, 0.5, -1}});
    private static final int DRAWS = 10_000;

    public static void main(String[] args) throws IOException {
        double[] frequency = frequencies();
        double[] meanScore = new double[3];
        System.out.printf("%,d draws%n", DRAWS);
        System.out.println("class  log p    p       drawn   d log p / d logits");
        for (int k = 0; k < 3; k++) {
            Tape tape = Tape.recording();
            Indices chosen = new Indices();
            chosen.add(k);
            Variable logits = tape.variable(LOGITS);
            Variable logProb = Categorical.ofLogits(logits).logProb(chosen);
            tape.backward(logProb);
            double p = Math.exp(logProb.scalarValue());
            double[] score = logits.gradient().data;
            System.out.printf(
                    "%d      %.4f  %.4f  %.4f  %.4f %.4f %.4f%n",
                    k, logProb.scalarValue(), p, frequency[k], score[0], score[1], score[2]);
            for (int j = 0; j < 3; j++) {
                meanScore[j] += p * score[j];
            }
        }
        System.out.printf(
                "mean of the score: %.4f %.4f %.4f%n", zero(meanScore[0]), zero(meanScore[1]), zero(meanScore[2]));
        System.out.printf("KL(N(1, 0.5²) || N(0, 1)): formula %.6f, integral %.6f%n", kl(1, 0.5), integral(1, 0.5));
        drawFigure();
    }

    private static double[] frequencies() {
        Categorical distribution = Categorical.ofLogits(Tape.forwardOnly().constant(LOGITS));
        RandomKey key = RandomKey.of(1);
        double[] frequency = new double[3];
        for (int i = 0; i < DRAWS; i++) {
            frequency[distribution.sample(0, key.uniform(i))] += 1.0 / DRAWS;
        }
        return frequency;
    }

    /** Sets round-off to 0, which has no sign. */
    private static double zero(double x) {
        return Math.abs(x) < 1e-12 ? 0 : x;
    }

    private static double kl(double mean, double std) {
        Tape tape = Tape.forwardOnly();
        Variable m = tape.constant(new DMatrixRMaj(new double[][] {{mean}}));
        Variable s = tape.constant(new DMatrixRMaj(new double[][] {{Math.log(std)}}));
        return new DiagonalGaussian(m, s).klToStandardNormal().scalarValue();
    }

    /** The integral of q (log q - log p) by the trapezoidal rule, over ten standard deviations to both sides. */
    private static double integral(double mean, double std) {
        double sum = 0;
        double step = 0.01;
        for (double e = -10; e < 10; e += step) {
            double z = mean + std * e;
            double logQ = -e * e / 2 - Math.log(std) - Math.log(2 * Math.PI) / 2;
            double logP = -z * z / 2 - Math.log(2 * Math.PI) / 2;
            sum += Math.exp(logQ) * (logQ - logP) * std * step;
        }
        return sum;
    }

    private static void drawFigure() throws IOException {
        SvgPlot plot = new SvgPlot("KL divergence of N(μ, σ²) from N(0, 1)", "σ", "nats");
        for (double mean : new double[] {0, 1, 2}) {
            double[] std = new double[59];
            double[] divergence = new double[59];
            for (int i = 0; i < std.length; i++) {
                std[i] = 0.1 + 0.05 * i;
                divergence[i] = kl(mean, std[i]);
            }
            plot.curve("μ = %.0f".formatted(mean), std, divergence);
        }
        plot.write("log-probability");
    }
}
