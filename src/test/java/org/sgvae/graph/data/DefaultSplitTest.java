package org.sgvae.graph.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;

class DefaultSplitTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cycles:5-14",
                "cycles:5-14,count=4000",
                "ladders:4-20,count=500",
                "grids:2x2-5x5,count=400",
                "stars:3-8,count=100",
                "cycles:5-124,count=120", // one of each
                "trees:5-8,count=400", // 37 of 43 classes
                "trees:5-12,count=80" // too few
            })
    void dataWithNearlyAllClassesOrFewGraphs_stayWhole(String data) throws IOException {
        DefaultSplit byRule = DefaultSplit.of(DataSets.parse(data));
        assertThat(byRule.split()).isEqualTo(Split.NONE);
        assertThat(byRule.explanation()).startsWith("all ").contains("graphs are for training");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trees:5-12,count=400",
                "gnp:4-8,p=0.3,count=400",
                "cycles:5-124,count=119", // one is not there
                "lobsters:8-16,count=100",
                "ba:6-12,count=400"
            })
    void dataThatNewGraphsWouldAddTo_areSplit(String data) throws IOException {
        DefaultSplit byRule = DefaultSplit.of(DataSets.parse(data));
        assertThat(byRule.split()).isEqualTo(Split.parse("0.8,0.1,0.1"));
        assertThat(byRule.explanation()).startsWith("graphs are split 0.8,0.1,0.1,seed=1: ");
    }

    /** Of 100 graphs, ten that are alone decide. */
    @Test
    void aTenthThatIsAlone_isEnough() {
        for (int alone : new int[] {9, 10}) {
            List<Graph> graphs = new ArrayList<>();
            IntStream.range(0, alone).forEach(i -> graphs.add(GraphFamilies.path(2 + i)));
            IntStream.range(alone, 100).forEach(i -> graphs.add(GraphFamilies.cycle(3 + i % 2)));
            DefaultSplit byRule = DefaultSplit.of(DataSet.of("some", graphs));
            assertThat(byRule).isEqualTo(new DefaultSplit(100, alone, false));
            assertThat(byRule.split().equals(Split.NONE)).isEqualTo(alone < 10);
            assertThat(byRule.explanation()).contains(alone + ".0 % of the graphs are isomorphic to no other one");
        }
    }
}
