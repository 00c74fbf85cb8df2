package org.sgvae.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.Correlation;
import org.sgvae.statistics.Estimate;

class PrincipalAxesTest {
    /** Deviations 3, 1 and 0.2 along the columns of an orthonormal matrix, around (1, 2, 3). */
    private static final double[][] DIRECTIONS = {{0.6, 0.8, 0}, {-0.8, 0.6, 0}, {0, 0, 1}};

    private static final double[] DEVIATIONS = {3, 1, 0.2};
    private static final DMatrixRMaj POINTS = points();

    private static DMatrixRMaj points() {
        DMatrixRMaj points = new DMatrixRMaj(4000, 3);
        for (int i = 0; i < points.numRows; i++) {
            for (int u = 0; u < 3; u++) {
                points.add(i, u, 1 + u);
                for (int axis = 0; axis < 3; axis++) {
                    points.add(
                            i,
                            u,
                            DIRECTIONS[axis][u]
                                    * DEVIATIONS[axis]
                                    * RandomKey.of(axis).gaussian(i));
                }
            }
        }
        return points;
    }

    @Test
    void axes_areTheDirectionsByFallingVariance() {
        PrincipalAxes axes = PrincipalAxes.of(POINTS);
        for (int i = 0; i < 3; i++) {
            double cosine = 0;
            for (int u = 0; u < 3; u++) {
                cosine += axes.axis(i)[u] * DIRECTIONS[i][u];
            }
            assertThat(Math.abs(cosine)).isCloseTo(1, within(0.001));
            assertThat(axes.explained(i)).isCloseTo(DEVIATIONS[i] * DEVIATIONS[i] / 10.04, within(0.03));
        }
        assertThat(axes.axis(0)[1]).isPositive();
        assertThat(axes.axis(1)[0]).isPositive();
    }

    @Test
    void coordinates_haveTheVarianceOfTheAxisAndNoCorrelation() {
        PrincipalAxes axes = PrincipalAxes.of(POINTS);
        double[] first = axes.coordinates(POINTS, 0);
        double[] second = axes.coordinates(POINTS, 1);
        assertThat(Correlation.pearson(first, second)).isCloseTo(0, within(1e-12));
        Estimate mean = Estimate.ofMean(first);
        assertThat(mean.value()).isCloseTo(0, within(1e-12));
        double variances = 0;
        for (int i = 0; i < 3; i++) {
            double error = Estimate.ofMean(axes.coordinates(POINTS, i)).standardError();
            variances += error * error;
        }
        assertThat(mean.standardError() * mean.standardError() / variances).isCloseTo(axes.explained(0), within(1e-12));
    }

    @Test
    void at_isWhereTheCoordinateIs() {
        PrincipalAxes axes = PrincipalAxes.of(POINTS);
        DMatrixRMaj point = new DMatrixRMaj(1, 3, true, axes.at(-1.7, 0));
        assertThat(axes.coordinates(point, 0)[0]).isCloseTo(-1.7, within(1e-12));
        assertThat(axes.coordinates(point, 1)[0]).isCloseTo(0, within(1e-12));
    }

    @Test
    void equalPoints_haveNoVariance() {
        DMatrixRMaj equal = new DMatrixRMaj(5, 2);
        equal.fill(3);
        assertThat(PrincipalAxes.of(equal).explained(0)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> PrincipalAxes.of(new DMatrixRMaj(1, 2)));
    }
}
