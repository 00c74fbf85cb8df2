package org.sgvae.graph.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.data.GraphDistribution.Probability;

class MoleculesTest {
    @Test
    void molecules_areAllThereAre_eachOnceAndEquallyLikely() throws IOException {
        DataSet data = DataSets.parse("molecules:1-5");
        assertThat(data.graphs()).hasSize(4141);
        assertThat(new HashSet<>(data.graphs())).hasSize(4141);
        assertThat(data.graphs()).allMatch(data::isValid);
        assertThat(data.nodeTypes()).isEqualTo(3);
        assertThat(data.edgeTypes()).isEqualTo(3);
        assertThat(data.classes()).isEqualTo(4141);
        Probability probability =
                data.distribution().orElseThrow().probability().orElseThrow();
        assertThat(probability.entropy().orElseThrow()).isCloseTo(8.3287, within(1e-4));
        double sum = data.graphs().stream()
                .mapToDouble(graph -> Math.exp(probability.logProbability(graph)))
                .sum();
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(probability.logProbability(Graph.of(new int[] {2, 2}, new int[] {0, 1, 2})))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @CsvSource({"molecules:4, 479", "'molecules:1-4,elements=CNOF', 738", "'molecules:2,elements=ClC', 5"})
    void molecules_areOfTheSizesAndElementsAskedFor(String specification, int count) throws IOException {
        assertThat(DataSets.parse(specification).graphs()).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({
        "'molecules:1-3,elements=CXx', Xx",
        "'molecules:1-3,elements=CNC', twice",
        "'molecules:1-3,elements=CS', several valences",
        "'molecules:1-12', 9"
    })
    void molecules_sayWhatIsWrong(String specification, String mend) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSets.parse(specification))
                .withMessageContaining(specification)
                .withMessageContaining(mend);
    }
}
