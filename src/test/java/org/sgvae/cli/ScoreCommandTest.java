package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.json.Json;
import org.sgvae.json.JsonNull;
import org.sgvae.json.JsonPlace;
import org.sgvae.nn.Safetensors;

/** Densities and gradients against those of an independent implementation. */
class ScoreCommandTest {
    private static final Path GOLDEN = Path.of("testdata", "golden");
    private static final Offset<Double> DENSITY = Offset.offset(1e-10);

    @TempDir
    Path folder;

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    private Path score(String name) {
        Path out = folder.resolve(name);
        Path weights = GOLDEN.resolve(name + ".weights.safetensors");
        CommandRun.of("score", "--weights", weights, "--case", GOLDEN.resolve(name + ".json"), "--out", out)
                .assertFine();
        return out;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void densities_areTheGoldenOnes(String name) throws IOException {
        JsonPlace score = Json.read(score(name).resolve("score.json"));
        JsonPlace expected = Json.read(GOLDEN.resolve(name + ".json")).at("expected");
        for (String density : List.of("logPx", "logPz", "logQz", "logQOrder")) {
            assertThat(score.at(density).asDouble())
                    .as(density)
                    .isCloseTo(expected.at(density).asDouble(), DENSITY);
        }
        if (expected.at("kl").value() instanceof JsonNull) {
            assertThat(score.at("kl").value()).isEqualTo(JsonNull.NULL);
        } else {
            assertThat(score.at("kl").asDouble()).isCloseTo(expected.at("kl").asDouble(), DENSITY);
        }
        assertThat(score.at("z").asDoubles()).containsExactly(expected.at("z").asDoubles(), DENSITY);
        expected.find("automorphisms")
                .ifPresent(
                        count -> assertThat(score.at("automorphisms").asLong()).isEqualTo(count.asLong()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradients_areTheGoldenOnes(String name) throws IOException {
        Path out = score(name);
        assertSameTensors(out.resolve("grad-elbo.safetensors"), GOLDEN.resolve(name + ".grad-elbo.safetensors"));
        Path golden = GOLDEN.resolve(name + ".grad-order.safetensors");
        if (Files.exists(golden)) { // not for a single node, which has no order
            assertSameTensors(out.resolve("grad-order.safetensors"), golden);
        }
    }

    private static void assertSameTensors(Path actual, Path golden) throws IOException {
        SortedMap<String, Safetensors.Entry> tensors = Safetensors.read(actual);
        SortedMap<String, Safetensors.Entry> expected = Safetensors.read(golden);
        assertThat(tensors.keySet()).isEqualTo(expected.keySet());
        expected.forEach((tensor, entry) -> {
            assertThat(tensors.get(tensor).shape()).as(tensor).isEqualTo(entry.shape());
            for (int i = 0; i < entry.data().length; i++) {
                double wanted = entry.data()[i];
                assertThat(tensors.get(tensor).data()[i])
                        .as("%s, number %d", tensor, i)
                        .isCloseTo(wanted, Offset.offset(Math.max(1e-9 * Math.abs(wanted), 1e-15)));
            }
        });
    }

    @Test
    void singleNode_hasNoGradientOfTheOrder() throws IOException {
        Path out = score("single-node");
        Safetensors.read(out.resolve("grad-order.safetensors"))
                .forEach((tensor, entry) -> assertThat(entry.data()).as(tensor).containsOnly(0));
    }

    @Test
    void gradients_nameEveryWeight() throws IOException {
        Path out = score("single-node");
        Path weights = GOLDEN.resolve("single-node.weights.safetensors");
        for (String file : List.of("grad-elbo.safetensors", "grad-order.safetensors")) {
            assertThat(Safetensors.read(out.resolve(file)).keySet())
                    .isEqualTo(Safetensors.read(weights).keySet());
        }
    }
}
