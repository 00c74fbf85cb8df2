package org.sgvae.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.evaluate.TinyModel;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.statistics.Errors;
import org.sgvae.statistics.Estimate;

class PermutationTestTest {
    private static DMatrixRMaj points(int n, RandomKey key) {
        DMatrixRMaj points = new DMatrixRMaj(n, 2);
        for (int i = 0; i < 2 * n; i++) {
            points.data[i] = key.gaussian(i);
        }
        return points;
    }

    @Test
    void independentPairs_giveUniformPValues() {
        double[] p = new double[400];
        for (int repetition = 0; repetition < p.length; repetition++) {
            RandomKey key = RandomKey.of(repetition);
            double[] y = new double[15];
            Arrays.setAll(y, i -> key.split(0).uniform(i));
            p[repetition] = PermutationTest.of(points(15, key.split(1)), y, 19, key.split(2))
                    .pValue();
        }
        // on the grid 0.05, 0.10, …, 1
        for (double level : new double[] {0.05, 0.25, 0.5, 0.75}) {
            double share =
                    Arrays.stream(p).filter(value -> value < level + 1e-9).count() / (double) p.length;
            assertThat(share).isCloseTo(level, within(4 * Math.sqrt(level * (1 - level) / p.length)));
        }
    }

    @Test
    void dependence_isSeenEvenWithoutCorrelation() {
        DMatrixRMaj x = points(60, RandomKey.of(1));
        double[] y = new double[60];
        Arrays.setAll(y, i -> x.get(i, 1) * x.get(i, 1));
        assertThat(PermutationTest.of(x, y, 199, RandomKey.of(2)).pValue()).isEqualTo(1.0 / 200);
    }

    @Test
    void distanceCorrelation_isOneForALineAndZeroForAConstant() {
        DMatrixRMaj x = new DMatrixRMaj(20, 1);
        double[] y = new double[20];
        for (int i = 0; i < 20; i++) {
            x.set(i, 0, RandomKey.of(7).gaussian(i));
            y[i] = 3 - 2 * x.get(i, 0);
        }
        assertThat(PermutationTest.of(x, y, 9, RandomKey.of(1)).distanceCorrelation())
                .isCloseTo(1, within(1e-12));
        PermutationTest constant = PermutationTest.of(x, new double[20], 9, RandomKey.of(1));
        assertThat(constant.distanceCorrelation()).isZero();
        assertThat(constant.pValue()).isEqualTo(1);
    }

    /** Four points of the plane, distances 0, 1, 2 by hand. */
    @Test
    void distanceCorrelation_agreesWithTheDefinition() {
        double[] x = {0, 1, 2};
        double[] y = {0, 2, 1};
        // centred by hand: a = |x_i - x_j| - row means (1, 2/3, 1) - column means + 8/9, and b likewise
        double[][] a = {{-10 / 9.0, 2 / 9.0, 8 / 9.0}, {2 / 9.0, -4 / 9.0, 2 / 9.0}, {8 / 9.0, 2 / 9.0, -10 / 9.0}};
        double[][] b = {{-10 / 9.0, 8 / 9.0, 2 / 9.0}, {8 / 9.0, -10 / 9.0, 2 / 9.0}, {2 / 9.0, 2 / 9.0, -4 / 9.0}};
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                ab += a[i][j] * b[i][j];
                aa += a[i][j] * a[i][j];
                bb += b[i][j] * b[i][j];
            }
        }
        DMatrixRMaj column = new DMatrixRMaj(3, 1, true, x);
        assertThat(PermutationTest.of(column, y, 1, RandomKey.of(1)).distanceCorrelation())
                .isCloseTo(Math.sqrt(ab / Math.sqrt(aa * bb)), within(1e-12));
    }

    @Test
    void constructor_thatIgnoresTheCodeIsFoundOut() {
        Sgvae deaf = TinyModel.gaussian();
        deaf.parameters().get("constructor.initLatent.weight").value().zero();
        double[] p = new double[40];
        for (int repetition = 0; repetition < p.length; repetition++) {
            p[repetition] = test(deaf, repetition);
        }
        Errors.assertEstimates(Estimate.ofMean(p), 0.5, 0.06);
    }

    @Test
    void constructor_thatFollowsTheCodeIsRecognised() {
        Sgvae model = TinyModel.gaussian();
        DMatrixRMaj weight =
                model.parameters().get("constructor.initLatent.weight").value();
        for (int i = 0; i < weight.getNumElements(); i++) {
            weight.data[i] *= 5;
        }
        double[] p = new double[20];
        for (int repetition = 0; repetition < p.length; repetition++) {
            p[repetition] = test(model, repetition);
        }
        Arrays.sort(p); // few codes: not every repetition tells
        assertThat(p[p.length / 2]).isLessThan(0.25); // by chance 1 in 100
    }

    private static double test(Sgvae model, int seed) {
        try (Workers workers = new Workers(1)) {
            Codes codes = Codes.of(
                    model,
                    List.of(TinyModel.PATH, TinyModel.PAIR),
                    100,
                    RandomKey.of(seed).split(0),
                    workers);
            return PermutationTest.ofConstructor(
                            model, codes, 60, 99, 12, RandomKey.of(seed).split(1), workers)
                    .pValue();
        }
    }
}
