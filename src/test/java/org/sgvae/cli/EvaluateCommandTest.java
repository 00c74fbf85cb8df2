package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.graph.Graph;
import org.sgvae.graph.io.GraphFiles;
import org.sgvae.json.Json;
import org.sgvae.json.JsonNull;
import org.sgvae.json.JsonPlace;

class EvaluateCommandTest {
    @TempDir
    Path folder;

    private CommandRun evaluate(Path out, Object... training) {
        Path run = folder.resolve("run");
        TinyRun.train(run, training);
        return CommandRun.of("evaluate", "--run", run, "--samples", 50, "--seed", 3, "--out", out)
                .assertFine();
    }

    @Test
    void json_hasWhatWasMeasured() throws IOException {
        Path out = folder.resolve("evaluation.json");
        CommandRun run = evaluate(out);
        JsonPlace json = Json.read(out);
        assertThat(json.keys())
                .contains(
                        "samples",
                        "valid",
                        "validInRange",
                        "validInRangeStdErr",
                        "lengthTotalVariation",
                        "nllG",
                        "elboG",
                        "kl",
                        "floor");
        assertThat(json.at("samples").asInt()).isEqualTo(50);
        assertThat(json.at("floor").asDouble()).isCloseTo(Math.log(3), Offset.offset(1e-12));
        assertThat(json.at("nllG").asDouble()).isLessThan(-json.at("elboG").asDouble());
        assertThat(run.out()).contains("nllG", "validInRange", String.format("%.4f", Math.log(3)));
    }

    @Test
    void regret_isThereWhereTheFamilyIsKnown() throws IOException {
        Path out = folder.resolve("evaluation.json");
        CommandRun table = evaluate(out);
        JsonPlace json = Json.read(out);
        assertThat(json.at("regret").asDouble()).isPositive();
        assertThat(json.keys()).contains("regretStdErr");
        assertThat(json.at("fresh").at("graphs").asInt()).isEqualTo(1000);
        assertThat(json.at("fresh").at("trueNllG").asDouble()).isCloseTo(Math.log(3), Offset.offset(1e-12));
        assertThat(table.out()).contains("regret ", "nats from the truth");
        Path run = folder.resolve("run");
        for (String[] option : new String[][] {{"--fresh", "0"}, {"--data", "lobsters:3-5"}}) {
            CommandRun.of("evaluate", "--run", run, "--samples", 5, "--out", out, "--force", option[0], option[1])
                    .assertFine();
            assertThat(Json.read(out).keys()).doesNotContain("regret", "fresh");
        }
        CommandRun.of("evaluate", "--run", run, "--out", out, "--force", "--fresh", -1)
                .assertFailed(2, "--fresh", "-1");
    }

    @Test
    void pointPosterior_hasNoLikelihood() throws IOException {
        Path out = folder.resolve("evaluation.json");
        evaluate(out, "--preset", "paper");
        assertThat(Json.read(out).find("nllG")).isEmpty();
        assertThat(Json.read(out).find("surrogate")).isPresent();
    }

    @Test
    void heldOut_isMeasuredAsWell() throws IOException {
        Path run = folder.resolve("run");
        TinyRun.train(run);
        Path out = folder.resolve("evaluation.json");
        CommandRun.of("evaluate", "--run", run, "--samples", 5, "--held-out", "cycles:6", "--out", out)
                .assertFine();
        JsonPlace json = Json.read(out);
        assertThat(json.at("heldOut").at("nllG").asDouble())
                .isGreaterThan(json.at("nllG").asDouble()); // longer cycles than in training
    }

    @Test
    void data_canBeOthers() throws IOException {
        Path run = folder.resolve("run");
        TinyRun.train(run);
        Path out = folder.resolve("other.json");
        CommandRun.of("evaluate", "--run", run, "--samples", 5, "--data", "cycles:6-9,count=4", "--out", out)
                .assertFine();
        assertThat(Json.read(out).at("classes").asInt()).isEqualTo(4);
    }

