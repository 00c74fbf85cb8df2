package org.sgvae;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.ElementwiseOps;
import org.sgvae.autodiff.GradientCheck;
import org.sgvae.autodiff.MatrixOps;
import org.sgvae.autodiff.ReductionOps;
import org.sgvae.autodiff.Variable;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.DataSet;
import org.sgvae.graph.DataSets;
import org.sgvae.model.GraphModel;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.train.EpochMetrics;
import org.sgvae.train.Presets;
import org.sgvae.train.Trainer;
import org.sgvae.train.TrainingConfig;

/** The README's Java, compiled and run, and its data sets. */
class ReadmeTest {
    @Test
    void embedding_trainsAndSamples() throws IOException {
        List<String> lines = new ArrayList<>();
        embed(1, lines::add);
        assertThat(lines).hasSize(11);
        assertThat(lines.get(0)).matches("epoch 1: bound -\\d+\\.\\d+ nats");
    }

    private static void embed(int epochs, Consumer<String> log) throws IOException {
        DataSet data = DataSets.parse("cycles:5-14");
        TrainingConfig config =
                Presets.standard(data).toBuilder().epochs(epochs).build();
        GraphModel model = Trainer.freshModel(config);
        try (Workers workers = new Workers(2)) {
            Trainer trainer = new Trainer(model, data, config, workers);
            while (trainer.epoch() < config.epochs()) {
                EpochMetrics metrics = trainer.trainEpoch();
                log.accept("epoch " + metrics.epoch() + ": bound " + metrics.bound() + " nats");
            }
        }
        for (GeneratedGraph sample : model.sample(10, RandomKey.of(1), 50)) {
            log.accept(sample.complete() ? sample.graph().toString() : "cut off at 50 nodes");
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
