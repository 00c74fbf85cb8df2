package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.json.Json;
import org.sgvae.train.RunDirectory;

class ReproduceCommandTest {
    private static final String DATA = "cycles:3-4,count=2";

    @TempDir
    Path folder;

    @Test
    void reproduction_hasTablesFiguresAndRuns() throws IOException {
        Path out = folder.resolve("paper");
        CommandRun result = CommandRun.of("reproduce", "--quick", "--data", DATA, "--out", out)
                .assertFine();
        assertThat(result.err()).contains("SGGN, seed 1, run ", "run 4 of 4", "4 of 4 runs, 0:00 left");
        assertThat(result.out()).contains("paper preset", "SGGN", "report.md", out.toString());
        for (String name : List.of("figure-1", "figure-2", "figure-3", "table-1")) {
            assertThat(out.resolve(name + ".png")).isNotEmptyFile();
            assertThat(out.resolve(name + ".svg")).content().contains("<svg");
            assertThat(out.resolve("report.md")).content().contains("(" + name + ".svg)");
        }
        assertThat(Files.readAllLines(out.resolve("figure-1.csv"))).hasSize(1 + 4 * 2);
        assertThat(Files.readAllLines(out.resolve("figure-2.csv"))).hasSize(1 + 3 * 2 * 40);
        assertThat(Files.readAllLines(out.resolve("table-1.csv"))).hasSize(1 + 10 + 3 * 10);
        assertThat(out.resolve("figure-3.csv")).content().contains("default,1,10,");
        assertThat(Files.readAllLines(out.resolve("table.csv")))
                .anyMatch(line -> line.startsWith("\"valid samples, %\",") || line.startsWith("valid samples"));
        assertThat(out.resolve("UNFINISHED.txt")).doesNotExist();

        double nllG = Json.read(out.resolve("runs").resolve("sggn-seed-1").resolve("evaluation.json"))
                .at("nllG")
                .asDouble();
        assertThat(out.resolve("runs.csv")).content().contains("nats a graph\"," + nllG + ",");
        assertThat(Files.readAllLines(out.resolve("runs.csv")).stream()
                        .skip(1)
                        .map(line -> line.startsWith("\"") ? "frozen" : line.substring(0, line.indexOf(',')))
                        .distinct())
                .containsExactly("paper preset", "frozen", "default", "SGGN");
    }

    @Test
    void frozenRun_hasThePropagationItBeganWith() throws IOException {
        Path out = folder.resolve("paper");
        CommandRun.of("reproduce", "--quick", "--seeds", 3, "--data", DATA, "--out", out)
                .assertFine();
        String name = "destructor.prop.0.message.weight";
        for (boolean frozen : new boolean[] {false, true}) {
            RunDirectory run =
                    RunDirectory.open(out.resolve("runs").resolve((frozen ? "frozen" : "paper") + "-seed-3"));
            double[] before = run.readFreshModel().parameters().get(name).value().data;
            double[] after = run.readModel().parameters().get(name).value().data;
            assertThat(Arrays.equals(before, after)).isEqualTo(frozen);
        }
    }

    @Test
    void directoryWithSomethingInIt_isRefused() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept.txt"), "mine");
        CommandRun.of("reproduce", "--quick", "--out", folder).assertFailed(1, "not empty");
        assertThat(kept).hasContent("mine");
        assertThat(folder).isDirectoryNotContaining("glob:**UNFINISHED*");
    }

    /** In a JVM of its own, since the signal ends it. */
    @Test
    void signal_leavesADirectoryThatSaysItIsUnfinished() throws Exception {
        Path out = folder.resolve("paper");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "reproduce",
                        "--out",
                        out.toString()))
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        try {
            Path metrics = out.resolve("runs").resolve("default-seed-1").resolve("metrics.jsonl");
            for (int i = 0; i < 300 && process.isAlive() && !Files.exists(metrics); i++) {
                Thread.sleep(100);
            }
            process.destroy(); // SIGTERM; Ctrl-C takes the same way
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(folder.resolve("errors.txt")).content().contains("stopped; " + out + " has no results", "--resume");
        assertThat(out.resolve("UNFINISHED.txt")).exists();
        assertThat(out.resolve("report.md")).doesNotExist();
    }
}
