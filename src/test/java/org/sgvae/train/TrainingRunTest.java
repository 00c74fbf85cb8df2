package org.sgvae.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.encoder.Posterior;
import org.sgvae.graph.data.DataSet;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.nn.Checkpoint;
import org.sgvae.objective.Bound;
import org.sgvae.parallel.Workers;
import org.sgvae.sgvae.SgvaeConfig;

class TrainingRunTest {
    private static final DataSet DATA = TinyData.cycles();
    private static final int INTERRUPTS = Integer.getInteger("interrupts", 10);

    @TempDir
    Path folder;

    private final TrainingConfig config = TrainingConfig.builder(
                    new SgvaeConfig(4, 5, 6, 2, 1, 1, Posterior.GAUSSIAN, 2), Bound.plain())
            .batchGraphs(2)
            .shards(2)
            .epochs(20)
            .build();

    private RunDirectory directory(String name) throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve(name));
        directory.writeConfig(JsonObject.builder().build(), config);
        return directory;
    }

    private Map<String, double[]> weightsOf(GraphModel model) {
        Map<String, double[]> weights = new TreeMap<>();
        model.parameters().values().forEach((name, value) -> weights.put(name, value.data.clone()));
        return weights;
    }

    private Map<String, double[]> uninterrupted() throws IOException {
        GraphModel model = Trainer.freshModel(config);
        try (Workers workers = new Workers(1)) {
            new TrainingRun(directory("uninterrupted"), model, DATA, config, workers).train(metrics -> {});
        }
        return weightsOf(model);
    }

    /** {@code -Dinterrupts=1000} for more. */
    @Test
    @Timeout(600)
    void interruptAtAnyMoment_losesNothing() throws Exception {
        Map<String, double[]> expected = uninterrupted();
        SplittableRandom random = new SplittableRandom(1);
        int interrupts = 0;
        for (int run = 0; interrupts < INTERRUPTS; run++) {
            GraphModel model = Trainer.freshModel(config);
            RunDirectory directory = directory("run-" + run);
            Thread training = Thread.currentThread();
            AtomicBoolean done = new AtomicBoolean();
            SplittableRandom moments = random.split();
            Thread interrupter = new Thread(() -> {
                while (!done.get()) {
                    LockSupport.parkNanos(moments.nextLong(TimeUnit.MILLISECONDS.toNanos(20)));
                    if (!done.get()) {
                        training.interrupt();
                    }
                }
            });
            try (Workers workers = new Workers(2)) {
                TrainingRun going = new TrainingRun(directory, model, DATA, config, workers);
                interrupter.start();
                while (!going.finished()) {
                    going.train(metrics -> {});
                    if (Thread.interrupted()) {
                        interrupts++;
                    }
                }
            } finally {
                done.set(true);
                while (interrupter.isAlive()) {
                    LockSupport.parkNanos(100_000);
                }
                if (Thread.interrupted()) {
                    interrupts++; // in the last moment
                }
            }
            assertThat(weightsOf(model)).usingRecursiveComparison().isEqualTo(expected);
            assertThat(Files.readAllLines(directory.metrics())).hasSize(config.epochs());
            assertThat(weightsOf(directory.readModel()))
                    .usingRecursiveComparison()
                    .isEqualTo(expected);
        }
    }

    @Test
    void runWithoutCheckpoint_begins() throws IOException {
        Map<String, double[]> expected = uninterrupted();
        RunDirectory directory = directory("killed");
        assertThatThrownBy(directory::readModel)
                .hasMessageContainingAll("no weights", "train --resume " + directory.path());
        GraphModel model = Trainer.freshModel(config);
        try (Workers workers = new Workers(1)) {
            TrainingRun run = new TrainingRun(directory, model, DATA, config, workers);
            assertThat(run.resume()).isEmpty();
            run.train(metrics -> {});
        }
        assertThat(weightsOf(model)).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void runThatLostItsCheckpoint_isRefused() throws IOException {
        uninterrupted();
        RunDirectory directory = RunDirectory.open(folder.resolve("uninterrupted"));
        Files.delete(directory.path().resolve(Checkpoint.NEWEST));
        Files.deleteIfExists(directory.path().resolve(Checkpoint.PREVIOUS));
        try (Workers workers = new Workers(1)) {
            TrainingRun run = new TrainingRun(directory, Trainer.freshModel(config), DATA, config, workers);
            assertThatThrownBy(run::resume).isInstanceOf(IOException.class).hasMessageContaining("no checkpoint");
        }
    }
}
