package org.sgvae.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.DataSet;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.statistics.Proportion;

class ValidityTest {
    private static final DataSet DATA =
            DataSet.of("cycles", List.of(GraphFamilies.cycle(4), GraphFamilies.cycle(5), GraphFamilies.cycle(6)));

    @Test
    void samples_areSortedByKindAndRange() {
        Validity validity = Validity.of(
                List.of(
                        new GeneratedGraph(GraphFamilies.cycle(4), true),
                        new GeneratedGraph(GraphFamilies.cycle(6), true),
                        new GeneratedGraph(GraphFamilies.cycle(6), false), // cut off
                        new GeneratedGraph(GraphFamilies.cycle(3), true), // too small
                        new GeneratedGraph(GraphFamilies.cycle(7), true), // too large
                        new GeneratedGraph(GraphFamilies.path(5), true)),
                DATA);
        assertThat(validity.valid()).isEqualTo(new Proportion(4, 6));
        assertThat(validity.validInRange()).isEqualTo(new Proportion(2, 6));
        assertThat(validity.cutOff()).isEqualTo(1);
        assertThat(validity.lengths().counts()).containsOnlyKeys(3, 4, 6, 7);
        // shares 1/4 of 3, 4, 6 and 7 against 1/3 of 4, 5 and 6
        assertThat(validity.lengthTotalVariation()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void noValidSample_isAllTheDistanceThereIs() {
        Validity validity = Validity.of(List.of(new GeneratedGraph(GraphFamilies.path(5), true)), DATA);
        assertThat(validity.valid().value()).isZero();
        assertThat(validity.lengthTotalVariation()).isEqualTo(1);
    }

    @Test
    void model_isJudgedByTheSamplesItDraws() {
        Sgvae model = TinyModel.gaussian();
        RandomKey key = RandomKey.of(3);
        try (Workers workers = new Workers(3)) {
            assertThat(Validity.of(model, DATA, 700, 9, key, workers))
                    .isEqualTo(Validity.of(model.sample(700, key, 9), DATA));
        }
    }
}
