package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;

class RateRegretCommandTest {
    @TempDir
    Path folder;

    private Path out() {
        return folder.resolve("rates");
    }

    private CommandRun curve(String data, String rates, String seeds, Object... more) {
        Object[] args = {
            "rate-regret",
            "--data",
            data,
            "--rates",
            rates,
            "--seeds",
            seeds,
            "--samples",
            20,
            "--importance-samples",
            10,
            "--epochs",
            1,
            "--node-dim",
            4,
            "--message-dim",
            4,
            "--graph-dim",
            4,
            "--out",
            out()
        };
        Object[] fresh = data.contains(":") ? new Object[] {"--fresh", 10} : new Object[0]; // a file has no known truth
        return CommandRun.of(
                Stream.of(args, fresh, more).flatMap(Arrays::stream).toArray());
    }

    private JsonPlace measured(String run) throws IOException {
        return Json.read(out().resolve(run).resolve("evaluation.json"));
    }

    @Test
    void curve_isOfAllRatesAndSeedsAndGoesOn() throws IOException {
        curve("trees:3-4,count=6", "0", "1").assertFine();
        String kept = Files.readString(out().resolve("rate-0-seed-1").resolve("evaluation.json"));
        CommandRun more = curve("trees:3-4,count=6", "0,0.5", "1-2").assertFine();
        assertThat(more.err()).contains("1 of 4 runs are done already");
        assertThat(out().resolve("rate-0-seed-1").resolve("evaluation.json")).hasContent(kept);
        assertThat(more.out()).contains("| R | seeds | regret |", "| 0 | 2 | ", "| 0.5 | 2 | ");

        List<JsonPlace> points =
                Json.read(out().resolve("rate-regret.json")).at("points").items();
        assertThat(points).map(point -> point.at("rate").asDouble()).containsExactly(0.0, 0.5);
        double one = measured("rate-0.5-seed-1").at("regret").asDouble();
        double two = measured("rate-0.5-seed-2").at("regret").asDouble();
        assertThat(points.get(1).at("regret").asDouble()).isCloseTo((one + two) / 2, within(1e-12));
        assertThat(points.get(1).at("regretStdErr").asDouble()).isCloseTo(Math.abs(one - two) / 2, within(1e-12));
        JsonPlace use = measured("rate-0-seed-1").at("latentUse");
        assertThat(use.at("mutualInformation").asDouble()).isNotNegative();
        assertThat(points.get(0).at("kl").asDouble())
                .isCloseTo(
                        (use.at("kl").asDouble()
                                        + measured("rate-0-seed-2")
                                                .at("latentUse")
                                                .at("kl")
                                                .asDouble())
                                / 2,
                        within(1e-12));
        JsonPlace config = Json.read(out().resolve("rate-0.5-seed-2").resolve("config.json"));
        assertThat(config.at("objective").at("codeNats").asDouble()).isEqualTo(0.5);
        assertThat(config.at("seed").asInt()).isEqualTo(2);
        for (String file : List.of("rate-regret.md", "rate-regret.csv", "rate-regret.png", "rate-regret.svg")) {
            assertThat(out().resolve(file)).isNotEmptyFile();
        }
        assertThat(Files.readAllLines(out().resolve("rate-regret.csv"))).hasSize(3);
        curve("trees:3-4,count=6", "0", "1", "--batch", 3).assertFailed(1, "settings.json", "other settings");
    }

    @Test
    void dataWithoutKnownTruth_haveMinusLogProbability() throws IOException {
        Path file = folder.resolve("own.g6");
        Files.writeString(file, "Bw\nBW\nCF\n");
        curve(file.toString(), "0", "1").assertFine();
        JsonPlace point = Json.read(out().resolve("rate-regret.json"))
                .at("points")
                .items()
                .get(0);
        assertThat(point.keys()).doesNotContain("regret");
        assertThat(point.at("nllG").asDouble())
                .isEqualTo(measured("rate-0-seed-1").at("nllGDefensive").asDouble());
    }

    @Test
    void objectiveWithoutRate_isRefused() {
        curve("trees:3-4", "1", "1", "--preset", "sggn").assertFailed(2, "--preset sggn", "no rate");
        curve("trees:3-4", "-1", "1").assertFailed(2, "--rates");
        curve("trees:3-4", "1", "1", "--preset", "none").assertFailed(2, "--preset", "no preset none");
        assertThat(out()).doesNotExist();
    }
}
