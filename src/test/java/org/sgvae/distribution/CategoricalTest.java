package org.sgvae.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.random.RandomKey;

class CategoricalTest {
    @Test
    void probabilities_ofAllClassesSumToOne() {
        DMatrixRMaj logits = RandomMatrices.normal(new SplittableRandom(1), 20, 5);
        for (int i = 0; i < logits.getNumElements(); i++) {
            logits.data[i] *= 10;
        }
        Categorical categorical = Categorical.ofLogits(Tape.forwardOnly().constant(logits));
        double[] sums = new double[20];
        for (int j = 0; j < 5; j++) {
            double[] logProb =
                    categorical.logProb(new Indices().addAll(filled(20, j))).value().data;
            for (int i = 0; i < 20; i++) {
                sums[i] += Math.exp(logProb[i]);
            }
        }
        for (double sum : sums) {
            assertThat(Math.abs(sum - 1)).isLessThan(1e-14);
        }
    }

    private static int[] filled(int length, int value) {
        int[] array = new int[length];
        java.util.Arrays.fill(array, value);
        return array;
    }

    @Test
    void logProb_isTheLogarithmOfSoftmax() {
        DMatrixRMaj logits = new DMatrixRMaj(new double[][] {{0, Math.log(2), Math.log(5)}, {1e4, 0, 1e4}, {7, 7, 7}});
        Categorical categorical = Categorical.ofLogits(Tape.forwardOnly().constant(logits));
        double[] logProb = categorical.logProb(Indices.of(2, 1, 0)).value().data;
        assertThat(Math.abs(logProb[0] - Math.log(5.0 / 8))).isLessThan(1e-15);
        assertThat(Math.abs(logProb[1] + 1e4 + Math.log(2))).isLessThan(1e-11);
        assertThat(Math.abs(logProb[2] + Math.log(3))).isLessThan(1e-15);
    }

    @Test
    void oneClass_isCertain() {
        Categorical categorical = Categorical.ofLogits(Tape.forwardOnly().constant(new DMatrixRMaj(3, 1)));
        assertThat(categorical.logProb(Indices.of(0, 0, 0)).value().data).startsWith(0, 0, 0);
        assertThat(categorical.sample(2, 1 - 0x1p-53)).isZero();
    }

    @Test
    void gradients_areThoseOfCentralDifferences() {
        DMatrixRMaj logits = RandomMatrices.normal(new SplittableRandom(2), 4, 3);
        GradientCheck.assertGradients(
                Map.of("logits", logits),
                tape -> Categorical.ofLogits(tape.variable(logits)).logProb(Indices.of(0, 2, 1, 2)));
    }

    @Test
    void samples_comeAsOftenAsTheirProbability() {
        double[] probability = {0.05, 0.5, 0.15, 0.3};
        DMatrixRMaj logits = new DMatrixRMaj(2, 4);
        for (int j = 0; j < 4; j++) {
            logits.set(1, j, 3 + Math.log(probability[j]));
        }
        Categorical categorical = Categorical.ofLogits(Tape.forwardOnly().constant(logits));
        double[] counts = new double[4];
        RandomKey key = RandomKey.of(3);
        for (int i = 0; i < 50_000; i++) {
            counts[categorical.sample(1, key.uniform(i))]++;
        }
        for (int j = 0; j < 4; j++) {
            double p = probability[j];
            assertThat(Math.abs(counts[j] / 50_000 - p)).isLessThan(4.5 * Math.sqrt(p * (1 - p) / 50_000));
        }
    }

    @Test
    void sample_isTheFirstWhoseSumExceedsTheNumber() {
        double[] logProb = {9, Math.log(0.25), Math.log(0.5), Math.log(0.25), 9};
        assertThat(Categorical.sample(logProb, 1, 3, 0)).isEqualTo(0);
        assertThat(Categorical.sample(logProb, 1, 3, 0.2499)).isEqualTo(0);
        assertThat(Categorical.sample(logProb, 1, 3, 0.2501)).isEqualTo(1);
        assertThat(Categorical.sample(logProb, 1, 3, 0.7501)).isEqualTo(2);
    }

