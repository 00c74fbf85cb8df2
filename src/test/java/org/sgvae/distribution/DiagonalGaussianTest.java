package org.sgvae.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;

/** Closed forms against integrals over the densities, which for smooth functions the trapezoidal rule gives to round-off. */
class DiagonalGaussianTest {
    private final Tape tape = Tape.forwardOnly();

    private DiagonalGaussian gaussian(double[] mean, double[] logStd) {
        return new DiagonalGaussian(row(mean), row(logStd));
    }

    private Variable row(double... entries) {
        return tape.constant(new DMatrixRMaj(new double[][] {entries}));
    }

    private double density(double mean, double logStd, double z) {
        double noise = (z - mean) / Math.exp(logStd);
        return Math.exp(gaussian(new double[] {mean}, new double[] {logStd})
                .logProbOfNoise(row(noise))
                .scalarValue());
    }

    private double standardLogDensity(double z) {
        return DiagonalGaussian.standardLogProb(row(z)).scalarValue();
    }

    /** Over ten standard deviations to either side, beyond which nothing is left. */
    private static double integral(double mean, double std, DoubleUnaryOperator f) {
        int steps = 400;
        double width = 20 * std / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            sum += width * f.applyAsDouble(mean - 10 * std + i * width);
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1.3, -0.7", "-2, 0.4", "0.5, -3", "0, 1"})
    void closedForms_areTheIntegralsThatDefineThem(double mean, double logStd) {
        double std = Math.exp(logStd);
        DiagonalGaussian q = gaussian(new double[] {mean}, new double[] {logStd});
        assertThat(Math.abs(integral(mean, std, z -> density(mean, logStd, z)) - 1))
                .isLessThan(1e-13);
        double kl = integral(mean, std, z -> {
            double p = density(mean, logStd, z);
            return p * (Math.log(p) - standardLogDensity(z));
        });
        assertThat(Math.abs(q.klToStandardNormal().scalarValue() - kl)).isLessThan(1e-12);
    }

    @Test
    void standardLogProb_isThatOfMeanZeroAndDeviationOne() {
        double[] z = {0.3, -1.2, 2};
        double[] zeros = new double[3];
        assertThat(DiagonalGaussian.standardLogProb(row(z)).scalarValue())
                .isEqualTo(gaussian(zeros, zeros).logProbOfNoise(row(z)).scalarValue());
        assertThat(Math.abs(DiagonalGaussian.standardLogProb(row(z)).scalarValue()
                        + 0.5 * (0.09 + 1.44 + 4)
                        + 1.5 * Math.log(2 * Math.PI)))
                .isLessThan(1e-15 * 10);
    }

    @Test
    void everyRow_isTheSumOverItsEntries() {
        double[] mean = {0.3, -1, 2};
        double[] logStd = {-0.2, 0.1, -1};
        double[] noise = {0.5, -0.5, 1.5};
        DiagonalGaussian all = gaussian(mean, logStd);
        double kl = 0;
        double logProb = 0;
        for (int i = 0; i < 3; i++) {
            DiagonalGaussian one = gaussian(new double[] {mean[i]}, new double[] {logStd[i]});
            kl += one.klToStandardNormal().scalarValue();
            logProb += one.logProbOfNoise(row(noise[i])).scalarValue();
            assertThat(Math.abs(all.sample(row(noise)).value().get(0, i) - mean[i] - Math.exp(logStd[i]) * noise[i]))
                    .isLessThan(1e-15);
        }
        assertThat(Math.abs(all.klToStandardNormal().scalarValue() - kl)).isLessThan(1e-14);
        assertThat(Math.abs(all.logProbOfNoise(row(noise)).scalarValue() - logProb))
                .isLessThan(1e-14);
    }

    @Test
    void kl_isZeroForTheStandardNormalAndPositiveElsewhere() {
        assertThat(gaussian(new double[2], new double[2]).klToStandardNormal().scalarValue())
                .isZero();
        SplittableRandom random = new SplittableRandom(1);
        DiagonalGaussian many = new DiagonalGaussian(
                tape.constant(RandomMatrices.normal(random, 100, 2)),
                tape.constant(RandomMatrices.normal(random, 100, 2)));
        Variable kl = many.klToStandardNormal();
        assertThat(kl.rows()).isEqualTo(100);
        for (int i = 0; i < 100; i++) {
            assertThat(kl.value().get(i, 0)).isPositive();
        }
    }

    @Test
    void gradients_areThoseOfCentralDifferences() {
        SplittableRandom random = new SplittableRandom(2);
        DMatrixRMaj mean = RandomMatrices.normal(random, 3, 2);
        DMatrixRMaj logStd = RandomMatrices.normal(random, 3, 2);
        DMatrixRMaj noise = RandomMatrices.normal(random, 3, 2);
        Map<String, DMatrixRMaj> all = Map.of("mean", mean, "logStd", logStd, "noise", noise);
        GradientCheck.assertGradients(
                all,
                tape -> new DiagonalGaussian(tape.variable(mean), tape.variable(logStd)).sample(tape.variable(noise)));
        GradientCheck.assertGradients(
                all,
                tape -> new DiagonalGaussian(tape.variable(mean), tape.variable(logStd))
                        .logProbOfNoise(tape.variable(noise)));
        GradientCheck.assertGradients(
                all, tape -> new DiagonalGaussian(tape.variable(mean), tape.variable(logStd)).klToStandardNormal());
        GradientCheck.assertGradients(all, tape -> DiagonalGaussian.standardLogProb(tape.variable(noise)));
    }
}
