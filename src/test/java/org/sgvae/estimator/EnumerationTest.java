package org.sgvae.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnumerationTest {
    @Test
    void tuples_areAllThereWithTheirProbabilities() {
        List<String> seen = new ArrayList<>();
        Enumeration.tuples(
                new double[] {0.25, 0.75},
                2,
                (outcomes, probability) -> seen.add(Arrays.toString(outcomes) + " " + probability));
        assertThat(seen).containsExactly("[0, 0] 0.0625", "[0, 1] 0.1875", "[1, 0] 0.1875", "[1, 1] 0.5625");
    }

    @Test
    void probabilities_sumToOne() {
        double[] sum = new double[1];
        int[] count = new int[1];
        Enumeration.tuples(new double[] {0.1, 0.2, 0.3, 0.4}, 5, (outcomes, probability) -> {
            sum[0] += probability;
            count[0]++;
        });
        assertThat(count[0]).isEqualTo(1024);
        assertThat(Math.abs(sum[0] - 1)).isLessThan(1e-14);
    }
}
