package org.sgvae.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgvae.encoder.EncoderStart;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graphvae.GraphVae;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.statistics.Errors;
import org.sgvae.statistics.Estimate;

class LikelihoodTest {
    private static final Sgvae MODEL = TinyModel.gaussian();
    private static final RandomKey KEY = RandomKey.of(1);

    private static Likelihood score(List<Graph> graphs, int samples, int perClass) {
        try (Workers workers = new Workers(1)) {
            return Likelihood.of(MODEL, graphs, samples, perClass, KEY, workers);
        }
    }

    @Test
    void nllG_isTheEnumeratedAndIntegratedOne() {
        Errors.assertEstimates(
                score(List.of(TinyModel.PATH), 10_000, 1).nllG(), TinyModel.nllG(MODEL, TinyModel.PATH, 2), 0.05);
        Errors.assertEstimates(
                score(List.of(TinyModel.TRIANGLE), 10_000, 1).nllG(),
                TinyModel.nllG(MODEL, TinyModel.TRIANGLE, 6),
                0.05);
        Errors.assertEstimates(
                score(List.of(TinyModel.PAIR), 10_000, 1).nllG(), TinyModel.nllG(MODEL, TinyModel.PAIR, 2), 0.05);
    }

    @Test
    void defensive_isTheSameAlsoWhereTheEncoderMissesWhatTheConstructorMakesOfTheCode() {
        for (Graph graph : List.of(TinyModel.PATH, TinyModel.TRIANGLE, TinyModel.PAIR)) {
            int automorphisms = (int) Math.round(Math.exp(Automorphisms.logCount(graph)));
            Errors.assertEstimates(
                    score(List.of(graph), 10_000, 1).defensive().orElseThrow(),
                    TinyModel.nllG(MODEL, graph, automorphisms),
                    0.05);
        }
        Sgvae narrow = TinyModel.gaussian();
        narrow.start(new EncoderStart(1, -6), KEY);
        double truth = TinyModel.nllG(narrow, TinyModel.PATH, 2);
        try (Workers workers = new Workers(1)) {
            Likelihood scored = Likelihood.of(narrow, List.of(TinyModel.PATH), 10_000, 1, KEY, workers);
            Errors.assertEstimates(scored.defensive().orElseThrow(), truth, 0.05);
            assertThat(scored.nllG().value()).isGreaterThan(truth + 0.1); // what the other kind of code is for
        }
    }

    /** Path code and learned prior: importance weights of orderings and codes still have the expectation p(G). */
    @Test
    void variants_areScoredAsTheEnumeratedAndIntegratedModel() {
        Sgvae variant = TinyModel.variant();
        try (Workers workers = new Workers(1)) {
            for (Graph graph : List.of(TinyModel.PATH, TinyModel.TRIANGLE, TinyModel.PAIR)) {
                int automorphisms = (int) Math.round(Math.exp(Automorphisms.logCount(graph)));
                double truth = TinyModel.nllG(variant, graph, automorphisms);
                Likelihood scored = Likelihood.of(variant, List.of(graph), 10_000, 1, KEY, workers);
                Errors.assertEstimates(scored.nllG(), truth, 0.05);
                Errors.assertEstimates(scored.defensive().orElseThrow(), truth, 0.05);
            }
        }
    }

    @Test
    void bounds_fallTowardsTheTruthWithMoreSamples() {
        Likelihood scored = score(List.of(TinyModel.PATH), 10_000, 1);
        double truth = TinyModel.nllG(MODEL, TinyModel.PATH, 2);
        assertThat(scored.bounds()).extracting(ImportanceBound::samples).containsExactly(1, 10, 100, 1000, 10_000);
        double gap = Double.POSITIVE_INFINITY;
        for (ImportanceBound bound : scored.bounds().subList(0, 3)) {
            double next = bound.nllG().value() - truth;
            assertThat(next).isPositive().isLessThan(gap / 2);
            gap = next;
        }
    }

    @Test
    void elboG_isTheBoundOfOneSample() {
        Likelihood scored = score(List.of(TinyModel.PATH), 10_000, 1);
        Estimate one = scored.bounds().get(0).nllG();
        assertThat(scored.elboG().value())
                .isCloseTo(
                        -one.value(),
                        within(4
                                * Math.hypot(one.standardError(), scored.elboG().standardError())));
        assertThat(scored.elboG().value())
                .isCloseTo(
                        scored.reconstruction().value()
                                - scored.kl().orElseThrow().value()
                                - scored.logQOrder().value()
                                - Math.log(2),
                        within(1e-10));
    }

    @Test
    void means_weighClassesByTheirShare() {
        Graph samePath = Graph.of(3, new int[][] {{0, 1}, {0, 2}});
        List<Graph> graphs = List.of(TinyModel.PATH, TinyModel.PAIR, samePath, TinyModel.PATH);
        double truth =
                0.75 * TinyModel.nllG(MODEL, TinyModel.PATH, 2) + 0.25 * TinyModel.nllG(MODEL, TinyModel.PAIR, 2);
        Errors.assertEstimates(score(graphs, 5000, 1).nllG(), truth, 0.05);
        Errors.assertEstimates(score(graphs, 5000, 2).nllG(), truth, 0.05);
        Errors.assertEstimates(score(graphs, 5000, 9).nllG(), truth, 0.05);
    }

    @Test
    void pointPosterior_isRejected() {
        try (Workers workers = new Workers(1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Likelihood.of(TinyModel.point(), List.of(TinyModel.PATH), 10, 1, KEY, workers))
                    .withMessageContaining("surrogate");
        }
    }

    /** A model with three slots: the means are infinite, and those of the graphs that fit are there beside them. */
    @Test
    void graphs_thatTheModelCannotMake_areCounted() {
        GraphVae model = TinyModel.threeSlots();
        List<Graph> fit = List.of(TinyModel.PATH, TinyModel.PATH, TinyModel.PAIR);
        List<Graph> all = new ArrayList<>(fit);
        all.addAll(List.of(GraphFamilies.path(4), GraphFamilies.cycle(4), GraphFamilies.path(4)));
        try (Workers workers = new Workers(1)) {
            Likelihood alone = Likelihood.of(model, fit, 500, 1, KEY, workers);
            Likelihood scored = Likelihood.of(model, all, 500, 1, KEY, workers);
            assertThat(alone.graphsWithoutMass()).isZero();
            assertThat(scored.graphsWithoutMass()).isEqualTo(3);
            assertThat(scored.nllG().value()).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(scored.nllGWithMass()).isEqualTo(alone.defensive());
            assertThat(alone.nllGWithMass()).isEqualTo(alone.defensive());
            assertThat(Likelihood.of(model, all.subList(3, 6), 10, 1, KEY, workers)
                            .nllGWithMass())
                    .isEmpty();
        }
    }
}
