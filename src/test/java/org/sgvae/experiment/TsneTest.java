package org.sgvae.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.random.RandomKey;

class TsneTest {
    /** Points of five dimensions, a cluster of 20 around each corner of a simplex of the given size. */
    private static DMatrixRMaj clusters(int count, double size) {
        DMatrixRMaj points = new DMatrixRMaj(20 * count, 5);
        for (int i = 0; i < points.numRows; i++) {
            for (int u = 0; u < 5; u++) {
                points.set(i, u, RandomKey.of(3).split(i).gaussian(u));
            }
            points.add(i, i / 20, size);
        }
        return points;
    }

    private static double[] randomMap(int points) {
        double[] y = new double[2 * points];
        Arrays.setAll(y, RandomKey.of(7)::gaussian);
        return y;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 5, 30, 55})
    void perplexity_isReachedByEveryPoint(double perplexity) {
        DMatrixRMaj points = clusters(3, 100);
        for (int i = 0; i < points.numRows; i++) {
            double[] p = Tsne.conditional(Tsne.squaredDistances(points, i), i, Math.log(perplexity));
            double entropy = -Arrays.stream(p)
                    .filter(x -> x > 0)
                    .map(x -> x * Math.log(x))
                    .sum();
            assertThat(p[i]).isZero();
            assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
            assertThat(Math.exp(entropy)).isCloseTo(perplexity, within(1e-6));
        }
    }

    @Test
    void affinities_areSymmetricAndAddUpToOne() {
        double[] p = Tsne.affinities(clusters(2, 4), 10);
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(p[i * 40 + j]).isEqualTo(p[j * 40 + i]);
            }
        }
    }

    /** Equal points have no perplexity to choose: all neighbours are equally near. */
    @Test
    void equalPoints_areEquallyNear() {
        double[] p = Tsne.affinities(new DMatrixRMaj(6, 3), 3);
        assertThat(p[1]).isCloseTo(1.0 / 30, within(1e-12));
        assertThat(Tsne.of(new DMatrixRMaj(6, 3), 3, 50, RandomKey.of(1)).divergence())
                .isFinite();
    }

    @Test
    void gradient_isThatOfTheDivergence() {
        double[] p = Tsne.affinities(clusters(2, 4), 10);
        double[] y = randomMap(40);
        double[] gradient = new double[80];
        Tsne.gradient(p, 1, y, gradient);
        for (int a = 0; a < 80; a++) {
            double[] up = y.clone();
            double[] down = y.clone();
            up[a] += 1e-5;
            down[a] -= 1e-5;
            double slope = (Tsne.divergence(p, up) - Tsne.divergence(p, down)) / 2e-5;
            assertThat(gradient[a]).isCloseTo(slope, within(1e-8));
        }
    }

    @Test
    void divergence_isZeroExactlyWhereBothNeighbourhoodsAgree() {
        double[] y = randomMap(10);
        double[] q = new double[100];
        double sum = 0;
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 10; j++) {
                q[i * 10 + j] = i == j
                        ? 0
                        : 1 / (1 + Math.pow(y[2 * i] - y[2 * j], 2) + Math.pow(y[2 * i + 1] - y[2 * j + 1], 2));
                sum += q[i * 10 + j];
            }
        }
        double total = sum;
        assertThat(Tsne.divergence(Arrays.stream(q).map(x -> x / total).toArray(), y))
                .isCloseTo(0, within(1e-12));
        assertThat(Tsne.divergence(Tsne.affinities(clusters(1, 0), 5), randomMap(20)))
                .isPositive();
    }

    @Test
    void separateClusters_staySeparate() {
        Tsne tsne = Tsne.of(clusters(4, 30), 10, 1000, RandomKey.of(5));
        DMatrixRMaj map = tsne.map();
        double widest = 0;
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 80; i++) {
            for (int j = 0; j < i; j++) {
                double distance = Math.hypot(map.get(i, 0) - map.get(j, 0), map.get(i, 1) - map.get(j, 1));
                if (i / 20 == j / 20) {
                    widest = Math.max(widest, distance);
                } else {
                    nearest = Math.min(nearest, distance);
                }
            }
        }
        assertThat(nearest).isGreaterThan(widest);
        assertThat(tsne.divergence()).isEqualTo(Tsne.divergence(Tsne.affinities(clusters(4, 30), 10), map.data));
    }

    @Test
    void sameKey_givesTheSameMap() {
        DMatrixRMaj points = clusters(2, 4);
        double[] once = Tsne.of(points, 10, 300, RandomKey.of(1)).map().data;
        assertThat(Tsne.of(points, 10, 300, RandomKey.of(1)).map().data).containsExactly(once);
        assertThat(Tsne.of(points, 10, 300, RandomKey.of(2)).map().data).isNotEqualTo(once);
    }

    @Test
    void perplexity_thatNoPointCanHave_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tsne.affinities(clusters(1, 0), 20));
        assertThatIllegalArgumentException().isThrownBy(() -> Tsne.affinities(clusters(1, 0), 1));
    }
}
