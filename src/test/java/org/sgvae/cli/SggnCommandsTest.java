package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.graph.io.GraphFiles;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;

/** Every command with an SGGN. */
class SggnCommandsTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path run;

    @BeforeAll
    static void train() {
        run = shared.resolve("run");
        TinyRun.train(run, "--model", "sggn", "--node-order", "bfs");
    }

    @Test
    void train_saysTheModelInItsConfiguration() throws IOException {
        JsonPlace config = Json.read(run.resolve("config.json"));
        assertThat(config.at("preset").asString()).isEqualTo("sggn");
        assertThat(config.at("model").at("kind").asString()).isEqualTo("sggn");
        assertThat(config.at("model").at("nodeOrder").asString()).isEqualTo("bfs");
        assertThat(Files.readString(run.resolve("metrics.jsonl")))
                .contains("elboG")
                .doesNotContain("kl");
    }

    @Test
    void evaluate_measuresAllButTheCode() throws IOException {
        Path out = folder.resolve("evaluation.json");
        CommandRun result = CommandRun.of(
                        "evaluate", "--run", run, "--samples", 50, "--held-out", "cycles:6", "--out", out)
                .assertFine();
        JsonPlace json = Json.read(out);
        assertThat(json.keys())
                .contains("valid", "validInRange", "lengthTotalVariation", "nllG", "floor", "heldOut")
                .doesNotContain("kl", "latentUse", "reconstructionRate", "destructionModes", "interpolation");
        assertThat(json.at("nllGBySamples").keys()).contains("1", "10", "100", "1000");
        assertThat(json.at("heldOut").at("nllG").asDouble())
                .isGreaterThan(json.at("nllG").asDouble()); // longer cycles than in training
        assertThat(result.out()).contains("nllG", "validInRange");
    }

    @Test
    void sample_drawsGraphs() throws IOException {
        Path out = folder.resolve("samples.g6");
        CommandRun.of("sample", "--run", run, "--count", 20, "--max-nodes", 1000, "--out", out)
                .assertFine();
        assertThat(GraphFiles.read(out)).isNotEmpty();
    }

    @Test
    void study_measuresSeeds() throws IOException {
        Path out = folder.resolve("study");
        CommandRun result = CommandRun.of(
                        "study",
                        "--seeds",
                        "1-2",
                        "--preset",
                        "sggn",
                        "--data",
                        "cycles:3-4,count=2",
                        "--epochs",
                        2,
                        "--samples",
                        20,
                        "--node-dim",
                        4,
                        "--out",
                        out)
                .assertFine();
        assertThat(result.out()).contains("seed 2: FAILED", "neither a learned ordering nor a code");
        JsonPlace seed =
                Json.read(out.resolve("study.json")).at("seeds").items().get(0);
        assertThat(seed.keys()).contains("nllG", "valid").doesNotContain("kl", "modes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--model=sggn", "--edges=sequential"})
    void typedGraphs_areTrainedSampledAndMeasured(String option) throws IOException {
        Path typed = folder.resolve("typed");
        CommandRun.of("train", option, "--data", "testdata/graph/molecules.jsonl", "--epochs", 1, "--out", typed)
                .assertFine();
        Path samples = folder.resolve("samples.jsonl");
        CommandRun.of("sample", "--run", typed, "--count", 5, "--max-nodes", 1000, "--out", samples)
                .assertFine();
        Path out = folder.resolve("evaluation.json");
        CommandRun.of("evaluate", "--run", typed, "--samples", 5, "--importance-samples", 10, "--out", out)
                .assertFine();
        assertThat(Json.read(out).at("nllG").asDouble()).isPositive();
    }

    @Test
    void nodeOrders_haveTheirProbabilities() throws IOException {
        for (String order : new String[] {"fixed", "random", "dfs"}) {
            Path out = folder.resolve(order);
            TinyRun.train(out, "--model", "sggn", "--node-order", order, "--data", "cycles:5", "--epochs", 1);
            double logQ = Json.read(Files.readString(out.resolve("metrics.jsonl")), "metrics")
                    .at("logQOrder")
                    .asDouble();
            assertThat(logQ).isCloseTo(order.equals("random") ? -Math.log(120) : -Math.log(10), Offset.offset(1e-12));
        }
    }

    @Test
    void commandsThatNeedACode_saySo() throws IOException {
        Path out = folder.resolve("out.jsonl");
        CommandRun.of("sample", "--run", run, "--latent", "1,2", "--out", out)
                .assertFailed(2, "--latent", "no latent code");
        CommandRun.of("bench-estimators", "--run", run, "--out", out).assertFailed(2, "learns no ordering");
        Path scored = Files.writeString(
                folder.resolve("case.json"),
                "{\"config\":"
                        + Json.compact(Json.read(run.resolve("config.json"))
                                .at("model")
                                .value()) + "}");
        CommandRun.of("score", "--weights", run.resolve("weights.safetensors"), "--case", scored, "--out", folder)
                .assertFailed(1, "config", "SGVAE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--latent-dim=3",
                "--removal=hard",
                "--edges=sequential",
                "--free-bits=1",
                "--kl-weight=0.5",
                "--ordering-weight=0.5",
                "--mmd-weight=1",
                "--replay-weight=1"
            })
    void optionsOfACode_areRefused(String option) {
        CommandRun.of("train", "--model", "sggn", option, "--out", folder.resolve("none"))
                .assertFailed(2, "leave it", option.replaceFirst("=.*", ""));
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"sggn,paper", "sgvae,sggn"})
    void presetOfAnotherModel_isRefused(String model, String preset) {
        CommandRun.of("train", "--model", model, "--preset", preset, "--out", folder.resolve("none"))
                .assertFailed(2, "--preset " + preset, "--model");
    }

    @Test
    void nodeOrder_ofAnSgvae_isRefused() {
        CommandRun.of("train", "--node-order", "bfs", "--out", folder.resolve("none"))
                .assertFailed(2, "--node-order", "no such setting");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "paper"})
    void sequentialEdges_trainAndAreMeasured(String preset) throws IOException {
        Path sequential = folder.resolve("sequential");
        TinyRun.train(sequential, "--preset", preset, "--edges", "sequential");
        assertThat(Json.read(sequential.resolve("config.json"))
                        .at("model")
                        .at("edges")
                        .asString())
                .isEqualTo("sequential");
        Path out = folder.resolve("evaluation.json");
        CommandRun.of("evaluate", "--run", sequential, "--samples", 50, "--out", out)
                .assertFine();
        assertThat(Json.read(out).keys()).contains("valid", "reconstructionRate");
    }
}
