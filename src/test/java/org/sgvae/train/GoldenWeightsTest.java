package org.sgvae.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same bits on every JVM. After an intended change of the arithmetic write the hashes anew, once with each kind of kernels:
 * {@code SGVAE_KERNEL=simd java --add-modules jdk.incubator.vector -cp ... org.sgvae.train.GoldenWeights write}.
 */
class GoldenWeightsTest {
    static List<String> presets() throws IOException {
        return GoldenWeights.presets();
    }

    @Test
    void everyPreset_isThere() throws IOException {
        assertThat(presets())
                .containsExactlyInAnyOrderElementsOf(Kinds.models().stream()
                        .filter(kind -> kind.config().getName().startsWith("org.sgvae."))
                        .flatMap(kind -> kind.presets().stream())
                        .map(Preset::name)
                        .filter(name -> !name.equals("default"))
                        .toList());
    }

    /** In this JVM: its JDK, its kernels. */
    @ParameterizedTest
    @MethodSource("presets")
    void weights_haveTheBitsOnRecordForAnyNumberOfThreads(String preset) throws IOException {
        String expected = GoldenWeights.expected(preset, GoldenWeights.kernels());
        assertThat(GoldenWeights.trained(preset, 1)).isEqualTo(expected);
        assertThat(GoldenWeights.trained(preset, 3)).isEqualTo(expected);
    }

    /** In JVMs that compile, collect and speak otherwise. */
    @ParameterizedTest
    @CsvSource({
        "simd, -XX:+UseSerialGC -Duser.language=tr -Duser.timezone=Asia/Tokyo",
        "ejml, -XX:+UseParallelGC -Duser.language=ar -Dfile.encoding=ISO-8859-1",
        "ejml, -XX:TieredStopAtLevel=1"
    })
    void weights_haveTheBitsOnRecordInOtherJvms(String kernels, String options) throws Exception {
        Map<String, String> expected = new TreeMap<>();
        for (String preset : presets()) {
            expected.put(preset, GoldenWeights.expected(preset, kernels));
        }
        assertThat(run(kernels, options.split(" "))).isEqualTo(expected);
    }

    private static Map<String, String> run(String kernels, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of(
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                GoldenWeights.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("SGVAE_KERNEL", kernels);
        Process process = builder.start();
        Map<String, String> hashes = new TreeMap<>();
        try (InputStream output = process.getInputStream()) {
            new String(output.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                String[] parts = line.split(" ", -1);
                hashes.put(parts[0], parts[1]);
            });
        }
        assertThat(process.waitFor()).isZero();
        return hashes;
    }
}
