package org.sgvae.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.autodiff.Tape;
import org.sgvae.encoder.Posterior;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.Split;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.objective.Bound;
import org.sgvae.objective.Elbo;
import org.sgvae.optim.Schedule;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.SgvaeConfig;
import org.sgvae.train.validation.EarlyStopping;
import org.sgvae.train.validation.ElboOfGraphs;
import org.sgvae.train.validation.HeldOutElbo;

class ValidationTest {
    private static final Split.Parts PARTS = new Split.Parts(
            TinyData.cycles(),
            Optional.of(TinyData.of(GraphFamilies.path(3), GraphFamilies.star(4), GraphFamilies.path(5))),
            Optional.empty());

    @TempDir
    Path folder;

    /** Looks after each epoch; training on cycles makes the validation part, which are trees, less likely. */
    private static TrainingConfig config(int epochs, double patience) {
        return TrainingConfig.builder(new SgvaeConfig(4, 5, 6, 2, 1, 1, Posterior.GAUSSIAN, 2), Bound.plain())
                .orderings(7)
                .epochs(epochs)
                .learningRate(Schedule.constant(0.02))
                .earlyStopping(new EarlyStopping(epochs, 1, patience))
                .build();
    }

    private static double[] weights(Map<String, DMatrixRMaj> weights) {
        return new TreeMap<>(weights)
                .values().stream()
                        .flatMapToDouble(value -> Arrays.stream(value.data, 0, value.getNumElements()))
                        .toArray();
    }

    private static double[] weights(GraphModel model) {
        return weights(model.parameters().values());
    }

    /** A mean over many samples of each graph, in another order and one at a time. */
    @Test
    void elbo_isThatOfEachGraphWhateverTheThreads() {
        GraphModel model = Trainer.freshModel(config(1, 0.2));
        List<Graph> graphs = PARTS.validation().orElseThrow().graphs();
        Tape tape = Tape.forwardOnly();
        double expected = 0;
        for (Graph graph : graphs) {
            double sum = 0;
            int samples = 500;
            for (int k = 0; k < samples; k++) {
                tape.reset();
                sum += Elbo.of(model.pass(tape, new Minibatch(List.of(graph), 1), new long[] {k}))
                        .value()
                        .get(0);
            }
            expected += (sum / samples - Automorphisms.logCount(graph)) / graphs.size();
        }
        double[] before = {};
        for (int threads : new int[] {1, 3}) {
            try (Workers workers = new Workers(threads)) {
                ElboOfGraphs elbo = new ElboOfGraphs(graphs, 9, 500, RandomKey.of(3), workers);
                double[] each = elbo.of(model);
                assertThat(Arrays.stream(each).average().orElseThrow()).isCloseTo(expected, within(0.06));
                assertThat(elbo.of(model)).containsExactly(each); // the same random numbers
                assertThat(before.length == 0 || Arrays.equals(before, each)).isTrue();
                before = each;
            }
        }
    }

    @Test
    void elbo_isOfSomeGraphsWhereThereAreMore() {
        GraphModel model = Trainer.freshModel(config(1, 0.2));
        try (Workers workers = new Workers(1)) {
            List<Graph> graphs = PARTS.validation().orElseThrow().graphs();
            double[] two = new ElboOfGraphs(graphs, 2, 1, RandomKey.of(1), workers).of(model);
            assertThat(two).hasSize(2).doesNotHaveDuplicates();
        }
    }

    @Test
    void training_endsWhereTheValidationPartGetsLessLikelyAndKeepsWeightsNearTheBest() throws IOException {
        TrainingConfig config = config(40, 0.1);
        GraphModel model = Trainer.freshModel(config);
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        directory.writeConfig(JsonObject.builder().build(), config);
        List<Double> elbos = new ArrayList<>();
        List<double[]> each = new ArrayList<>();
        List<double[]> weightsAfter = new ArrayList<>();
        try (Workers workers = new Workers(1)) {
            RandomKey key = RandomKey.of(config.seed()).split("validation").split(0);
            List<Graph> graphs = PARTS.validation().orElseThrow().graphs();
            ElboOfGraphs elbo = new ElboOfGraphs(graphs, 3, 1, key, workers);
            TrainingRun run = new TrainingRun(directory, model, PARTS, config, workers);
            int epochs = run.train(metrics -> {
                elbos.add(metrics.validationElbo().orElseThrow());
                each.add(elbo.of(model));
                weightsAfter.add(weights(model));
            });
            assertThat(epochs).isEqualTo(elbos.size()).isLessThan(40);
            assertThat(run.finished()).isTrue();
            int kept = newestNearTheBest(each);
            assertThat(kept).isLessThan(epochs - 1);
            assertThat(run.trainer().keptEpoch()).hasValue(kept + 1);
            assertThat(weights(model)).containsExactly(weightsAfter.get(kept));
            assertThat(weights(directory.readModel())).containsExactly(weightsAfter.get(kept));
            assertThat(run.trainer().heldOutElbo().orElseThrow().validation().value())
                    .isEqualTo(elbos.get(kept));
        }
        assertThat(Files.readAllLines(directory.metrics()))
                .hasSize(elbos.size())
                .allMatch(line -> line.contains("\"validationElboG\":"));
    }

