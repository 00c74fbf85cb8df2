package org.sgvae;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.op.ElementwiseOps;
import org.sgvae.autodiff.op.MatrixOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.evaluate.LogProbability;
import org.sgvae.generator.GraphGenerator;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.train.TrainingConfig;

/** The README's Java, compiled and run, and its data sets. */
class ReadmeTest {
    @Test
    void embedding_trainsOpensAndAsks(@TempDir Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        embed(directory.resolve("run"), 2, lines::add);
        assertThat(lines).hasSize(2 + 1 + 1 + 10 + 10);
        assertThat(lines.get(1)).matches("epoch 2: bound -\\d+\\.\\d+ nats");
        assertThat(lines.get(2)).startsWith("codes [[");
        assertThat(lines.get(3)).matches("log p\\(G\\) = -\\d+\\.\\d+ ± \\d+\\.\\d+ nats");
    }

    private static void embed(Path directory, int epochs, Consumer<String> log) throws IOException {
        DataSet data = DataSets.parse("cycles:5-14");
        TrainingConfig config = GraphGenerator.preset("default", data).toBuilder()
                .epochs(epochs)
                .build();
        GraphGenerator.train(
                directory,
                data,
                config,
                epoch -> log.accept("epoch " + epoch.epoch() + ": bound " + epoch.bound() + " nats"));

        GraphGenerator generator = GraphGenerator.open(directory); // any time later: model, configuration and data
        Graph five = GraphFamilies.cycle(5);
        Graph fourteen = GraphFamilies.cycle(14);
        log.accept("codes " + Arrays.deepToString(generator.encode(List.of(five, fourteen))));
        LogProbability estimate =
                generator.logProbability(List.of(five), 1000, 1).get(0);
        log.accept("log p(G) = " + estimate.value().value() + " ± "
                + estimate.value().standardError() + " nats");
        List<GeneratedGraph> graphs = new ArrayList<>(generator.interpolate(five, fourteen, 10, 1));
        graphs.addAll(generator.sample(10, 1));
        for (GeneratedGraph drawn : graphs) {
            log.accept(drawn.complete() ? drawn.graph().toString() : "cut off at " + generator.maxNodes() + " nodes");
        }
    }

    @Test
    void gradientCheck_passes() {
        DMatrixRMaj w = new DMatrixRMaj(new double[][] {{0.5, -1}, {2, 0.1}});
        GradientCheck.assertGradients(Map.of("w", w), tape -> {
            Variable h = ElementwiseOps.tanh(MatrixOps.matmul(tape.variable(w), tape.variable(w)));
            return ReductionOps.sum(ElementwiseOps.square(h));
        });
    }

    @Test
    void java_isThatOfTheReadme() throws IOException {
        String here = withoutBlanks(Files.readString(Path.of("src/test/java/org/sgvae/ReadmeTest.java")));
        List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(2).allSatisfy(block -> assertThat(here).contains(withoutBlanks(block)));
    }

    @Test
    void links_leadToFiles() throws IOException {
        List<String> links = Pattern.compile("\\]\\((?!http)([^)#]+)")
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links)
                .hasSizeGreaterThan(10)
                .allSatisfy(link -> assertThat(Path.of(link)).exists());
    }

    @Test
    void dataSets_canBeMade() throws IOException {
        List<String> specifications = Pattern.compile("`([a-z]+:[0-9][^` ]*)`")
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(specification -> specification.group(1))
                .toList();
        assertThat(specifications).hasSizeGreaterThan(7);
        for (String specification : specifications) {
            assertThat(DataSets.parse(specification).name()).isEqualTo(specification);
        }
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }
}
