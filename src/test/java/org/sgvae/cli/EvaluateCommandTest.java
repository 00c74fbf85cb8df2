package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.json.Json;
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
}
