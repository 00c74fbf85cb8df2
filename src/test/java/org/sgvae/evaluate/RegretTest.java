package org.sgvae.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.graph.family.Paths;
import org.sgvae.graph.family.RandomGraphs;
import org.sgvae.model.GraphModel;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.statistics.Errors;

class RegretTest {
    private static final Sgvae MODEL = TinyModel.gaussian();
    private static final GraphDistribution PATHS =
            DataSets.generate(new Paths(), "paths:2-3").distribution().orElseThrow();
    private static final GraphDistribution GNP = DataSets.generate(new RandomGraphs(), "gnp:2-3,p=0.4")
            .distribution()
            .orElseThrow();

    /** All graphs of two and three nodes. */
    private static final List<Graph> ALL = List.of(
            Graph.of(2),
            TinyModel.PAIR,
            Graph.of(3),
            Graph.of(3, new int[] {0, 1}),
            TinyModel.PATH,
            TinyModel.TRIANGLE);

    private static Regret measure(GraphDistribution distribution, int graphs, int samples, int seed, int threads) {
        return measure(MODEL, distribution, graphs, samples, seed, threads);
    }

    private static Regret measure(
            GraphModel model, GraphDistribution distribution, int graphs, int samples, int seed, int threads) {
        try (Workers workers = new Workers(threads)) {
            return Regret.of(
                    model,
                    distribution,
                    distribution.probability().orElseThrow(),
                    graphs,
                    new EvaluationConfig(1, samples, 1, 6, seed),
                    workers);
        }
    }

    private static double nllG(Graph graph) {
        return TinyModel.nllG(MODEL, graph, (int) Math.round(Math.exp(Automorphisms.logCount(graph))));
    }

    /** \(\sum_G p_{\mathrm{true}}(G) [\log p_{\mathrm{true}}(G) - \log p_{\mathrm{model}}(G)]\). */
    private static double divergence(GraphDistribution distribution) {
        GraphDistribution.Probability known = distribution.probability().orElseThrow();
        return ALL.stream()
                .filter(graph -> known.logProbability(graph) > Double.NEGATIVE_INFINITY)
                .mapToDouble(
                        graph -> Math.exp(known.logProbability(graph)) * (known.logProbability(graph) + nllG(graph)))
                .sum();
    }

    @Test
    void regret_isTheDivergenceFromTheTruth() {
        Regret paths = measure(PATHS, 10, 20_000, 1, 1);
        Errors.assertEstimates(paths.regret(), divergence(PATHS), 0.03); // no error but that of the importance samples
        assertThat(paths.trueNllG()).isCloseTo(Math.log(2), within(1e-12));
        assertThat(paths.entropy()).hasValue(Math.log(2));
        Regret gnp = measure(GNP, 2000, 4000, 1, 1);
        Errors.assertEstimates(gnp.regret(), divergence(GNP), 0.05);
        assertThat(gnp.nllG() - gnp.trueNllG()).isCloseTo(gnp.regret().value(), within(1e-12));
        assertThat(gnp.smallestEffectiveSamples()).isGreaterThan(100);
    }

    /** Paths of 2, 3, 4 and 5 nodes for a model with three slots. */
    @Test
    void graphs_thatTheModelCannotMake_areCounted() {
        GraphDistribution paths =
                DataSets.generate(new Paths(), "paths:2-5").distribution().orElseThrow();
        Regret regret = measure(TinyModel.threeSlots(), paths, 40, 500, 1, 1);
        assertThat(regret.graphs()).isEqualTo(40);
        assertThat(regret.graphsWithoutMass()).isEqualTo(20);
        assertThat(regret.regret().value()).isEqualTo(Double.POSITIVE_INFINITY);
        double sum = 0;
        for (Graph graph : List.of(TinyModel.PAIR, TinyModel.PATH)) {
            try (Workers workers = new Workers(1)) {
                sum += LogProbability.of(TinyModel.threeSlots(), List.of(graph), 4000, RandomKey.of(3), workers)
                        .get(0)
                        .value()
                        .value();
            }
        }
        assertThat(regret.regretWithMass().orElseThrow().value()).isCloseTo(-Math.log(4) - sum / 2, within(0.15));
        Regret finite = measure(PATHS, 10, 500, 1, 1);
        assertThat(finite.graphsWithoutMass()).isZero();
        assertThat(finite.regretWithMass().orElseThrow().value())
                .isCloseTo(finite.regret().value(), within(1e-12));
    }

    @Test
    void standardError_isTheSpreadOverSeeds() {
        double[] values = new double[60];
        double squares = 0;
        for (int seed = 0; seed < values.length; seed++) {
            Regret regret = measure(GNP, 41, 100, seed, 1);
            values[seed] = regret.regret().value() - divergence(GNP);
            squares += regret.regret().standardError() * regret.regret().standardError() / values.length;
        }
        double spread = 0;
        for (double value : values) {
            spread += value * value / values.length;
        }
        assertThat(spread / squares).isBetween(0.5, 1.6); // standard deviation of the ratio: √(2/60) = 0.18
    }

    @Test
    void fewGraphs_areTwoOfEachSizeAtLeast() {
        Regret regret = measure(GNP, 1, 10, 1, 1);
        assertThat(regret.graphs()).isEqualTo(4);
        assertThat(regret.regret().standardError()).isFinite();
    }

    @Test
    void result_dependsOnTheSeedAndNotOnTheThreads() {
        Regret one = measure(GNP, 50, 30, 1, 1);
        assertThat(measure(GNP, 50, 30, 1, 3)).isEqualTo(one);
        assertThat(measure(GNP, 50, 30, 2, 1)).isNotEqualTo(one);
    }

    @Test
    void sizes_countAlike() {
        assertThat(Regret.meanOverSizes(new double[] {1, 10, 3, 10, 5}, 2).value())
                .isCloseTo((3 + 10) / 2.0, within(1e-12));
    }

    @Test
    void pointPosterior_isRejected() {
        try (Workers workers = new Workers(1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Regret.of(
                            TinyModel.point(),
                            PATHS,
                            PATHS.probability().orElseThrow(),
                            10,
                            new EvaluationConfig(1, 1, 1, 6, 1),
                            workers))
                    .withMessageContaining("no density");
        }
    }
}
