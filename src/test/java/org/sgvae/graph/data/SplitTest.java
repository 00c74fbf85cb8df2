package org.sgvae.graph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.family.Paths;

class SplitTest {
    /** Paths of 1 to 50 nodes: each graph is known by its size. */
    private static final DataSet DATA = new DataSet(
            "paths",
            IntStream.rangeClosed(1, 50).mapToObj(GraphFamilies::path).toList(),
            3,
            2,
            GraphKind.PATH,
            DataSets.generate(new Paths(), "paths:1-50").distribution());

    @Test
    void parts_haveEveryGraphOnce() {
        Split.Parts parts = Split.parse("0.7,0.2,0.1").of(DATA);
        List<Graph> all = new ArrayList<>(parts.train().graphs());
        all.addAll(parts.validation().orElseThrow().graphs());
        all.addAll(parts.test().orElseThrow().graphs());
        assertThat(all).containsExactlyInAnyOrderElementsOf(DATA.graphs());
        assertThat(parts.train().graphs()).hasSize(35);
        assertThat(parts.test().orElseThrow().graphs()).hasSize(5);
        assertThat(parts.train().nodeTypes()).isEqualTo(3);
        assertThat(parts.test().orElseThrow().kind()).isEqualTo(GraphKind.PATH);
        assertThat(parts.test().orElseThrow().distribution()).isPresent().isEqualTo(DATA.distribution());
        assertThat(parts.test().orElseThrow().name()).isEqualTo("paths, test part");
    }

    @Test
    void parts_dependOnTheSeedAlone() {
        assertThat(Split.parse("0.8,0.1,0.1").of(DATA))
                .isEqualTo(Split.parse("0.8,0.1,0.1,seed=1").of(DATA))
                .isNotEqualTo(Split.parse("0.8,0.1,0.1,seed=2").of(DATA));
    }

    @Test
    void text_isReadBack() {
        Split split = new Split(0.75, 0.125, 0.125, -7);
        assertThat(Split.parse(split.toString())).isEqualTo(split);
    }

    @Test
    void shareOfNothing_givesNoPart() {
        Split.Parts parts = Split.parse("0.8,0,0.2").of(DATA);
        assertThat(parts.validation()).isEmpty();
        assertThat(parts.test().orElseThrow().graphs()).hasSize(10);
        assertThat(Split.NONE.of(DATA).train()).isSameAs(DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0.8", "0.8,0.2", "0.8,0.1,x", "0.8,0.1,0.2", "1.1,-0.1,0", "0,0.5,0.5", "NaN,0,0", "1,0,0,2"
            })
    void wrongShares_areNamedWithTheMend(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.parse(text))
                .withMessageStartingWith("split ")
                .withMessageContaining("0.8,0.1,0.1");
    }

    @Test
    void tooFewGraphs_areRefused() {
        DataSet few = DataSet.of("few", List.of(Graph.of(1), Graph.of(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.parse("0.9,0.05,0.05").of(few))
                .withMessage(
                        "few: 2 graphs are too few for the split 0.9,0.05,0.05,seed=1; give more graphs or other shares");
    }
}
