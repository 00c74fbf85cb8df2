package org.sgvae.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.RandomFamilies;
import org.sgvae.graph.io.JsonGraph;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;
import org.sgvae.random.RandomKey;

class MeanDiscrepancyTest {
    private static final List<Graph> CYCLES = List.of(GraphFamilies.cycle(5), GraphFamilies.cycle(6));
    private static final List<Graph> PATHS = List.of(GraphFamilies.path(5), GraphFamilies.path(7));

    static Stream<JsonPlace> cases() throws IOException {
        return Json.read(Path.of("testdata", "evaluate", "discrepancy.json")).at("cases").items().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void discrepancies_areThoseOfTheReference(JsonPlace reference) {
        List<Graph> xs =
                reference.at("xs").items().stream().map(JsonGraph::read).toList();
        List<Graph> ys =
                reference.at("ys").items().stream().map(JsonGraph::read).toList();
        for (GraphStatistic statistic : GraphStatistic.values()) {
            assertThat(MeanDiscrepancy.of(statistic, xs, ys).squared())
                    .as(statistic.toString())
                    .isCloseTo(reference.at(statistic.toString()).asDouble(), within(1e-12));
        }
    }

    /** Of a cycle all degrees are 2; of a path of n nodes 2/n of them are 1, so that much earth is moved by one bin. */
    @Test
    void degrees_byHand() {
        double five = 2 / 5.0;
        double seven = 2 / 7.0;
        double withinPaths = 0.5 + 0.5 * Math.exp(-(five - seven) * (five - seven) / 2);
        double across = 0.5 * Math.exp(-five * five / 2) + 0.5 * Math.exp(-seven * seven / 2);
        MeanDiscrepancy discrepancy = MeanDiscrepancy.of(GraphStatistic.DEGREE, CYCLES, PATHS);
        assertThat(discrepancy.squared()).isCloseTo(1 + withinPaths - 2 * across, within(1e-15));
        assertThat(discrepancy.rooted()).isCloseTo(Math.sqrt(discrepancy.squared()), within(1e-15));
    }

    /** Of a triangle all coefficients are 1, which is in the last bin: 99 bins of 1/100 from 0. */
    @Test
    void clustering_byHand() {
        double across = Math.exp(-0.99 * 0.99 / (2 * 0.01));
        assertThat(MeanDiscrepancy.of(GraphStatistic.CLUSTERING, List.of(GraphFamilies.cycle(3)), CYCLES)
                        .squared())
                .isCloseTo(2 - 2 * across, within(1e-15));
        assertThat(MeanDiscrepancy.of(GraphStatistic.CLUSTERING, PATHS, CYCLES).squared())
                .isZero();
    }

    /** Of K5 a node has the orbits 4, 6 triangles and 4 times four nodes all joined; of a single node it has none. */
    @Test
    void orbits_byHand() {
        double across = Math.exp(-(4 * 4 + 6 * 6 + 4 * 4) / (2 * 900.0));
        assertThat(MeanDiscrepancy.of(GraphStatistic.ORBIT, List.of(GraphFamilies.complete(5)), List.of(Graph.of(1)))
                        .squared())
                .isCloseTo(2 - 2 * across, within(1e-15));
    }

    @ParameterizedTest
    @EnumSource
    void equalSets_haveNoDiscrepancy(GraphStatistic statistic) {
        List<Graph> graphs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            graphs.add(RandomFamilies.communities(12, 2, 0.7, 0.1, RandomKey.of(i)));
        }
        assertThat(MeanDiscrepancy.of(statistic, graphs, graphs).squared()).isCloseTo(0, within(1e-15));
        List<Graph> doubled = Stream.concat(graphs.stream(), graphs.stream()).toList();
        assertThat(MeanDiscrepancy.of(statistic, graphs, doubled).squared()).isCloseTo(0, within(1e-14));
    }

    @Test
    void negativeSquare_hasTheRootZero() {
        assertThat(new MeanDiscrepancy(-1e-9).rooted()).isZero();
    }

    @Test
    void noGraphs_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanDiscrepancy.of(GraphStatistic.ORBIT, CYCLES, List.of()))
                .withMessage("the discrepancy of no graphs; give at least one on each side");
    }
}
