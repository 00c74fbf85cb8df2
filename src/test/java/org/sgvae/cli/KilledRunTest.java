package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.train.RunDirectory;

/**
 * Kills training processes at random moments, from the start of the JVM on, and goes on with them until they are done:
 * the weights have the bits of a run that was never killed. Takes seconds a run: {@code -Dkill.runs=300}, with {@code
 * -Dkill.seed=2} for other moments.
 */
@EnabledIfSystemProperty(named = "kill.runs", matches = "[0-9]+")
class KilledRunTest {
    private static final int RUNS = Integer.getInteger("kill.runs", 0);
    private static final long SEED = Long.getLong("kill.seed", 1);
    private static final List<String> TRAIN = List.of(
            "train",
            "--data",
            "cycles:3-6,count=8",
            "--epochs",
            "60",
            "--node-dim",
            "4",
            "--message-dim",
            "5",
            "--graph-dim",
            "6",
            "--threads",
            "1",
            "--out");

    @TempDir
    Path folder;

    private Process start(List<String> args, Path output) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(args);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static List<String> with(List<String> args, String last) {
        List<String> all = new ArrayList<>(args);
        all.add(last);
        return all;
    }

    /** As a user would: go on if there is a run, begin if not. */
    private static List<String> command(Path run) {
        return Files.exists(run.resolve("config.json"))
                ? List.of("train", "--threads", "1", "--resume", run.toString())
                : with(TRAIN, run.toString());
    }

    private void killedRunsEndAsOthers(boolean forcibly) throws Exception {
        Path whole = folder.resolve("whole");
        Path output = folder.resolve("output.txt");
        long start = System.nanoTime();
        assertThat(start(with(TRAIN, whole.toString()), output).waitFor()).isZero();
        long nanos = System.nanoTime() - start;
        SplittableRandom random = new SplittableRandom(SEED);
        int kills = 0;
        for (int r = 0; r < RUNS; r++) {
            Path run = folder.resolve("run-" + r);
            int patience = 1 + random.nextInt(3); // kills, then it may end
            int exit = -1;
            for (int k = 0; exit != 0; k++) {
                Process process = start(command(run), output);
                try {
                    if (k < patience && !process.waitFor(random.nextLong(nanos), TimeUnit.NANOSECONDS)) {
                        if (forcibly) {
                            process.destroyForcibly();
                        } else {
                            process.destroy();
                        }
                        kills++;
                    }
                    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                } finally {
                    process.destroyForcibly();
                }
                exit = process.exitValue();
                assertThat(exit)
                        .as("run %d, start %d: %s", r, k, Files.readString(output))
                        .isIn(0, forcibly ? 137 : 143);
            }
            assertThat(run.resolve("weights.safetensors"))
                    .as("run %d", r)
                    .hasSameBinaryContentAs(whole.resolve("weights.safetensors"));
            assertThat(Files.readAllLines(RunDirectory.open(run).metrics())).hasSize(60);
        }
        assertThat(kills).isPositive();
        System.out.printf("%d runs, %d kills, each up to %.1f s after its start%n", RUNS, kills, nanos * 1e-9);
    }

    @Test
    void sigkill_losesNothing() throws Exception {
        killedRunsEndAsOthers(true);
    }

    @Test
    void sigterm_losesNothing() throws Exception {
        killedRunsEndAsOthers(false);
    }
}
