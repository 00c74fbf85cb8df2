package org.sgvae.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.autodiff.Tape;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.encoder.Posterior;
import org.sgvae.evaluate.Likelihood;
import org.sgvae.evaluate.LogProbability;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.objective.Bound;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.SgvaeConfig;
import org.sgvae.statistics.Estimate;
import org.sgvae.train.EpochMetrics;
import org.sgvae.train.RunDirectory;
import org.sgvae.train.Trainer;
import org.sgvae.train.TrainingConfig;
import org.sgvae.train.TrainingListener;

class GraphGeneratorTest {
    private static final DataSet CYCLES = DataSet.of(
            "own", IntStream.rangeClosed(3, 6).mapToObj(GraphFamilies::cycle).toList());

    private static GraphGenerator generator;

    @BeforeAll
    static void train() {
        generator = GraphGenerator.train(CYCLES, config(3), metrics -> {});
    }

    private static TrainingConfig config(int epochs) {
        return TrainingConfig.builder(new SgvaeConfig(4, 3, 4, 1, 1, 1, Posterior.GAUSSIAN, 2), Bound.plain())
                .batchGraphs(2)
                .epochs(epochs)
                .build();
    }

    @Test
    void train_givesTheTrainersWeights_andTellsOfEachEpoch() {
        List<Integer> epochs = new ArrayList<>();
        GraphGenerator trained = GraphGenerator.train(CYCLES, config(3), metrics -> epochs.add(metrics.epoch()));

        try (Workers one = new Workers(1)) {
            Trainer trainer = new Trainer(Trainer.freshModel(config(3)), CYCLES, config(3), one);
            IntStream.range(0, 3).forEach(i -> trainer.trainEpoch());
            assertThat(weights(trained)).isEqualTo(numbers(trainer.state(), weights(trained)));
        }
        assertThat(epochs).containsExactly(1, 2, 3);
    }