    @Test
    void samples_areComparedWithTheTestPart() throws IOException {
        Path run = folder.resolve("run");
        TinyRun.train(run, "--data", "trees:4-8,count=20", "--split", "0.6,0.2,0.2,seed=3");
        Path out = folder.resolve("evaluation.json");
        CommandRun table = CommandRun.of("evaluate", "--run", run, "--samples", 40, "--out", out)
                .assertFine();
        JsonPlace json = Json.read(out);
        assertThat(json.at("property").asString()).isEqualTo("connected, without cycles");
        assertThat(json.keys()).contains("unique", "novel", "novelStdErr", "validUniqueNovel", "mmd", "heldOut");
        assertThat(json.at("heldOut").at("graphs").asInt()).isEqualTo(4);
        JsonPlace mmd = json.at("mmd");
        assertThat(mmd.at("samples").asInt()).isEqualTo(12); // as many as were trained on
        assertThat(mmd.at("graphs").asInt()).isEqualTo(4);
        for (String statistic : List.of("degree", "clustering", "orbit")) {
            assertThat(mmd.at(statistic).keys())
                    .containsExactly("squared", "rooted", "trainTestSquared", "trainTestRooted");
        }
        assertThat(mmd.at("clustering").at("trainTestSquared").asDouble()).isZero(); // there are no triangles in trees
        assertThat(table.out()).contains("validUniqueNovel", "mmd.orbit.trainTestRooted");

        Path validation = folder.resolve("validation.json");
        CommandRun.of(
                        "evaluate",
                        "--run",
                        run,
                        "--samples",
                        40,
                        "--importance-samples",
                        1000,
                        "--held-out",
                        "validation",
                        "--out",
                        validation)
                .assertFine();
        JsonPlace other = Json.read(validation);
        assertThat(other.at("heldOut").at("nllG"))
                .isNotEqualTo(json.at("heldOut").at("nllG"));
        assertThat(other.at("nllG").value()).isEqualTo(json.at("nllG").value());
    }

    @Test
    void pointPosterior_isComparedWithTheTestPart() throws IOException {
        Path run = folder.resolve("run");
        TinyRun.train(run, "--preset", "paper", "--split", "0.5,0,0.5");
        Path out = folder.resolve("evaluation.json");
        CommandRun.of("evaluate", "--run", run, "--samples", 20, "--out", out).assertFine();
        assertThat(Json.read(out).at("mmd").at("degree").find("trainTestSquared"))
                .isPresent();
        assertThat(Json.read(out).find("heldOut")).isEmpty();
    }

    @Test
    void partsThatDoNotExist_areNamed() {
        Path run = folder.resolve("run");
        TinyRun.train(run);
        CommandRun.of("evaluate", "--run", run, "--held-out", "test", "--out", folder.resolve("evaluation.json"))
                .assertFailed(2, "--held-out test: there is no such part", "--split");
    }

    @Test
    void dataWithoutAProperty_haveNoShareOfValidSamples() throws IOException {
        Path graphs = folder.resolve("any.jsonl");
        GraphFiles.write(graphs, List.of(Graph.of(3), Graph.of(4, new int[] {0, 1}), Graph.of(2, new int[] {0, 1})));
        Path out = folder.resolve("evaluation.json");
        evaluate(out, "--data", graphs);
        JsonPlace json = Json.read(out);
        assertThat(json.at("property").value()).isEqualTo(JsonNull.NULL);
        assertThat(json.at("valid").value()).isEqualTo(JsonNull.NULL);
        assertThat(json.keys()).contains("validInRange", "novel").doesNotContain("validStdErr");
    }

    @Test
    void importanceSamples_areAsManyAsAskedFor() throws IOException {
        Path run = folder.resolve("run");
        TinyRun.train(run);
        Path out = folder.resolve("evaluation.json");
        CommandRun.of("evaluate", "--run", run, "--samples", 5, "--importance-samples", 30, "--out", out)
                .assertFine();
        assertThat(Json.read(out).at("nllGBySamples").keys())
                .contains("1", "10", "30")
                .doesNotContain("1000");
    }
}
