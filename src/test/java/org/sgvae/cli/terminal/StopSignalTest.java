package org.sgvae.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.cli.CommandRun;
import org.sgvae.cli.Main;

class StopSignalTest {
    @TempDir
    Path folder;

    /** In a JVM of its own, since the signal ends it. */
    @Test
    void signal_leavesAUsableRun() throws Exception {
        Path run = folder.resolve("run");
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "train",
                        "--data",
                        "cycles:3-4,count=2",
                        "--epochs",
                        "100000000",
                        "--out",
                        run.toString()))
                .redirectError(errors.toFile())
                .start();
        try {
            Path metrics = run.resolve("metrics.jsonl");
            for (int i = 0; i < 300 && process.isAlive() && (!Files.exists(metrics) || Files.size(metrics) == 0); i++) {
                Thread.sleep(100);
            }
            process.destroy(); // SIGTERM; Ctrl-C takes the same way
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        long epochs;
        try (var lines = Files.lines(run.resolve("metrics.jsonl"))) {
            epochs = lines.count();
        }
        assertThat(process.exitValue()).isEqualTo(128 + 15);
        assertThat(errors).content().contains("stopped in epoch " + (epochs + 1) + " of ", "train --resume " + run);
        CommandRun.of("sample", "--run", run, "--count", 5, "--out", folder.resolve("a.g6"))
                .assertFine();
    }
}
