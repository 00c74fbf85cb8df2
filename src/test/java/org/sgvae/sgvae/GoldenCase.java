package org.sgvae.sgvae;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.encoder.Posterior;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Safetensors;
import org.sgvae.random.RandomKey;

/** One of the cases in testdata/golden: a model with weights, a graph with an ordering, and what is to come out. */
final class GoldenCase {
    private static final Path FOLDER = Path.of("testdata", "golden");

    final String name;
    final SgvaeConfig config;
    final Graph graph;
    final int[] ordering;
    final DMatrixRMaj noise;
    final JsonPlace expected;

    private GoldenCase(String name) throws IOException {
        this.name = name;
        JsonPlace json = Json.read(FOLDER.resolve(name + ".json"));
        JsonPlace sizes = json.at("config");
        config = new SgvaeConfig(
                sizes.at("nodeDim").asInt(),
                sizes.at("messageDim").asInt(),
                sizes.at("graphDim").asInt(),
                sizes.at("rounds").asInt(),
                sizes.at("nodeTypes").asInt(),
                sizes.at("edgeTypes").asInt(),
                Posterior.valueOf(sizes.at("posterior").asString().toUpperCase(Locale.ROOT)),
                sizes.at("latentDim").asInt());
        graph = Graph.of(
                json.at("graph").at("nodeType").asInts(),
                json.at("graph").at("edges").items().stream()
                        .map(JsonPlace::asInts)
                        .toArray(int[][]::new));
        ordering = json.at("order").asInts();
        noise = config.posterior() == Posterior.GAUSSIAN
                ? new DMatrixRMaj(new double[][] {json.at("eps").asDoubles()})
                : new DMatrixRMaj(1, config.latentDim());
        expected = json.at("expected");
    }

    /** All cases, by name. */
    static Stream<GoldenCase> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .sorted()
                    .toList();
            return names.stream().map(GoldenCase::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GoldenCase read(String name) {
        try {
            return new GoldenCase(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Minibatch batch() {
        return Minibatch.of(graph, ordering);
    }

    /** The model with the weights of the case. */
    Sgvae model() {
        Sgvae model = Sgvae.create(config, Initializer.uniformByFanIn(), RandomKey.of(0));
        SortedMap<String, Safetensors.Entry> weights = tensors("weights");
        for (Parameter parameter : model.parameters().all()) {
            double[] data = weights.get(parameter.name()).data();
            System.arraycopy(data, 0, parameter.value().data, 0, data.length);
        }
        return model;
    }

    /** Contents of {@code NAME.KIND.safetensors}: weights, grad-elbo, grad-order. */
    SortedMap<String, Safetensors.Entry> tensors(String kind) {
        try {
            return Safetensors.read(FOLDER.resolve(name + "." + kind + ".safetensors"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double number(String key) {
        return expected.at(key).asDouble();
    }

    double[] numbers(String key) {
        return expected.at(key).asDoubles();
    }

    @Override
    public String toString() {
        return name;
    }
}
