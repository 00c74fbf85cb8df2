package org.sgvae.graphvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sgvae.graph.Orderings;

class AssignmentTest {
    private static double sum(double[][] value, int[] columnOf) {
        double sum = 0;
        for (int i = 0; i < value.length; i++) {
            sum += value[i][columnOf[i]];
        }
        return sum;
    }

    @Test
    void largestSum_isThatOfAllAssignments() {
        Random random = new Random(3);
        for (int trial = 0; trial < 200; trial++) {
            int k = 1 + random.nextInt(6);
            double[][] value = new double[random.nextInt(k + 1)][k];
            for (double[] row : value) {
                Arrays.setAll(row, j -> random.nextInt(3) == 0 ? 1 : random.nextGaussian()); // ties among them
            }
            int[] columnOf = Assignment.largestSum(value);
            double best = Orderings.all(k).stream()
                    .mapToDouble(order -> sum(value, order))
                    .max()
                    .orElseThrow();
            assertThat(Arrays.stream(columnOf).distinct().count()).isEqualTo(value.length);
            assertThat(sum(value, columnOf)).isCloseTo(best, within(1e-12));
        }
    }
}
