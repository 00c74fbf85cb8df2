package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.graph.Graph;
import org.sgvae.graph.io.GraphFiles;
import org.sgvae.model.GraphModel;
import org.sgvae.nn.Parameter;
import org.sgvae.train.RunDirectory;

class SampleCommandTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path run;

    @BeforeAll
    static void train() throws IOException {
        run = shared.resolve("run");
        TinyRun.train(run);
        RunDirectory directory = RunDirectory.open(run);
        GraphModel model = directory.readModel();
        Parameter codeToState = model.parameters().get("constructor.initLatent.weight");
        CommonOps_DDRM.scale(100, codeToState.value()); // so short a run leaves codes almost without effect
        directory.writeWeights(model);
    }

    private List<Graph> sample(String name, Object... options) throws IOException {
        Path out = folder.resolve(name);
        Object[] args = {"sample", "--run", run, "--count", 30, "--out", out};
        CommandRun.of(Stream.concat(Arrays.stream(args), Arrays.stream(options)).toArray())
                .assertFine();
        return GraphFiles.read(out);
    }

    @Test
    void formats_holdTheSameGraphs() throws IOException {
        assertThat(sample("a.g6")).isEqualTo(sample("a.jsonl")).isNotEmpty();
    }

    @Test
    void seeds_differ() throws IOException {
        assertThat(sample("a.g6", "--seed", 1)).isNotEqualTo(sample("b.g6", "--seed", 2));
    }

    @Test
    void graphsBeyondTheLimit_areCountedAndLeftOut() throws IOException {
        Path out = folder.resolve("a.g6");
        CommandRun sampled = CommandRun.of("sample", "--run", run, "--count", 200, "--max-nodes", 2, "--out", out)
                .assertFine();
        List<Graph> graphs = GraphFiles.read(out);
        assertThat(graphs).hasSizeLessThan(200).allMatch(graph -> graph.nodes() <= 2);
        assertThat(sampled.out()).contains(200 - graphs.size() + " of 200 reached the limit of 2 nodes");
    }

    @Test
    void latent_isTheCodeOfAllGraphs() throws IOException {
        assertThat(sample("a.g6", "--latent", "-2,1.5")).hasSizeGreaterThan(1);
        assertThat(sample("b.g6", "--latent", "-2,1.5")).isEqualTo(GraphFiles.read(folder.resolve("a.g6")));
        assertThat(sample("c.g6", "--latent", "2,-1.5")).isNotEqualTo(GraphFiles.read(folder.resolve("a.g6")));
    }

    @Test
    void force_replacesTheFile() throws IOException {
        Files.writeString(folder.resolve("a.g6"), "mine");
        assertThat(sample("a.g6", "--force")).isEqualTo(sample("b.g6"));
    }
}
