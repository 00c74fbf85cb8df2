package org.sgvae.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomKeyTest {
    private static final int DRAWS = 100_000;

    /** The outputs for seed 1234567 that implementations of SplitMix64 are commonly checked against. */
    @Test
    void draws_areThePublishedNumbersOfSplitMix64() {
        long n = 0;
        for (String expected : new String[] {
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821"
        }) {
            assertThat(Long.toUnsignedString(RandomKey.draw(1234567, n++))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE, 0x123456789abcdefL})
    void draws_areThoseOfTheJdksSplitMix64(long seed) {
        SplittableRandom jdk = new SplittableRandom(seed);
        RandomKey key = new RandomKey(seed);
        for (int n = 0; n < 100; n++) {
            long bits = jdk.nextLong();
            assertThat(RandomKey.draw(seed, n)).isEqualTo(bits);
            assertThat(key.uniform(n)).isEqualTo((bits >>> 11) * 0x1p-53);
            assertThat(RandomKey.uniform(key.bits(), n)).isEqualTo(key.uniform(n));
        }
    }

    @Test
    void uniform_isUniform() {
        RandomKey key = RandomKey.of(1);
        assertUniform(key::uniform);
        assertThat(Arrays.stream(numbers(key::uniform))).allMatch(x -> x >= 0 && x < 1);
    }

    @Test
    void firstDraws_ofSplitsByNeighbouringTagsAreUniform() {
        RandomKey key = RandomKey.of(2);
        assertUniform(tag -> key.split(tag).uniform(0));
    }

    @Test
    void firstDraws_ofNeighbouringSeedsAreUniform() {
        assertUniform(seed -> RandomKey.of(seed).uniform(0));
    }

    @Test
    void firstDraws_alongAChainOfSplitsAreUniform() {
        long[] key = {RandomKey.of(3).bits()};
        assertUniform(i -> {
            key[0] = RandomKey.split(key[0], 0);
            return RandomKey.uniform(key[0], 0);
        });
    }

    @Test
    void draws_ofAKeyAndItsSplitsAreUnrelated() {
        RandomKey key = RandomKey.of(4);
        assertIndependent(key::uniform, key.split(0)::uniform);
        assertIndependent(key::uniform, n -> key.split(n).uniform(0));
        assertIndependent(key.split(0)::uniform, key.split(1)::uniform);
        assertIndependent(n -> key.split(n).uniform(0), n -> key.split(n + 1).uniform(0));
        assertIndependent(n -> key.split(n).uniform(0), n -> key.split(n).uniform(1));
        assertIndependent(
                n -> key.split(n).split(0).uniform(0),
                n -> key.split(n).split(1).uniform(0));
        assertIndependent(key.split("a")::uniform, key.split("b")::uniform);
        assertIndependent(key::uniform, n -> key.uniform(n + 1));
    }

    /** What the test above asserts can be violated. */
    @Test
    void independence_isNotFoundWhereThereIsNone() {
        RandomKey key = RandomKey.of(5);
        IntToDoubleFunction weak =
                n -> 0.9 * key.uniform(n) + 0.1 * key.split(1).uniform(n);
        assertThat(pairStatistic(key::uniform, weak)).isGreaterThan(1000);
    }

    @Test
    void splits_byManyTagsAndNamesAreDifferent() {
        RandomKey key = RandomKey.of(6);
        Set<Long> bits = new HashSet<>();
        bits.add(key.bits());
        for (int tag = -5000; tag < 5000; tag++) {
            assertThat(bits.add(key.split(tag).bits())).as("tag %d", tag).isTrue();
            assertThat(bits.add(key.split("layer." + tag).bits()))
                    .as("name %d", tag)
                    .isTrue();
        }
        assertThat(key.split("ab")).isNotEqualTo(key.split("ba")).isEqualTo(key.split("ab"));
        assertThat(RandomKey.split(key.bits(), 7)).isEqualTo(key.split(7).bits());
    }

    /**
     * Moments of the standard normal: 0, 1, 0, 3; their deviations are
     * \(\sqrt{1/n}, \sqrt{2/n}, \sqrt{15/n}, \sqrt{96/n}\).
     */
    @Test
    void gaussian_hasTheMomentsOfTheStandardNormal() {
        RandomKey key = RandomKey.of(7);
        double[] moment = new double[5];
        for (int n = 0; n < DRAWS; n++) {
            double x = key.gaussian(n);
            assertThat(RandomKey.gaussian(key.bits(), n)).isEqualTo(x);
            for (int k = 1; k <= 4; k++) {
                moment[k] += Math.pow(x, k) / DRAWS;
            }
        }
        double unit = 4 / Math.sqrt(DRAWS);
        assertThat(Math.abs(moment[1])).isLessThan(unit);
        assertThat(Math.abs(moment[2] - 1)).isLessThan(unit * Math.sqrt(2));
        assertThat(Math.abs(moment[3])).isLessThan(unit * Math.sqrt(15));
        assertThat(Math.abs(moment[4] - 3)).isLessThan(unit * Math.sqrt(96));
    }

    @Test
    void gaussians_ofOneKeyAreUnrelated() {
        RandomKey key = RandomKey.of(8);
        assertIndependent(n -> sign(key.gaussian(n)), n -> sign(key.gaussian(n + 1)));
        assertIndependent(n -> sign(key.gaussian(n)), n -> sign(Math.abs(key.gaussian(n + 1)) - 0.6744897501960817));
    }

    private static double sign(double x) {
        return x < 0 ? 0.25 : 0.75;
    }

    @Test
    void below_isUniform() {
        RandomKey key = RandomKey.of(9);
        for (int bound : new int[] {1, 2, 3, 7, 100}) {
            double[] counts = new double[bound];
            for (int n = 0; n < DRAWS; n++) {
                counts[key.below(n, bound)]++;
            }
            assertThat(statistic(counts, DRAWS)).as("bound %d", bound).isLessThan(limit(bound - 1));
        }
        assertThat(key.below(0, Integer.MAX_VALUE)).isBetween(0, Integer.MAX_VALUE - 1);
    }

    @Test
    void permutation_isAnyWithTheSameProbability() {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 24_000; i++) {
            counts.merge(Arrays.toString(RandomKey.of(10).split(i).permutation(4)), 1, Integer::sum);
        }
        assertThat(counts).hasSize(24);
        double[] observed = counts.values().stream().mapToDouble(i -> i).toArray();
        assertThat(statistic(observed, 24_000)).isLessThan(limit(23));
        assertThat(RandomKey.of(10).permutation(0)).isEmpty();
        assertThat(RandomKey.of(10).permutation(100)).containsExactlyInAnyOrder(range(100));
    }

    private static int[] range(int count) {
        int[] range = new int[count];
        Arrays.setAll(range, i -> i);
        return range;
    }

    private static double[] numbers(IntToDoubleFunction draw) {
        double[] numbers = new double[DRAWS];
        Arrays.setAll(numbers, draw);
        return numbers;
    }

    private static void assertUniform(IntToDoubleFunction draw) {
        double[] counts = new double[256];
        for (int i = 0; i < DRAWS; i++) {
            counts[(int) (256 * draw.applyAsDouble(i))]++;
        }
        assertThat(statistic(counts, DRAWS)).isLessThan(limit(255));
    }

    private static void assertIndependent(IntToDoubleFunction first, IntToDoubleFunction second) {
        assertThat(pairStatistic(first, second)).isLessThan(limit(255));
    }

    /** Of the 16 x 16 cells of the unit square, those that pairs can fall into at all. */
    private static double pairStatistic(IntToDoubleFunction first, IntToDoubleFunction second) {
        double[][] joint = new double[16][16];
        double[] rows = new double[16];
        double[] columns = new double[16];
        for (int i = 0; i < DRAWS; i++) {
            int a = (int) (16 * first.applyAsDouble(i));
            int b = (int) (16 * second.applyAsDouble(i));
            joint[a][b]++;
            rows[a]++;
            columns[b]++;
        }
        double statistic = 0;
        for (int a = 0; a < 16; a++) {
            for (int b = 0; b < 16; b++) {
                double expected = rows[a] * columns[b] / DRAWS;
                statistic += expected == 0 ? 0 : (joint[a][b] - expected) * (joint[a][b] - expected) / expected;
            }
        }
        return statistic;
    }

    private static double statistic(double[] counts, int draws) {
        double expected = (double) draws / counts.length;
        return Arrays.stream(counts)
                .map(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    /** Five standard deviations above the mean of the chi-square distribution. */
    private static double limit(int degreesOfFreedom) {
        return degreesOfFreedom + 5 * Math.sqrt(2.0 * degreesOfFreedom) + 1e-9;
    }

    private enum Draw implements RandomKey.Purpose {
        NOISE(1),
        ORDERING(0);

        private final long tag;

        Draw(long tag) {
            this.tag = tag;
        }

        @Override
        public long tag() {
            return tag;
        }
    }

    @Test
    void purposes_areSplitByTheirTagsAlone() {
        RandomKey key = RandomKey.of(8);
        assertThat(key.split(Draw.ORDERING)).isEqualTo(key.split(0)).isNotEqualTo(key.split(Draw.NOISE));
        assertThat(key.split(Draw.NOISE)).isEqualTo(key.split(1));
    }
}
