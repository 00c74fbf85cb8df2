package org.sgvae.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.json.JsonObject;

class ResemblanceTest {
    private static final List<Graph> TRAINING = List.of(GraphFamilies.cycle(5), GraphFamilies.cycle(6));
    private static final List<Graph> TEST = List.of(GraphFamilies.path(7));

    @Test
    void heldOutGraphs_areTheMeasureOfSamplesAndTraining() {
        List<Graph> samples = List.of(GraphFamilies.star(5), GraphFamilies.star(6), GraphFamilies.path(7));
        Resemblance resemblance = Resemblance.of(samples, TRAINING, TEST);
        assertThat(resemblance.samples()).isEqualTo(2); // as many as were trained on
        assertThat(resemblance.graphs()).isEqualTo(1);
        for (GraphStatistic statistic : GraphStatistic.values()) {
            assertThat(resemblance.ofSamples())
                    .containsEntry(statistic, MeanDiscrepancy.of(statistic, samples.subList(0, 2), TEST));
            assertThat(resemblance.ofTraining())
                    .containsEntry(statistic, MeanDiscrepancy.of(statistic, TRAINING, TEST));
        }
        assertThat(resemblance.toJson().members()).containsKeys("degree", "clustering", "orbit");
    }

    @Test
    void withoutHeldOutGraphs_trainingIsTheMeasure() {
        Resemblance resemblance = Resemblance.of(TEST, TRAINING, List.of());
        assertThat(resemblance.ofSamples())
                .containsEntry(GraphStatistic.DEGREE, MeanDiscrepancy.of(GraphStatistic.DEGREE, TEST, TRAINING));
        assertThat(resemblance.ofTraining()).isEmpty();
        assertThat(((JsonObject) resemblance.toJson().members().get("degree")).members())
                .containsOnlyKeys("squared", "rooted");
    }

    @Test
    void lists_areCut() {
        Resemblance resemblance = Resemblance.of(
                Collections.nCopies(2000, GraphFamilies.cycle(5)),
                Collections.nCopies(1500, GraphFamilies.cycle(5)),
                Collections.nCopies(1200, GraphFamilies.cycle(5)));
        assertThat(resemblance.samples()).isEqualTo(1000);
        assertThat(resemblance.graphs()).isEqualTo(1000);
        assertThat(resemblance.ofSamples().get(GraphStatistic.ORBIT).squared()).isZero();
    }
}
