package org.sgvae.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.encoder.Posterior;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;
import org.sgvae.model.Latent;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Safetensors;
import org.sgvae.plain.PlainConstructor.Construction;
import org.sgvae.plain.PlainDestructor.Choice;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.sgvae.SgvaeConfig;

/** The plain model against the fast one, against the golden cases, and as a distribution. */
class PlainSgvaeTest {
    private static final Path GOLDEN = Path.of("testdata", "golden");
    private static final double TOLERANCE = 1e-10;
    private static final Graph GRAPH =
            Graph.of(new int[] {0, 1, 0, 2}, new int[] {0, 1, 1}, new int[] {1, 2, 0}, new int[] {0, 2, 0});

    private static Sgvae model(Posterior posterior, int nodeTypes, int edgeTypes) {
        return model(posterior, nodeTypes, edgeTypes, 0, 0);
    }

    private static Sgvae model(Posterior posterior, int nodeTypes, int edgeTypes, int pathDim, int components) {
        int latentDim = posterior == Posterior.POINT ? 3 : 2;
        SgvaeConfig config = new SgvaeConfig(3, 4, 5, 2, nodeTypes, edgeTypes, posterior, latentDim)
                .withPathDim(pathDim)
                .withPriorComponents(components);
        return Sgvae.create(config, Initializer.normal(0.6), RandomKey.of(1));
    }

    private static PlainSgvae plain(Sgvae model) {
        return new PlainSgvae(new PlainLayers(model.parameters().values()));
    }

    @ParameterizedTest
    @EnumSource
    void terms_areThoseOfTheFastModel(Posterior posterior) {
        Random random = new Random(5);
        for (int i = 0; i < 30; i++) {
            int nodeTypes = 1 + i % 3;
            int edgeTypes = 1 + i % 2;
            boolean variant = posterior == Posterior.GAUSSIAN && i % 4 > 1;
            Sgvae model = model(posterior, nodeTypes, edgeTypes, variant ? 4 : 0, variant ? 3 : 0);
            Graph graph = RandomGraphs.typed(random, 1 + random.nextInt(9), 0.4, nodeTypes, edgeTypes);
            int[] ordering = RandomGraphs.ordering(random, graph.nodes());
            double[] noise = {random.nextGaussian(), random.nextGaussian(), 0};
            DMatrixRMaj noiseRow = new DMatrixRMaj(1, model.config().latentDim(), true, noise);

            PlainSgvae.Terms plain = plain(model).terms(graph, Choice.along(ordering), noise);
            Sgvae.Pass pass = model.passAlong(Tape.forwardOnly(), Minibatch.of(graph, ordering), noiseRow);
            Terms fast = pass.terms();
            Latent code = fast.latent();
            assertThat(plain.destruction().ordering()).isEqualTo(ordering);
            assertNumbers(fast.logQOrder(), plain.destruction().logQOrder());
            assertNumbers(code.z(), plain.z());
            assertNumbers(code.logPz(), plain.logPz());
            assertNumbers(code.logQz(), plain.logQz());
            assertNumbers(
                    pass.construction().logPAddNode(), plain.construction().logPAddNode());
            assertNumbers(
                    pass.construction().logPAddEdges(), plain.construction().logPAddEdges());
            assertNumbers(
                    pass.construction().logPNodeTypes(), plain.construction().logPNodeTypes());
            assertNumbers(fast.logPx(), plain.construction().logPx());
            if (code.posterior() != null) {
                assertNumbers(code.posterior().mean(), plain.mean());
                assertNumbers(code.posterior().logStd(), plain.logStd());
                assertNumbers(code.divergence(), plain.kl());
            }
        }
    }

    private static void assertNumbers(Variable expected, double... actual) {
        assertNumbers(Arrays.copyOf(expected.value().data, expected.value().getNumElements()), actual);
    }

