package org.sgvae.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.graph.data.DataSet;
import org.sgvae.statistics.Proportion;

class VarietyTest {
    private static final DataSet CYCLES =
            DataSet.of("cycles", List.of(GraphFamilies.cycle(4), GraphFamilies.cycle(4), GraphFamilies.cycle(5)));

    private final Random random = new Random(2);

    private GeneratedGraph complete(Graph graph) {
        return new GeneratedGraph(RandomGraphs.relabelled(random, graph), true);
    }

    @Test
    void samples_areComparedWithEachOtherAndTheData() {
        Variety variety = Variety.of(
                List.of(
                        complete(GraphFamilies.cycle(5)), // as in the data
                        complete(GraphFamilies.cycle(6)),
                        complete(GraphFamilies.cycle(6)), // once more
                        complete(GraphFamilies.path(6)), // not valid
                        new GeneratedGraph(GraphFamilies.cycle(7), false), // cut off
                        complete(GraphFamilies.cycle(5)),
                        complete(GraphFamilies.cycle(8))),
                CYCLES);
        assertThat(variety.unique()).isEqualTo(new Proportion(5, 7));
        assertThat(variety.novel()).isEqualTo(new Proportion(5, 7));
        assertThat(variety.validUniqueNovel()).isEqualTo(new Proportion(2, 7));
    }

    @Test
    void types_makeGraphsDiffer() {
        Graph plain = Graph.of(2, new int[] {0, 1});
        Graph nodeTyped = Graph.of(new int[] {0, 1}, new int[] {0, 1});
        Graph edgeTyped = Graph.of(new int[] {0, 0}, new int[] {0, 1, 1});
        Variety variety = Variety.of(
                List.of(complete(plain), complete(nodeTyped), complete(edgeTyped), complete(nodeTyped)),
                DataSet.of("typed", List.of(nodeTyped)));
        assertThat(variety.unique()).isEqualTo(new Proportion(3, 4));
        assertThat(variety.novel()).isEqualTo(new Proportion(2, 4));
    }
}
