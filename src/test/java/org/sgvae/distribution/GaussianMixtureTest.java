package org.sgvae.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;

class GaussianMixtureTest {
    private static final double[] WEIGHT = {0.3, -0.8, 0.5};
    private static final double[][] MEAN = {{-2, 1}, {0.5, -1}, {3, 0}};
    private static final double[][] LOG_STD = {{-0.5, 0.2}, {0.4, -0.3}, {-1, 0}};

    private final Tape tape = Tape.forwardOnly();

    private GaussianMixture mixture(int components, int dim) {
        DMatrixRMaj mean = new DMatrixRMaj(MEAN);
        DMatrixRMaj logStd = new DMatrixRMaj(LOG_STD);
        return new GaussianMixture(
                tape.constant(new DMatrixRMaj(components, 1, true, Arrays.copyOf(WEIGHT, components))),
                tape.constant(CommonOps_DDRM.extract(mean, 0, components, 0, dim)),
                tape.constant(CommonOps_DDRM.extract(logStd, 0, components, 0, dim)));
    }

    private double density(GaussianMixture mixture, double... z) {
        return Math.exp(mixture.logProb(tape.constant(new DMatrixRMaj(new double[][] {z})))
                .scalarValue());
    }

    @Test
    void density_isTheSumOverComponents() {
        double total = Arrays.stream(WEIGHT).map(Math::exp).sum();
        DMatrixRMaj z = RandomMatrices.normal(new SplittableRandom(1), 20, 2);
        Variable logProb = mixture(3, 2).logProb(tape.constant(z));
        for (int i = 0; i < 20; i++) {
            double sum = 0;
            for (int m = 0; m < 3; m++) {
                double product = Math.exp(WEIGHT[m]) / total;
                for (int j = 0; j < 2; j++) {
                    double std = Math.exp(LOG_STD[m][j]);
                    double off = (z.get(i, j) - MEAN[m][j]) / std;
                    product *= Math.exp(-off * off / 2) / (std * Math.sqrt(2 * Math.PI));
                }
                sum += product;
            }
            assertThat(logProb.value().get(i, 0)).isCloseTo(Math.log(sum), within(1e-13));
        }
    }

    @Test
    void density_integratesToOne() {
        GaussianMixture mixture = mixture(3, 1);
        double sum = 0;
        for (double z = -20; z < 20; z += 0.05) {
            sum += 0.05 * density(mixture, z);
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void farFromAllComponents_nothingCancels() {
        GaussianMixture one = mixture(1, 2);
        DMatrixRMaj far = new DMatrixRMaj(new double[][] {{1e6, -1e6}});
        double expected = new DiagonalGaussian(one.mean(), one.logStd())
                .logProb(tape.constant(far))
                .scalarValue();
        assertThat(one.logProb(tape.constant(far)).scalarValue()).isEqualTo(expected);
        GaussianMixture three = mixture(3, 2);
        DMatrixRMaj atThird = new DMatrixRMaj(new double[][] {{3, 0}});
        double own = Math.log(Math.exp(WEIGHT[2])
                        / Arrays.stream(WEIGHT).map(Math::exp).sum())
                + 1
                - Math.log(2 * Math.PI);
        assertThat(three.logProb(tape.constant(atThird)).scalarValue()).isGreaterThan(own);
    }

    /** Mean and mean square of both entries. */
    @Test
    void samples_haveTheMomentsOfTheMixture() {
        int count = 40_000;
        SplittableRandom random = new SplittableRandom(2);
        DMatrixRMaj noise = RandomMatrices.normal(random, count, 2);
        double[] uniforms = random.doubles(count).toArray();
        DMatrixRMaj z = mixture(3, 2).sample(tape.constant(noise), uniforms).value();
        double total = Arrays.stream(WEIGHT).map(Math::exp).sum();
        for (int j = 0; j < 2; j++) {
            double mean = 0;
            double square = 0;
            for (int m = 0; m < 3; m++) {
                double share = Math.exp(WEIGHT[m]) / total;
                mean += share * MEAN[m][j];
                square += share * (MEAN[m][j] * MEAN[m][j] + Math.exp(2 * LOG_STD[m][j]));
            }
            double sampledMean = 0;
            double sampledSquare = 0;
            for (int i = 0; i < count; i++) {
                sampledMean += z.get(i, j) / count;
                sampledSquare += z.get(i, j) * z.get(i, j) / count;
            }
            assertThat(sampledMean).isCloseTo(mean, within(0.05));
            assertThat(sampledSquare).isCloseTo(square, within(0.15));
        }
    }

    @Test
    void gradients_areThoseOfCentralDifferences() {
        SplittableRandom random = new SplittableRandom(3);
        DMatrixRMaj weight = RandomMatrices.normal(random, 3, 1);
        DMatrixRMaj mean = RandomMatrices.normal(random, 3, 2);
        DMatrixRMaj logStd = RandomMatrices.normal(random, 3, 2);
        DMatrixRMaj z = RandomMatrices.normal(random, 4, 2);
        GradientCheck.assertGradients(
                Map.of("weight", weight, "mean", mean, "logStd", logStd, "z", z),
                recording -> new GaussianMixture(
                                recording.variable(weight), recording.variable(mean), recording.variable(logStd))
                        .logProb(recording.variable(z)));
    }
}
