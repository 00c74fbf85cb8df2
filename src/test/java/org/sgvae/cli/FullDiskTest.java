package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every command that writes, on a disk that is full or read-only: one line with the path and the way out, no torn file, and
 * nothing lost of what was there or was computed.
 */
class FullDiskTest {
    private static final int KILOBYTES = 4096;
    private static final Pattern GO_ON = Pattern.compile("then go on with: .*-Dargs=\"(.*)\"");
    private static final List<String> TINY = List.of(
            "--data",
            "cycles:3-5,count=6",
            "--epochs",
            "2",
            "--node-dim",
            "4",
            "--message-dim",
            "5",
            "--graph-dim",
            "6");

    @TempDir
    static Path shared;

    private static Path run;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        run = shared.resolve("run");
        TinyRun.train(run);
    }

    /** RUN is a finished run elsewhere, DISK the small disk, TINY what makes training short. */
    private static CommandRun command(String line, SmallDisk disk) {
        String replaced = line.replace("RUN", run.toString())
                .replace("DISK", disk.path().toString())
                .replace("TINY", String.join(" ", TINY));
        return CommandRun.of((Object[]) replaced.split(" "));
    }

    private static void assertSaid(CommandRun command, SmallDisk disk, String problem, String wayOut) {
        List<String> lines = command.err().lines().toList();
        assertThat(lines.get(lines.size() - 1))
                .as(command.err())
                .contains(disk.path().toString(), problem, wayOut)
                .doesNotContain("Exception", "internal error", ".tmp");
        assertThat(command.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train TINY --out DISK/new",
                "evaluate --run RUN --samples 20 --importance-samples 5 --fresh 0 --out DISK/new.json",
                "sample --run RUN --count 2000 --out DISK/new.jsonl",
                "report --run RUN --out DISK/new",
                "trace --run RUN --graph cycles:4 --out DISK/new.json",
                "bench-estimators --run RUN --graph cycles:4 --orderings 2 --draws 4 --out DISK/new.json",
                "score --weights testdata/golden/single-node.weights.safetensors --case testdata/golden/single-node.json --out DISK/new",
                "study TINY --seeds 1 --samples 20 --out DISK/new",
                "reproduce --quick --data cycles:3-4,count=4 --out DISK/new",
                "compare --presets sggn --data cycles:3-5,count=6 --epochs 2 --seeds 1 --samples 20 --fresh 0 --out DISK/new"
            })
    void fullDisk_isSaidWithTheWayOut(String line) throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder, KILOBYTES)) {
            disk.fill(0);
            CommandRun command = command(line, disk);
            assertSaid(command, disk, "no space left", "free some and try again");
            assertThat(disk.content()).noneMatch(name -> name.contains("."));
            disk.free();
            goOn(command, line, disk).assertFine(); // in the same place: what failed is not in the way
        }
    }

    /** The way out as a user would take it: the command that the message gives, else the same one again. */
    private static CommandRun goOn(CommandRun failed, String line, SmallDisk disk) {
        Matcher given = GO_ON.matcher(failed.err());
        return given.find() ? CommandRun.of((Object[]) given.group(1).split(" ")) : command(line, disk);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train TINY --out DISK/new",
                "train --resume DISK/run",
                "evaluate --run RUN --samples 20 --importance-samples 5 --fresh 0 --out DISK/new.json",
                "sample --run RUN --count 20 --out DISK/new.jsonl",
                "report --run RUN --out DISK/new",
                "report --run DISK/run",
                "trace --run RUN --graph cycles:4 --out DISK/new.json",
                "bench-estimators --run RUN --graph cycles:4 --orderings 2 --draws 4 --out DISK/new.json",
                "score --weights testdata/golden/single-node.weights.safetensors --case testdata/golden/single-node.json --out DISK/new",
                "study TINY --seeds 1 --samples 20 --out DISK/new",
                "reproduce --quick --data cycles:3-4,count=4 --out DISK/new",
                "compare --presets sggn --data cycles:3-5,count=6 --epochs 2 --seeds 1 --samples 20 --fresh 0 --out DISK/new",
                "demo --data cycles:3-5,count=6 --epochs 2 --samples 20 --out DISK/new"
            })
    void readOnlyDisk_isSaidBeforeTheWork(String line) throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder, KILOBYTES)) {
            TinyRun.train(disk.path().resolve("run"));
            List<String> before = disk.content();
            disk.makeReadOnly();
            CommandRun command = command(line, disk);
            assertSaid(command, disk, "", "; ");
            assertThat(command.err()).containsAnyOf("read-only", "cannot be made", "write-protected");
            assertThat(disk.content()).isEqualTo(before);
        }
    }

    /** The figures cost the time; they are printed before they are written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluate --run RUN --samples 20 --importance-samples 5 --fresh 0 --out DISK/new.json",
                "bench-estimators --run RUN --graph cycles:4 --orderings 2 --draws 4 --out DISK/new.json",
                "trace --run RUN --graph cycles:4 --out DISK/new.json"
            })
    void figures_arePrintedThoughTheDiskIsFull(String line) throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder, KILOBYTES)) {
            disk.fill(0);
            CommandRun command = command(line, disk);
            disk.free();
            assertThat(command.out()).contains(disk.path().toString(), " nats");
        }
    }

    /** Whenever the disk fills up, the run goes on after some is freed, and ends with the bits of one that was not disturbed. */
    @Test
    void diskThatFillsUpInTraining_losesNothing() throws IOException {
        int failed = 0;
        for (int left = 4; left < 80; left += 10) {
            try (SmallDisk disk = SmallDisk.mount(folder, KILOBYTES)) {
                Path full = disk.path().resolve("run");
                disk.fill(left);
                CommandRun command = command("train TINY --out DISK/run", disk);
                if (command.exitCode() != 0) {
                    failed++;
                    assertSaid(command, disk, "no space left", "free some");
                    assertThat(disk.content()).noneMatch(name -> name.endsWith(".tmp"));
                    disk.free();
                    goOn(command, "train TINY --out DISK/run", disk).assertFine();
                }
                assertThat(full.resolve("weights.safetensors"))
                        .hasSameBinaryContentAs(run.resolve("weights.safetensors"));
                assertThat(Files.readAllLines(full.resolve("metrics.jsonl"))).hasSize(2);
            }
        }
        assertThat(failed).isGreaterThan(2);
    }

    @Test
    void resumeOnAFullDisk_losesNothing() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder, KILOBYTES)) {
            Path full = disk.path().resolve("run");
            command("train TINY --out DISK/run", disk).assertFine();
            byte[][] before = files(full);
            disk.fill(0);
            assertSaid(command("train --resume DISK/run", disk), disk, "no space left", "free some");
            assertThat(files(full)).isDeepEqualTo(before);
            disk.free();
            command("train --resume DISK/run", disk).assertFine();
            assertThat(full.resolve("weights.safetensors")).hasSameBinaryContentAs(run.resolve("weights.safetensors"));
        }
    }

    private static byte[][] files(Path run) throws IOException {
        byte[][] contents = new byte[3][];
        List<String> names = Arrays.asList("config.json", "metrics.jsonl", "weights.safetensors");
        for (int i = 0; i < contents.length; i++) {
            contents[i] = Files.readAllBytes(run.resolve(names.get(i)));
        }
        return contents;
    }
}
