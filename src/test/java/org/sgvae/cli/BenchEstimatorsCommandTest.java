package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;

class BenchEstimatorsCommandTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path run;

    @BeforeAll
    static void train() {
        run = shared.resolve("run");
        TinyRun.train(run);
    }

    private CommandRun bench(Path out, Object... more) {
        Object[] args = {"bench-estimators", "--run", run, "--orderings", 2, "--draws", 6, "--out", out};
        Object[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return CommandRun.of(all);
    }

    @Test
    void table_hasARowForEachEstimator() throws IOException {
        Path out = folder.resolve("estimators.json");
        CommandRun result = bench(out, "--graph", "cycle:4").assertFine();
        JsonPlace json = Json.read(out);
        assertThat(json.at("estimators").items()).hasSize(6);
        assertThat(json.at("biasEnumerated").asBoolean()).isTrue();
        for (JsonPlace row : json.at("estimators").items()) {
            String name = row.at("estimator").asString();
            assertThat(result.out().lines()).anyMatch(line -> line.startsWith(name + " "));
            assertThat(row.at("blocks").keys()).contains("destructor.select", "constructor");
        }
        assertThat(result.out()).contains("variance of rloo / reinforce", "exact for estimates of 2 orderings");
    }

    /** A graph's file is read as well, and weights before training are others. */
    @Test
    void freshWeights_areThoseTheRunBeganWith() throws IOException {
        Path graph = Files.writeString(folder.resolve("one.jsonl"), "{\"nodes\":3,\"edges\":[[0,1],[1,2]]}\n");
        Path trained = folder.resolve("trained.json");
        Path fresh = folder.resolve("fresh.json");
        bench(trained, "--graph", graph).assertFine();
        bench(fresh, "--graph", graph, "--weights", "fresh").assertFine();
        assertThat(Json.read(fresh).at("gradientNorm").asDouble())
                .isNotEqualTo(Json.read(trained).at("gradientNorm").asDouble());
        Path untouched = folder.resolve("untouched");
        TinyRun.train(untouched, "--learning-rate", 0);
        Path start = folder.resolve("start.json");
        CommandRun.of(
                        "bench-estimators",
                        "--run",
                        untouched,
                        "--graph",
                        graph,
                        "--orderings",
                        2,
                        "--draws",
                        6,
                        "--out",
                        start)
                .assertFine();
        assertThat(Json.read(start).at("gradientNorm").asDouble())
                .isEqualTo(Json.read(fresh).at("gradientNorm").asDouble());
    }

    @Test
    void mistakes_areOneLine() {
        Path out = folder.resolve("estimators.json");
        bench(out, "--graph", "cycle:2").assertFailed(1, "2 to 2 nodes");
        bench(out, "--graph", "wheel:5").assertFailed(1, "wheel:5");
        assertThat(out).doesNotExist();
    }
}
