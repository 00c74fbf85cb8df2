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
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.encoder.Posterior;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Safetensors;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.sgvae.SgvaeConfig;

/** The plain model against the golden cases, and its orderings as a distribution. */
class PlainSgvaeTest {
    private static final Path GOLDEN = Path.of("testdata", "golden");
    private static final double TOLERANCE = 1e-10;
    private static final Graph GRAPH =
            Graph.of(new int[] {0, 1, 0, 2}, new int[] {0, 1, 1}, new int[] {1, 2, 0}, new int[] {0, 2, 0});

    private static Sgvae model(Posterior posterior, int nodeTypes, int edgeTypes) {
        int latentDim = posterior == Posterior.POINT ? 3 : 2;
        SgvaeConfig config = new SgvaeConfig(3, 4, 5, 2, nodeTypes, edgeTypes, posterior, latentDim);
        return Sgvae.create(config, Initializer.normal(0.6), RandomKey.of(1));
    }

    private static PlainSgvae plain(Sgvae model) {
        return new PlainSgvae(new PlainLayers(model.parameters().values()));
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
                .terms(graph, Decision.along(graph, json.at("order").asInts()), noise);

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
                    key(plain.terms(GRAPH, Decision.drawn(random)).destruction().ordering()), 1, Integer::sum);
        }
        double statistic = 0;
        double sum = 0;
        for (int[] ordering : Orderings.all(GRAPH.nodes())) {
            double probability = Math.exp(plain.terms(GRAPH, Decision.along(GRAPH, ordering))
                    .destruction()
                    .logQOrder());
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
}