    /** The last one whose mean is no further below the best one's than s/√3 of the three differences. */
    private static int newestNearTheBest(List<double[]> looks) {
        double[] best = looks.stream()
                .max(Comparator.comparingDouble(look -> Arrays.stream(look).sum()))
                .orElseThrow();
        for (int i = looks.size() - 1; ; i--) {
            double[] look = looks.get(i);
            double mean = 0;
            for (int g = 0; g < 3; g++) {
                mean += (look[g] - best[g]) / 3;
            }
            double squares = 0;
            for (int g = 0; g < 3; g++) {
                squares += Math.pow(look[g] - best[g] - mean, 2);
            }
            if (mean >= -Math.sqrt(squares / 2 / 3)) {
                return i;
            }
        }
    }

    /** Stopped after any step and gone on from in a new trainer: the same end and the same best weights. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1})
    void restoredTrainer_endsLikeOneThatWasNotStopped(double patience) {
        TrainingConfig config = config(30, patience);
        try (Workers workers = new Workers(1)) {
            GraphModel model = Trainer.freshModel(config);
            Trainer whole = new Trainer(model, PARTS, config, workers);
            List<Map<String, DMatrixRMaj>> states = new ArrayList<>(List.of(whole.state()));
            while (!whole.finished()) {
                whole.trainStep();
                states.add(whole.state());
            }
            assertThat(whole.epoch()).matches(epoch -> patience == 1 ? epoch == 30 : epoch < 30);
            whole.takeKeptWeights();
            for (int at = 0; at < states.size(); at += 7) {
                GraphModel other = Trainer.freshModel(config.toBuilder().seed(9).build());
                Trainer trainer = new Trainer(other, PARTS, config, workers);
                trainer.restore(states.get(at));
                while (!trainer.finished()) {
                    trainer.trainStep();
                }
                assertThat(trainer.epoch()).isEqualTo(whole.epoch());
                assertThat(trainer.keptEpoch()).isEqualTo(whole.keptEpoch());
                trainer.takeKeptWeights();
                assertThat(weights(other)).as("from step %d", at).containsExactly(weights(model));
            }
        }
    }

    @Test
    void gap_isToldWhereItIsMoreThanChance() {
        double[] training = {-3, -3.2, -2.8, -3};
        assertThat(HeldOutElbo.of(training, new double[] {-5, -5.2, -4.8, -5}).memorised())
                .isTrue();
        assertThat(HeldOutElbo.of(training, new double[] {-3.2, -3.4, -3, -3.2}).memorised())
                .isFalse(); // small
        assertThat(HeldOutElbo.of(training, new double[] {-1, -9, -1, -9}).memorised())
                .isFalse(); // by chance
        HeldOutElbo elbo = HeldOutElbo.of(training, new double[] {-5, Double.NEGATIVE_INFINITY});
        assertThat(elbo.validation().value()).isEqualTo(-5);
        assertThat(elbo.memorised()).isFalse(); // of one graph
        assertThat(elbo.explanation()).contains("-3.000", "-5.000", "2.00", "no sign");
    }

    @Test
    void stateWithoutLooks_isRefused() {
        TrainingConfig config = config(4, 0.2);
        try (Workers workers = new Workers(1)) {
            Trainer without = new Trainer(Trainer.freshModel(config), TinyData.cycles(), config, workers);
            Trainer trainer = new Trainer(Trainer.freshModel(config), PARTS, config, workers);
            without.trainEpoch();
            Map<String, DMatrixRMaj> before = trainer.state();
            assertThatThrownBy(() -> trainer.restore(without.state()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("validation.looks");
            trainer.state()
                    .forEach((name, value) -> assertThat(value.data).as(name).isEqualTo(before.get(name).data));
        }
    }

    /** Looks change nothing of what is learned. */
    @Test
    void looks_leaveTrainingAsItIs() {
        TrainingConfig config = config(5, 1);
        TrainingConfig none =
                config.toBuilder().earlyStopping(EarlyStopping.NONE).build();
        try (Workers workers = new Workers(1)) {
            GraphModel looked = Trainer.freshModel(config);
            GraphModel plain = Trainer.freshModel(none);
            Trainer with = new Trainer(looked, PARTS, config, workers);
            Trainer without = new Trainer(plain, PARTS, none, workers);
            for (int epoch = 0; epoch < 5; epoch++) {
                assertThat(with.trainEpoch().validationElbo()).isPresent();
                assertThat(without.trainEpoch().validationElbo()).isEmpty();
            }
            assertThat(weights(looked)).containsExactly(weights(plain));
            assertThat(without.keptEpoch()).isEmpty();
            assertThat(without.heldOutElbo()).isEmpty();
            assertThat(weights(without.keptWeights())).containsExactly(weights(plain));
        }
    }

    /** GraphVAE has no place for the larger ones: they play no part. */
    @Test
    void graphsThatTheModelCannotBuild_playNoPart() {
        DataSet small = TinyData.of(GraphFamilies.path(2), GraphFamilies.path(3), GraphFamilies.cycle(3));
        DataSet others = TinyData.of(GraphFamilies.cycle(3), GraphFamilies.path(6));
        for (Preset preset : Kinds.presets()) {
            if (!preset.configFor().apply(small).model().hasBound()) {
                continue;
            }
            TrainingConfig config = preset.configFor().apply(small).toBuilder()
                    .epochs(2)
                    .earlyStopping(new EarlyStopping(2, 4, 0.2))
                    .build();
            try (Workers workers = new Workers(1)) {
                Split.Parts parts = new Split.Parts(small, Optional.of(others), Optional.empty());
                Trainer trainer = new Trainer(Trainer.freshModel(config), parts, config, workers);
                assertThat(trainer.trainEpoch().validationElbo().orElseThrow())
                        .as(preset.name())
                        .isFinite();
            }
        }
    }
}
