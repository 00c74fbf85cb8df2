package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;

class StudyCommandTest {
    @TempDir
    Path folder;

    private static CommandRun study(Path out, String seeds, Object... more) {
        Object[] args = {
            "study",
            "--seeds",
            seeds,
            "--data",
            "cycles:3-4,count=2",
            "--epochs",
            3,
            "--samples",
            40,
            "--node-dim",
            4,
            "--message-dim",
            5,
            "--graph-dim",
            6,
            "--out",
            out
        };
        Object[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return CommandRun.of(all);
    }

    /** Each seed's run is what train and evaluate make of it. */
    @Test
    void seeds_haveRunsOfTheirOwnAndATable() throws IOException {
        Path out = folder.resolve("study");
        CommandRun result = study(out, "3,7").assertFine();
        assertThat(result.out()).contains("seed 3: FAILED", "seed 7: FAILED", "0 of 2 seeds reach", "- seed 3: ");
        assertThat(result.err()).contains("seed 7, run ", "1 of 2 runs", "2 of 2 runs, 0:00 left");
        assertThat(out.resolve("study.md")).content().contains("| median |", "| 7 | no |");
        JsonPlace json = Json.read(out.resolve("study.json"));
        assertThat(json.at("seeds").items()).hasSize(2);

        JsonPlace second = json.at("seeds").items().get(1);
        assertThat(second.at("seed").asLong()).isEqualTo(7);
        Path evaluation = folder.resolve("again.json");
        CommandRun.of("evaluate", "--run", out.resolve("seed-7"), "--samples", 40, "--out", evaluation)
                .assertFine();
        assertThat(Json.read(evaluation).value())
                .isEqualTo(Json.read(out.resolve("seed-7").resolve("evaluation.json"))
                        .value());
        assertThat(second.at("nllG").asDouble())
                .isEqualTo(Json.read(evaluation).at("nllG").asDouble());
        assertThat(out.resolve("seed-3").resolve("metrics.jsonl")).exists();
    }

    /** On two threads runs go side by side and end in any order; what is written does not show it. */
    @Test
    void threads_changeNothingButTimes() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        study(one, "3,1-2", "--threads", 1).assertFine();
        CommandRun result = study(two, "3,1-2", "--threads", 2).assertFine();
        assertThat(withoutTimes(two)).isEqualTo(withoutTimes(one));
        assertThat(Json.read(two.resolve("study.json")).at("seeds").items())
                .map(seed -> seed.at("seed").asLong())
                .containsExactly(3L, 1L, 2L);
        for (String file : List.of("weights.safetensors", "evaluation.json")) {
            assertThat(two.resolve("seed-2").resolve(file))
                    .hasSameBinaryContentAs(one.resolve("seed-2").resolve(file));
        }
        assertThat(result.out().lines().filter(line -> line.contains(": FAILED, valid ")))
                .map(line -> line.substring(0, line.indexOf(':')))
                .containsExactlyInAnyOrder("seed 1", "seed 2", "seed 3");
        assertThat(result.err().lines())
                .contains("3 of 3 runs, 0:00 left")
                .anyMatch(line -> line.startsWith("seed 2: epoch 3/3: "));
    }

    private static String withoutTimes(Path study) throws IOException {
        return Files.readString(study.resolve("study.json"))
                .replaceAll("\"trainSeconds\":\\s*(\\{[^}]*}|[0-9.eE-]+)", "\"trainSeconds\": 0");
    }

    /** As after kills: one seed is measured, one trained but not measured, one has only its configuration, one nothing. */
    @Test
    void resumedStudy_isThatOfOneThatWasNotStopped() throws IOException {
        Path whole = folder.resolve("whole");
        Path out = folder.resolve("killed");
        study(whole, "1-4").assertFine();
        study(out, "1-2").assertFine();
        study(out, "1-4").assertFailed(1, "not empty");
        study(out, "1-3", "--resume").assertFine();
        for (String file : List.of("weights.safetensors", "checkpoint.safetensors", "metrics.jsonl")) {
            Files.delete(out.resolve("seed-3").resolve(file));
        }
        Files.deleteIfExists(out.resolve("seed-3").resolve("checkpoint.previous.safetensors"));
        Files.delete(out.resolve("study.json"));
        CommandRun result = study(out, "1-4", "--resume").assertFine();
        assertThat(result.err()).contains("0 of 4 seeds are measured");
        assertThat(withoutTimes(out)).isEqualTo(withoutTimes(whole));
        CommandRun again = study(out, "1-4", "--resume").assertFine();
        assertThat(again.err()).contains("4 of 4 seeds are measured").doesNotContain("run 1 of");
        assertThat(withoutTimes(out)).isEqualTo(withoutTimes(whole));
        assertThat(study(out, "1-4", "--resume", "--valid", 0).exitCode()).isZero();
    }

    @Test
    void resumedStudyWithOtherOptions_isRefused() throws IOException {
        Path out = folder.resolve("study");
        study(out, "1").assertFine();
        study(out, "1", "--preset", "paper", "--resume").assertFailed(1, "study.json", "options");
        Files.delete(out.resolve("study.json"));
        CommandRun result = study(out, "1", "--clip", 3, "--resume");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("config.json: begun with other options; ");
    }

    @Test
    void marks_canBeOthers() throws IOException {
        Path out = folder.resolve("study");
        study(out, "1", "--valid", 0, "--nll", 1000).assertFine();
        assertThat(Json.read(out.resolve("study.json")).at("reached").asInt()).isEqualTo(1);
    }

    @Test
    void trainingThatBreaksOff_isAResultToo() throws IOException {
        Path out = folder.resolve("study");
        CommandRun result =
                study(out, "1-2", "--learning-rate", 1e200, "--clip", "none").assertFine();
        assertThat(result.out()).contains("seed 2: FAILED, epoch ");
        assertThat(Json.read(out.resolve("study.json")).at("of").asInt()).isEqualTo(2);
    }

    @Test
    void directoryWithSomethingInIt_isRefused() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept.txt"), "mine");
        study(folder, "1").assertFailed(1, "not empty");
        assertThat(kept).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "3-1", "1,1", "1-3,2", "-4", "1-99999", "1,"})
    void seeds_thatAreNone_areRefused(String seeds) {
        study(folder.resolve("study"), seeds).assertFailed(2, "--seeds", "such as 1-20");
        assertThat(folder.resolve("study")).doesNotExist();
    }
}