    private static void assertNumbers(double[] expected, double... actual) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i])).isLessThan(TOLERANCE);
        }
    }

    static Stream<String> goldenCases() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .toList();
            return names.stream();
        }
    }

    /** Numbers of an implementation in another language, so that plain and fast model cannot be wrong together. */
    @ParameterizedTest
    @MethodSource("goldenCases")
    void terms_areThoseOfTheReference(String name) throws IOException {
        Map<String, DMatrixRMaj> weights = new HashMap<>();
        Safetensors.read(GOLDEN.resolve(name + ".weights.safetensors")).forEach((tensor, entry) -> {
            int columns = (int) entry.shape()[entry.shape().length - 1];
            weights.put(tensor, new DMatrixRMaj(entry.data().length / columns, columns, true, entry.data()));
        });
        JsonPlace json = Json.read(GOLDEN.resolve(name + ".json"));
        Graph graph = Graph.of(
                json.at("graph").at("nodeType").asInts(),
                json.at("graph").at("edges").items().stream()
                        .map(JsonPlace::asInts)
                        .toArray(int[][]::new));
        boolean gaussian = json.at("config").at("posterior").asString().equals("gaussian");
        double[] noise = gaussian ? json.at("eps").asDoubles() : new double[0];
        PlainSgvae.Terms terms = new PlainSgvae(new PlainLayers(weights))
                .terms(graph, Choice.along(json.at("order").asInts()), noise);

        JsonPlace expected = json.at("expected");
        double logPx = expected.at("logPx").asDouble();
        double logPz = expected.at("logPz").asDouble();
        double logQz = expected.at("logQz").asDouble();
        double logQOrder = expected.at("logQOrder").asDouble();
        assertNumbers(expected.at("z").asDoubles(), terms.z());
        assertNumbers(new double[] {logPx}, terms.construction().logPx());
        assertNumbers(new double[] {logQOrder}, terms.destruction().logQOrder());
        assertNumbers(new double[] {logPx + logPz - logQz - logQOrder}, terms.logWeight());
        if (gaussian) {
            assertNumbers(new double[] {logPx - expected.at("kl").asDouble() - logQOrder}, terms.elbo());
        } else {
            assertThat(terms.elbo()).isEqualTo(Double.NEGATIVE_INFINITY);
        }
    }

    @Test
    void drawnOrderings_comeAsOftenAsTheirProbabilities() {
        PlainSgvae plain = plain(model(Posterior.POINT, 3, 2));
        Random random = new Random(3);
        int count = 4000;
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < count; i++) {
            counts.merge(
                    key(plain.terms(GRAPH, Choice.drawn(random)).destruction().ordering()), 1, Integer::sum);
        }
        double statistic = 0;
        double sum = 0;
        for (int[] ordering : Orderings.all(GRAPH.nodes())) {
            double probability = Math.exp(
                    plain.terms(GRAPH, Choice.along(ordering)).destruction().logQOrder());
            sum += probability;
            double difference = counts.getOrDefault(key(ordering), 0) - count * probability;
            statistic += difference * difference / (count * probability);
        }
        assertThat(Math.abs(sum - 1)).isLessThan(1e-13);
        assertThat(statistic).isLessThan(23 + 5 * Math.sqrt(2 * 23));
    }

    private static String key(int... ordering) {
        return Arrays.toString(ordering);
    }

    /** Graphs of one or two nodes: cut off at two, so all probabilities but that of the decision to go on add up to one. */
    @Test
    void decodedGraphs_comeAsOftenAsTheirProbabilities() {
        PlainSgvae plain = plain(model(Posterior.GAUSSIAN, 2, 2));
        double[] z = {0.4, -0.9};
        Random random = new Random(4);
        int count = 4000;
        Map<Graph, Integer> counts = new HashMap<>();
        Map<Graph, Double> probabilities = new HashMap<>();
        for (int i = 0; i < count; i++) {
            Construction built = plain.decode(z, 2, random);
            counts.merge(built.graph(), 1, Integer::sum);
            double beforeStop = built.graph().nodes() == 1 ? built.logPAddNode() : logPTwoNodes(plain, z);
            probabilities.put(built.graph(), Math.exp(beforeStop + built.logPAddEdges() + built.logPNodeTypes()));
        }
        assertThat(counts).hasSize(2 + 3 * 2 * 2);
        assertThat(Math.abs(probabilities.values().stream().mapToDouble(p -> p).sum() - 1))
                .isLessThan(1e-13);
        double statistic = 0;
        for (Map.Entry<Graph, Double> entry : probabilities.entrySet()) {
            double expected = count * entry.getValue();
            double difference = counts.get(entry.getKey()) - expected;
            statistic += difference * difference / expected;
        }
        assertThat(statistic).isLessThan(13 + 5 * Math.sqrt(2 * 13));
    }

    private static double logPTwoNodes(PlainSgvae plain, double... z) {
        return Math.log1p(-Math.exp(new PlainConstructor(plain.layers())
                .construct(z, 1, logProb -> 0)
                .logPAddNode()));
    }

    @Test
    void decodedGraphs_areScoredAsTheyWereDrawn() {
        PlainSgvae plain = plain(model(Posterior.GAUSSIAN, 3, 2));
        Random random = new Random(6);
        int stopped = 0;
        for (int i = 0; i < 100; i++) {
            double[] z = {random.nextGaussian(), random.nextGaussian()};
            Construction built = plain.decode(z, 3, random);
            if (built.stopped()) {
                stopped++;
                var decisions = PlainConstructor.decisions(
                        built.graph(), Orderings.identity(built.graph().nodes()));
                Construction scored = new PlainConstructor(plain.layers())
                        .construct(z, built.graph().nodes(), logProb -> decisions.nextInt());
                assertThat(scored).isEqualTo(built);
                assertThat(decisions.hasNext()).isFalse();
            } else {
                assertThat(built.graph().nodes()).isEqualTo(3);
            }
        }
        assertThat(stopped).isBetween(5, 95);
    }
}
