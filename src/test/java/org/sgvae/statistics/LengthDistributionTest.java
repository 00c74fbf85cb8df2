package org.sgvae.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.random.RandomKey;

class LengthDistributionTest {
    private static final LengthDistribution UNIFORM = ofLengths(5, 6, 7, 8);

    private static LengthDistribution ofLengths(int... lengths) {
        List<Graph> graphs = new ArrayList<>();
        for (int length : lengths) {
            graphs.add(GraphFamilies.cycle(length));
        }
        return LengthDistribution.of(graphs);
    }

    @Test
    void totalVariation_isTheShareThatWouldHaveToMove() {
        assertThat(UNIFORM.totalVariation(ofLengths(5, 5, 6, 9))).isCloseTo(0.5, within(1e-15));
        assertThat(ofLengths(5, 5, 6, 9).totalVariation(UNIFORM)).isCloseTo(0.5, within(1e-15));
        assertThat(UNIFORM.totalVariation(ofLengths(8, 7, 6, 5, 5, 6, 7, 8))).isZero();
        assertThat(UNIFORM.totalVariation(ofLengths(3, 4))).isEqualTo(1);
    }

    @Test
    void totalVariation_toNothingIsOne() {
        assertThat(UNIFORM.totalVariation(new LengthDistribution(new TreeMap<>())))
                .isEqualTo(1);
    }

    @Test
    void expectedTotalVariation_isWhatChanceGives() {
        int draws = 200;
        double[] distances = new double[2000];
        for (int repetition = 0; repetition < distances.length; repetition++) {
            TreeMap<Integer, Integer> counts = new TreeMap<>();
            for (int i = 0; i < draws; i++) {
                counts.merge(5 + RandomKey.of(repetition).below(i, 4), 1, Integer::sum);
            }
            distances[repetition] = UNIFORM.totalVariation(new LengthDistribution(counts));
        }
        double average = Estimate.ofMean(distances).value();
        assertThat(UNIFORM.expectedTotalVariation(draws)).isCloseTo(average, within(0.02 * average));
    }
}
