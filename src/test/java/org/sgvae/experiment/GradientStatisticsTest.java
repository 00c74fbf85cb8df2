package org.sgvae.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.Estimate;

class GradientStatisticsTest {
    private static GradientStatistics statistics() {
        Parameters parameters = new Parameters(Initializer.uniformByFanIn(), RandomKey.of(1));
        parameters.matrix("destructor.select.weight", 1, 2, 2);
        parameters.vector("constructor.addNode.bias", 1, 2);
        return new GradientStatistics(new GradientBlocks(parameters));
    }

    /** Pairs 2 and 6 apart in one entry, and twice 4 in another: (4 + 36) / 2 halves and 16 / 2. */
    @Test
    void variance_isHalfTheMeanSquaredDistanceOfPairs() {
        GradientStatistics statistics = statistics();
        statistics.add(new double[] {1, 0, 4});
        statistics.add(new double[] {3, 0, 0});
        statistics.add(new double[] {-2, 5, 0});
        statistics.add(new double[] {4, 5, 4});
        assertThat(statistics.mean()).containsExactly(1.5, 2.5, 2);
        assertThat(statistics.variances()).containsOnlyKeys("", "destructor", "destructor.select", "constructor");
        assertThat(statistics.variances().get("destructor.select")).isEqualTo(new Estimate(10, 8));
        assertThat(statistics.variances().get("constructor")).isEqualTo(new Estimate(8, 0));
        assertThat(statistics.variances().get(GradientBlocks.ALL).value()).isEqualTo(18);
        assertThat(statistics.varianceOfMean()).isEqualTo(18 / 4.0);
    }
}
