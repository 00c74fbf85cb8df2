package org.sgvae.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.decoder.EdgeModel;
import org.sgvae.encoder.Posterior;
import org.sgvae.estimator.MovingAverage;
import org.sgvae.estimator.RewardToGo;
import org.sgvae.graph.data.DataSet;
import org.sgvae.model.GraphModel;
import org.sgvae.model.ModelConfig;
import org.sgvae.model.NodeOrder;
import org.sgvae.nn.Parameter;
import org.sgvae.objective.Bound;
import org.sgvae.objective.CodeDiscrepancy;
import org.sgvae.objective.Objective;
import org.sgvae.objective.PaperSurrogate;
import org.sgvae.objective.PriorReplay;
import org.sgvae.objective.Regularizer;
import org.sgvae.optim.Schedule;
import org.sgvae.parallel.Workers;
import org.sgvae.sggn.SggnConfig;
import org.sgvae.sgvae.SgvaeConfig;

class TrainerTest {
    /** A run of some epochs and what it left. */
    private record Run(List<EpochMetrics> metrics, GraphModel model) {
        /** All weights, one after the other. */
        double[] weights() {
            return TrainerTest.weights(model);
        }

        /** All that was measured but the time it took. */
        List<List<Double>> measures() {
            return metrics.stream()
                    .map(m -> List.of(
                            (double) m.epoch(), m.bound(), m.reconstruction(), m.kl(), m.logQOrder(), m.gradientNorm()))
                    .toList();
        }
    }

    private static double[] weights(GraphModel model) {
        return model.parameters().all().stream()
                .map(Parameter::value)
                .flatMapToDouble(value -> Arrays.stream(value.data))
                .toArray();
    }

    private enum Kind {
        GAUSSIAN,
        SEQUENTIAL,
        POINT,
        SGGN;

        ModelConfig model() {
            SgvaeConfig gaussian = new SgvaeConfig(4, 5, 6, 2, 2, 2, Posterior.GAUSSIAN, 2);
            return switch (this) {
                case GAUSSIAN -> gaussian;
                case SEQUENTIAL -> gaussian.withEdges(EdgeModel.SEQUENTIAL);
                case POINT -> new SgvaeConfig(4, 5, 6, 2, 2, 2, Posterior.POINT, 4);
                case SGGN -> new SggnConfig(4, 5, 6, 2, 2, 2, NodeOrder.BFS);
            };
        }

        /** With all that an objective can have. */
        Objective objective() {
            Schedule some = Schedule.constant(0.5);
            return switch (this) {
                case GAUSSIAN, SEQUENTIAL -> new Bound(some, some, some, new RewardToGo());
                case POINT -> new PaperSurrogate(new MovingAverage(0.9));
                case SGGN -> Bound.plain();
            };
        }

        List<Regularizer> regularizers() {
            Schedule some = Schedule.constant(0.5);
            return switch (this) {
                case GAUSSIAN, SEQUENTIAL -> List.of(new CodeDiscrepancy(some), new PriorReplay(some));
                case POINT, SGGN -> List.of();
            };
        }
    }

    private static TrainingConfig config(Kind kind, int shards, long seed, int epochs, double learningRate) {
        return config(kind, shards, seed, epochs, learningRate, PropagationRates.full());
    }

    private static TrainingConfig config(
            Kind kind, int shards, long seed, int epochs, double learningRate, PropagationRates rates) {
        return TrainingConfig.builder(kind.model(), kind.objective())
                .regularizers(kind.regularizers())
                .orderings(kind == Kind.POINT ? 1 : 3)
                .batchGraphs(4)
                .epochs(epochs)
                .learningRate(Schedule.constant(learningRate))
                .propagationRates(rates)
                .shards(shards)
                .seed(seed)
                .build();
    }

    private static Run run(DataSet data, TrainingConfig config, int threads) {
        GraphModel model = Trainer.freshModel(config);
        List<EpochMetrics> metrics = new ArrayList<>();
        try (Workers workers = new Workers(threads)) {
            Trainer trainer = new Trainer(model, data, config, workers);
            for (int epoch = 0; epoch < config.epochs(); epoch++) {
                assertThat(trainer.epoch()).isEqualTo(epoch);
                metrics.add(trainer.trainEpoch());
            }
        }
        return new Run(metrics, model);
    }

