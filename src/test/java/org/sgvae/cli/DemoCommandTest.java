package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    @TempDir
    Path folder;

    @Test
    void demo_writesAllThatItNames() {
        Path run = folder.resolve("run");
        CommandRun demo = CommandRun.of(
                        "demo", "--data", "cycles:3-4,count=2", "--epochs", 1, "--samples", 20, "--out", run)
                .assertFine();
        assertThat(demo.out().lines().filter(line -> line.startsWith("$ sgvae ")))
                .extracting(line -> line.replaceAll("^\\$ sgvae | .*", ""))
                .containsExactly("train", "evaluate", "sample");
        for (String file :
                new String[] {"config.json", "metrics.jsonl", "weights.safetensors", "evaluation.json", "samples.jsonl"
                }) {
            assertThat(demo.out()).contains("  " + file);
            assertThat(run.resolve(file)).isNotEmptyFile();
        }
        assertThat(demo.out()).contains("The results are in " + run);

        String suggested = demo.out()
                .lines()
                .filter(line -> line.contains("--latent"))
                .findFirst()
                .orElseThrow();
        String arguments = suggested
                .replaceAll(".*(sample --run [^\"]*).*", "$1")
                .replace("one-code.jsonl", run.resolve("one-code.jsonl").toString());
        CommandRun.of((Object[]) arguments.split(" ")).assertFine();
    }

    @Test
    void demo_endsWithTheFirstCommandThatFails() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        CommandRun demo = CommandRun.of("demo", "--epochs", 1, "--out", folder);
        assertThat(demo.exitCode()).isEqualTo(1);
        assertThat(demo.err().lines()).singleElement().asString().startsWith("sgvae train: " + folder + ": not empty");
    }
}