    @Test
    void train_byNames_isThatOfThePreset() throws IOException {
        TrainingListener stopAtOnce = new TrainingListener() {
            @Override
            public boolean stopRequested() {
                return true;
            }

            @Override
            public void epochDone(EpochMetrics metrics) {
                throw new AssertionError("trained on");
            }
        };
        GraphGenerator sggn = GraphGenerator.train("cycles:3-4", "sggn", stopAtOnce);

        assertThat(sggn.config()).isEqualTo(GraphGenerator.preset("sggn", DataSets.parse("cycles:3-4")));
        assertThat(sggn.maxNodes()).isEqualTo(16);
        assertThatThrownBy(() -> sggn.encode(CYCLES.graphs()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no latent code");
    }

    @Test
    void open_givesModelConfigurationAndDataBack(@TempDir Path directory) throws IOException {
        GraphGenerator trained = GraphGenerator.train(directory, CYCLES, config(2), metrics -> {});
        GraphGenerator opened = GraphGenerator.open(directory);

        assertThat(weights(opened)).isEqualTo(weights(trained));
        assertThat(opened.config()).isEqualTo(config(2));
        assertThat(opened.data().graphs()).isEqualTo(CYCLES.graphs());
        assertThat(opened.sample(5, 1)).isEqualTo(trained.sample(5, 1));
        assertThat(Files.readAllLines(RunDirectory.open(directory).metrics())).hasSize(2);
    }

    @Test
    void train_onDataThatTheirNameMakes_writesNoGraphs(@TempDir Path directory) throws IOException {
        DataSet data = DataSets.parse("cycles:3-4,count=2");
        GraphGenerator.train(directory, data, config(1), metrics -> {});

        assertThat(directory.resolve("graphs.jsonl")).doesNotExist();
        assertThat(GraphGenerator.open(directory).data().name()).isEqualTo(data.name());
    }

    @Test
    void resume_endsWithTheBitsOfARunThatWasNotStopped(@TempDir Path directory) throws IOException {
        int[] steps = {0};
        TrainingListener stopAfterThreeSteps = new TrainingListener() {
            @Override
            public boolean stopRequested() {
                return steps[0]++ == 3;
            }

            @Override
            public void epochDone(EpochMetrics metrics) {}
        };
        GraphGenerator stopped = GraphGenerator.train(directory, CYCLES, config(3), stopAfterThreeSteps);
        GraphGenerator resumed = GraphGenerator.resume(directory, metrics -> {});

        assertThat(weights(stopped)).isNotEqualTo(weights(generator));
        assertThat(weights(resumed)).isEqualTo(weights(generator));
    }

    @Test
    void sample_isTheModels_whateverTheThreads() {
        List<GeneratedGraph> graphs = generator.model().sample(300, RandomKey.of(7), generator.maxNodes());

        assertThat(generator.withThreads(1).sample(300, 7)).isEqualTo(graphs);
        assertThat(generator.withThreads(3).sample(300, 7)).isEqualTo(graphs);
        assertThat(generator.sample(300, 8)).isNotEqualTo(graphs);
    }

    @Test
    void encode_givesEqualGraphsEqualCodes() {
        double[][] codes =
                generator.encode(List.of(GraphFamilies.cycle(4), GraphFamilies.cycle(5), GraphFamilies.cycle(4)));

        assertThat(codes).hasDimensions(3, 2);
        assertThat(codes[2]).isEqualTo(codes[0]).isNotEqualTo(codes[1]);
    }

    @Test
    void encode_ofUnknownTypes_isRefused() {
        Graph typed = Graph.of(new int[] {0, 1}, new int[] {0, 1});
        assertThatThrownBy(() -> generator.encode(List.of(typed)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 node types");
    }

    @Test
    void decode_isTheModels_whateverTheThreads() {
        double[][] codes = new double[300][];
        long[] keys = new long[300];
        for (int i = 0; i < 300; i++) {
            codes[i] = new double[] {0.01 * i, -0.5};
            keys[i] = RandomKey.of(3).split(i).bits();
        }
        List<GeneratedGraph> graphs = generator
                .model()
                .latent()
                .orElseThrow()
                .decode(Tape.forwardOnly(), new DMatrixRMaj(codes), keys, generator.maxNodes());

        assertThat(generator.withThreads(1).decode(codes, 3)).isEqualTo(graphs);
        assertThat(generator.withThreads(2).decode(codes, 3)).isEqualTo(graphs);
    }

    @Test
    void decode_ofWrongCodes_isRefused() {
        assertThatThrownBy(() -> generator.decode(new double[][] {{1, 2}, {1}}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("code 1, [1.0]: give 2 finite numbers");
        assertThatThrownBy(() -> generator.decode(new double[][] {{1, Double.NaN}}, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void interpolate_decodesCodesOnTheLine() {
        GraphGenerator sensitive = GraphGenerator.train(CYCLES, config(1), metrics -> {});
        sensitive.model().parameters().values().values().forEach(matrix -> CommonOps_DDRM.scale(4, matrix));
        Graph a = GraphFamilies.cycle(3);
        Graph b = GraphFamilies.cycle(6);
        int steps = 41;
        double[][] ends = sensitive.encode(List.of(a, b));
        double[][] codes = new double[steps][2];
        for (int i = 0; i < steps; i++) {
            for (int j = 0; j < 2; j++) {
                codes[i][j] = ends[0][j] + i / 40.0 * (ends[1][j] - ends[0][j]);
            }
        }

        assertThat(sensitive.interpolate(a, b, steps, 5)).isEqualTo(sensitive.decode(codes, 5));
        assertThatThrownBy(() -> generator.interpolate(a, b, 1, 5)).hasMessageContaining("at least 2");
    }

    @Test
    void logProbability_agreesWithTheEvaluation_andDoesNotDependOnThreads() {
        List<Graph> graphs = List.of(GraphFamilies.cycle(3), GraphFamilies.path(2));
        List<LogProbability> estimates = generator.withThreads(2).logProbability(graphs, 2000, 1);

        assertThat(generator.withThreads(1).logProbability(graphs, 2000, 1)).isEqualTo(estimates);
        try (Workers workers = new Workers(2)) {
            for (int i = 0; i < graphs.size(); i++) {
                Estimate nll = Likelihood.of(
                                generator.model(), List.of(graphs.get(i)), 2000, 1, RandomKey.of(9), workers)
                        .nllG();
                Estimate sum = estimates.get(i).value().plus(1, nll); // log p - log p
                assertThat(sum.value()).isCloseTo(0, within(4 * sum.standardError()));
                assertThat(sum.standardError()).isLessThan(0.2);
                assertThat(estimates.get(i).effectiveSamples()).isBetween(50.0, 2000.0);
            }
        }
        assertThatThrownBy(() -> generator.logProbability(graphs, 0, 1)).hasMessage("samples 0: must be at least 1");
    }

    private static Map<String, List<Double>> weights(GraphGenerator trained) {
        return numbers(
                trained.model().parameters().values(),
                trained.model().parameters().values());
    }

    /** The matrices of some names, as lists. */
    private static Map<String, List<Double>> numbers(Map<String, DMatrixRMaj> matrices, Map<String, ?> names) {
        return names.keySet().stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> Arrays.stream(matrices.get(name).data).boxed().toList()));
    }
}