    @ParameterizedTest
    @EnumSource
    void sameSeed_givesTheSameBitsWithAnyNumberOfThreads(Kind kind) {
        DataSet data = TinyData.withLarge(); // enough work for three threads
        TrainingConfig config = config(kind, 3, 1, 4, 0.01);
        Run once = run(data, config, 1);
        for (int threads = 1; threads <= 3; threads++) {
            Run again = run(data, config, threads);
            assertThat(again.measures()).isEqualTo(once.measures());
            assertThat(again.weights()).containsExactly(once.weights());
        }
        Run other = run(data, config(kind, 3, 2, 4, 0.01), 1);
        assertThat(other.measures()).isNotEqualTo(once.measures());
    }

    /** Shards change the order in which gradients are added up, but not which orderings and codes are drawn. */
    @ParameterizedTest
    @EnumSource
    void shards_changeResultsByRoundOffAlone(Kind kind) {
        Run one = run(TinyData.typed(), config(kind, 1, 1, 2, 0.01), 1);
        for (int shards : new int[] {2, 3, 9}) { // more than there are graphs in a batch
            Run several = run(TinyData.typed(), config(kind, shards, 1, 2, 0.01), 1);
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 6; j++) {
                    double expected = one.measures().get(i).get(j);
                    assertThat(Math.abs(several.measures().get(i).get(j) - expected))
                            .isLessThan(1e-8 * Math.max(1, Math.abs(expected)));
                }
            }
            double[] weights = several.weights();
            for (int i = 0; i < weights.length; i++) {
                assertThat(Math.abs(weights[i] - one.weights()[i])).isLessThan(1e-8);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void objective_rises(Kind kind) {
        List<EpochMetrics> metrics =
                run(TinyData.typed(), config(kind, 2, 1, 60, 0.02), 1).metrics();
        double first = metrics.subList(0, 5).stream()
                .mapToDouble(EpochMetrics::bound)
                .average()
                .orElseThrow();
        double last = metrics.subList(55, 60).stream()
                .mapToDouble(EpochMetrics::bound)
                .average()
                .orElseThrow();
        assertThat(last).isGreaterThan(first + 0.5);
    }

    /** log|Aut| of the cycles of 3, 4 and 5 nodes: ln 6, ln 8 and ln 10. */
    @Test
    void bound_isThatOfTheUnlabelledGraph() {
        EpochMetrics m = run(TinyData.cycles(), config(Kind.GAUSSIAN, 1, 1, 1, 0.01), 1)
                .metrics()
                .get(0);
        double expected = m.reconstruction() - m.kl() - m.logQOrder() - Math.log(6 * 8 * 10) / 3;
        assertThat(Math.abs(m.bound() - expected)).isLessThan(1e-12);
        assertThat(m.kl()).isPositive();
        assertThat(m.logQOrder()).isBetween(-Math.log(6 * 24 * 120) / 3, -Math.log(2 * 3 * 4 * 5) / 3);
    }

    @Test
    void surrogate_hasThePriorsDensityInPlaceOfADivergence() {
        EpochMetrics m = run(TinyData.cycles(), config(Kind.POINT, 1, 1, 1, 0.01), 1)
                .metrics()
                .get(0);
        assertThat(Math.abs(m.bound() - (m.reconstruction() - m.kl() - m.logQOrder())))
                .isLessThan(1e-12);
        assertThat(m.kl()).isGreaterThan(2 * Math.log(2 * Math.PI)); // of four entries, at the mode
    }

    @Test
    void epochs_areCountedAndTimed() {
        List<EpochMetrics> metrics =
                run(TinyData.cycles(), config(Kind.POINT, 1, 1, 3, 0.01), 1).metrics();
        assertThat(metrics.stream().map(EpochMetrics::epoch)).containsExactly(1, 2, 3);
        for (EpochMetrics m : metrics) {
            assertThat(m.gradientNorm()).isPositive();
            assertThat(m.trainSeconds()).isPositive();
            assertThat(Math.abs(m.graphsPerSecond() * m.trainSeconds() - 3)).isLessThan(1e-9);
        }
    }

    /** A learning rate of zero leaves the weights alone; clipping bounds what a step may change. */
    @Test
    void learningRate_scalesTheSteps() {
        TrainingConfig still = config(Kind.POINT, 1, 1, 1, 0);
        assertThat(run(TinyData.cycles(), still, 1).weights()).containsExactly(weights(Trainer.freshModel(still)));
        TrainingConfig moving = config(Kind.POINT, 1, 1, 1, 0.01); // three graphs are one step
        double[] before = weights(Trainer.freshModel(moving));
        double[] after = run(TinyData.cycles(), moving, 1).weights();
        for (int i = 0; i < before.length; i++) {
            assertThat(Math.abs(after[i] - before[i])).isLessThan(0.01 * (1 + 1e-9));
        }
    }

    @Test
    void propagationRates_freezeTheirPartOnly() {
        TrainingConfig config = config(Kind.GAUSSIAN, 1, 1, 1, 0.01, new PropagationRates(0, 1));
        GraphModel start = Trainer.freshModel(config);
        GraphModel after = run(TinyData.typed(), config, 1).model();
        start.parameters().all().forEach(parameter -> {
            double[] weights = after.parameters().get(parameter.name()).value().data;
            if (parameter.name().startsWith("destructor.prop.")) {
                assertThat(weights).as(parameter.name()).containsExactly(parameter.value().data);
            } else {
                assertThat(weights).as(parameter.name()).isNotEqualTo(parameter.value().data);
            }
        });
    }

    /** What a step cannot compute it does not half do. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e308})
    void valueThatIsNotFinite_isReportedAndTheWeightsStay(double poison) {
        TrainingConfig config = config(Kind.GAUSSIAN, 2, 1, 1, 0.01);
        GraphModel model = Trainer.freshModel(config);
        model.parameters().get("constructor.initNode.weight").value().set(1, 1, poison);
        model.parameters().get("constructor.initNode.weight").value().set(1, 2, -poison);
        double[] before = weights(model);
        try (Workers workers = new Workers(2)) {
            Trainer trainer = new Trainer(model, TinyData.typed(), config, workers);
            assertThatThrownBy(trainer::trainEpoch).isInstanceOf(ArithmeticException.class);
            assertThat(weights(model)).containsExactly(before);
        }
    }

    /** Steps far too long: the first spoils the weights, the second finds that nothing can be computed with them. */
    @Test
    void overflow_isReportedAndTheWeightsAreThoseBeforeItsStep() {
        TrainingConfig config = config(Kind.GAUSSIAN, 1, 1, 5, 1e308);
        GraphModel model = Trainer.freshModel(config);
        try (Workers workers = new Workers(1)) {
            Trainer trainer = new Trainer(model, TinyData.cycles(), config, workers);
            trainer.trainEpoch(); // one step
            double[] before = weights(model);
            assertThatThrownBy(trainer::trainEpoch).isInstanceOf(ArithmeticException.class);
            assertThat(weights(model)).containsExactly(before);
        }
    }

    /** Stopped after any step and gone on from in a new trainer, training gives the same bits. */
    @ParameterizedTest
    @EnumSource
    void restoredTrainer_givesTheBitsOfOneThatWasNotStopped(Kind kind) {
        TrainingConfig config = config(kind, 2, 1, 4, 0.01);
        Run whole = run(TinyData.typed(), config, 1);
        try (Workers workers = new Workers(1)) {
            GraphModel first = Trainer.freshModel(config);
            Trainer stopped = new Trainer(first, TinyData.typed(), config, workers);
            int steps = config.epochs() * stopped.stepsPerEpoch();
            for (int at = 0; at <= steps; at++) {
                GraphModel model =
                        Trainer.freshModel(config.toBuilder().seed(99).build());
                Trainer trainer = new Trainer(model, TinyData.typed(), config, workers);
                trainer.restore(stopped.state());
                assertThat(trainer.epoch() * trainer.stepsPerEpoch() + trainer.step())
                        .isEqualTo(at);
                List<EpochMetrics> metrics = new ArrayList<>();
                while (trainer.epoch() < config.epochs()) {
                    metrics.add(trainer.trainEpoch());
                }
                assertThat(weights(model)).as("from step %d", at).containsExactly(whole.weights());
                assertThat(new Run(metrics, model).measures())
                        .isEqualTo(whole.measures().subList(at / stopped.stepsPerEpoch(), config.epochs()));
                if (at < steps) {
                    stopped.trainStep();
                }
            }
        }
    }

    @Test
    void stateOfAnotherModel_isRefusedAndNothingChanges() {
        TrainingConfig config = config(Kind.GAUSSIAN, 1, 1, 1, 0.01);
        try (Workers workers = new Workers(1)) {
            GraphModel model = Trainer.freshModel(config);
            Trainer trainer = new Trainer(model, TinyData.typed(), config, workers);
            double[] before = weights(model);
            TrainingConfig other = config(Kind.SGGN, 1, 1, 1, 0.01);
            Trainer foreign = new Trainer(Trainer.freshModel(other), TinyData.typed(), other, workers);
            assertThatThrownBy(() -> trainer.restore(foreign.state())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> trainer.restore(Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("trainer.position");
            Map<String, DMatrixRMaj> withoutAdam = trainer.state();
            withoutAdam.keySet().removeIf(name -> name.startsWith("adam."));
            assertThatThrownBy(() -> trainer.restore(withoutAdam)).isInstanceOf(IllegalArgumentException.class);
            assertThat(weights(model)).containsExactly(before);
        }
    }
}
