package org.sgvae.cli;

import java.io.IOException;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.sgvae.evaluate.Validity;
import org.sgvae.graph.DataSet;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.train.EpochMetrics;
import org.sgvae.train.MetricsJson;
import org.sgvae.train.RunDirectory;
import org.sgvae.train.Trainer;
import org.sgvae.train.TrainingConfig;

/** Trains epoch by epoch and keeps the run directory up to date. */
final class TrainingRun {
    /** How many samples a look at validity takes. */
    static final int VALIDITY_SAMPLES = 1000;

    private static final double SECONDS_BETWEEN_WEIGHTS = 10;

    private final GraphModel model;
    private final DataSet data;
    private final TrainingConfig config;
    private final Workers workers;
    private final RunDirectory directory;
    private OptionalDouble validInRange = OptionalDouble.empty();
    private boolean recompute;

    TrainingRun(GraphModel model, DataSet data, TrainingConfig config, Workers workers, RunDirectory directory) {
        this.model = model;
        this.data = data;
        this.config = config;
        this.workers = workers;
        this.directory = directory;
    }

    /** Takes less memory and more time; see {@link Trainer#recompute}. */
    void recompute() {
        recompute = true;
    }

    /**
     * Trains until the last epoch, or until it is told to stop; then writes the weights.
     *
     * @param evaluateEvery epochs between looks at validity; 0 for never
     * @param maxNodes where samples are cut off
     * @param progress shows every epoch
     * @param stop asked after every epoch
     * @return the number of epochs done
     * @throws ArithmeticException if a value becomes infinite or not a number; the weights from before are written
     */
    int train(int evaluateEvery, int maxNodes, TrainingProgress progress, BooleanSupplier stop) throws IOException {
        Trainer trainer = new Trainer(model, data, config, workers);
        if (recompute) {
            trainer.recompute();
        }
        long written = System.nanoTime();
        try {
            while (trainer.epoch() < config.epochs() && !stop.getAsBoolean()) {
                EpochMetrics metrics = trainer.trainEpoch();
                boolean last = metrics.epoch() == config.epochs();
                boolean due = evaluateEvery > 0 && (last || metrics.epoch() % evaluateEvery == 0);
                JsonObject evaluation = due
                        ? validity(metrics.epoch(), maxNodes)
                        : JsonObject.builder().build();
                directory.appendMetrics(MetricsJson.of(metrics, config.model(), evaluation));
                progress.show(metrics, config.model(), validInRange);
                if ((System.nanoTime() - written) * 1e-9 > SECONDS_BETWEEN_WEIGHTS) {
                    directory.writeWeights(model);
                    written = System.nanoTime();
                }
            }
        } catch (ArithmeticException e) {
            directory.writeWeights(model);
            throw new ArithmeticException("epoch " + (trainer.epoch() + 1) + ": " + e.getMessage()
                    + "; lower --learning-rate or set --clip (the weights from before are in " + directory.path()
                    + ")");
        } finally {
            progress.end();
        }
        directory.writeWeights(model);
        return trainer.epoch();
    }

    private JsonObject validity(int epoch, int maxNodes) {
        RandomKey key = RandomKey.of(config.seed()).split("validity").split(epoch);
        Validity validity = Validity.of(model, data, VALIDITY_SAMPLES, maxNodes, key, workers);
        validInRange = OptionalDouble.of(validity.validInRange().value());
        return JsonObject.builder()
                .put("valid", validity.valid().value())
                .put("validInRange", validity.validInRange().value())
                .build();
    }
}