    /** If round-off leaves the sum of the probabilities below the number, the last possible class is drawn, never an impossible one. */
    @Test
    void sample_neverDrawsAnImpossibleClass() {
        double impossible = Double.NEGATIVE_INFINITY;
        double[] logProb = {impossible, Math.log(0.5), Math.log(0.5) - 1e-15, impossible};
        assertThat(Categorical.sample(logProb, 0, 4, 0)).isEqualTo(1);
        assertThat(Categorical.sample(logProb, 0, 4, 1 - 0x1p-53)).isEqualTo(2);
    }

    @Test
    void logProb_rejectsClassesThatDoNotExist() {
        Categorical categorical = Categorical.ofLogits(Tape.forwardOnly().constant(new DMatrixRMaj(2, 3)));
        assertThatThrownBy(() -> categorical.logProb(Indices.of(0, 3))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> categorical.logProb(Indices.of(0))).isInstanceOf(IllegalArgumentException.class);
    }

    private static final Indices ALLOWED = Indices.of(1, 0, 1, 1, 1, 1, 0, 0, 1);

    @Test
    void restrictedTo_isTheConditionalProbability_andZeroOutside() {
        DMatrixRMaj logits = RandomMatrices.normal(new SplittableRandom(1), 3, 3);
        Categorical any = Categorical.ofLogits(Tape.forwardOnly().constant(logits));
        Categorical masked = any.restrictedTo(ALLOWED);
        for (int i = 0; i < 3; i++) {
            double mass = 0;
            for (int j = 0; j < 3; j++) {
                mass += ALLOWED.get(3 * i + j) * Math.exp(any.logProbs().value().get(i, j));
            }
            for (int j = 0; j < 3; j++) {
                double expected =
                        ALLOWED.get(3 * i + j) * Math.exp(any.logProbs().value().get(i, j)) / mass;
                double p = Math.exp(masked.logProbs().value().get(i, j));
                assertThat(p).isCloseTo(expected, within(1e-15));
            }
        }
    }

    @Test
    void restrictedTo_andSampleAmongTheAllowed_neverDrawAnyOther_evenIfItIsAllButCertain() {
        DMatrixRMaj logits = new DMatrixRMaj(new double[][] {{0, 900, 0}, {0, 0, 0}, {900, 900, -900}});
        Categorical any = Categorical.ofLogits(Tape.forwardOnly().constant(logits));
        Categorical masked = any.restrictedTo(ALLOWED);
        int[] counts = new int[3];
        for (double u = 0; u < 1; u += 0x1p-10) {
            assertThat(masked.sample(0, u)).isNotEqualTo(1);
            assertThat(masked.sample(2, u)).isEqualTo(2);
            assertThat(any.sample(2, Indices.of(0, 0, 1), u)).isEqualTo(2);
            counts[any.sample(0, Indices.of(1, 0, 1), u)]++;
        }
        assertThat(counts).containsExactly(512, 0, 512);
        assertThat(masked.sample(0, 1 - 0x1p-53)).isEqualTo(2);
        assertThat(any.sample(0, Indices.of(1, 0, 1), 1 - 0x1p-53)).isEqualTo(2);
    }

    @Test
    void restrictedTo_hasTheGradientsOfDifferences() {
        DMatrixRMaj logits = RandomMatrices.normal(new SplittableRandom(2), 3, 3);
        GradientCheck.assertGradients(
                Map.of("logits", logits),
                tape -> Categorical.ofLogits(tape.variable(logits))
                        .restrictedTo(ALLOWED)
                        .logProb(Indices.of(2, 0, 2)));
    }

    @Test
    void restrictedTo_rejectsARowThatAllowsNothing() {
        Categorical any = Categorical.ofLogits(Tape.forwardOnly().constant(new DMatrixRMaj(1, 2)));
        assertThatThrownBy(() -> any.restrictedTo(Indices.of(0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 0");
        assertThatThrownBy(() -> any.restrictedTo(Indices.of(1, 1, 1))).isInstanceOf(IllegalArgumentException.class);
    }
}
