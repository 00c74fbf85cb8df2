package org.sgvae.train;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.Split;
import org.sgvae.io.DirectoryLock;
import org.sgvae.io.Uninterrupted;
import org.sgvae.json.Json;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.nn.Checkpoint;
import org.sgvae.parallel.Workers;
import org.sgvae.train.validation.EarlyStopping;

/**
 * Trains a model and keeps its {@link RunDirectory} up to date: a line of metrics for every epoch, and the weights
 * that are kept and a {@link Checkpoint} at the start, every {@value #SECONDS_BETWEEN_CHECKPOINTS} seconds and at the end. So a run that was
 * stopped or killed at any time goes on from at most that long ago, and ends with the bits of one that was not.
 */
public final class TrainingRun {
    private static final int SECONDS_BETWEEN_CHECKPOINTS = 10;
    private static final String CONFIG = "config"; // keys of a checkpoint's metadata
    private static final String DATA = "data";

    private final RunDirectory directory;
    private final GraphModel model;
    private final TrainingConfig config;
    private final Trainer trainer;
    private final String digest;

    /**
     * Makes a run that begins with the weights that the model has.
     *
     * @param directory where to write
     * @param model what is trained; its parameters are modified
     * @param data the graphs; not modified
     * @param config how
     * @param workers threads to use
     */
    public TrainingRun(RunDirectory directory, GraphModel model, DataSet data, TrainingConfig config, Workers workers) {
        this(directory, model, new Split.Parts(data, Optional.empty(), Optional.empty()), config, workers);
    }

    /**
     * Makes a run that begins with the weights that the model has.
     *
     * @param directory where to write
     * @param model what is trained; its parameters are modified
     * @param parts the graphs to train on, and perhaps others to stop by; not modified
     * @param config how
     * @param workers threads to use
     */
    public TrainingRun(
            RunDirectory directory, GraphModel model, Split.Parts parts, TrainingConfig config, Workers workers) {
        this.directory = directory;
        this.model = model;
        this.config = config;
        trainer = new Trainer(model, parts, config, workers);
        digest = DataDigest.of(parts.train()).sha256();
    }

    /** {@return the trainer, for settings that change no result but memory and time} */
    public Trainer trainer() {
        return trainer;
    }

    /** {@return whether all epochs are done, or {@link EarlyStopping} has ended training} */
    public boolean finished() {
        return trainer.finished();
    }

    /**
     * Goes on from the directory's checkpoint. Lines of metrics that came after it are taken back. A run that was killed
     * before its first checkpoint has nothing to go on from, and begins.
     *
     * @return what is wrong with a newer checkpoint that had to be passed over, if there is one
     * @throws IOException if there is no checkpoint that can be read, it is of another configuration or other data, or another
     *     program is training in the directory
     */
    public Optional<String> resume() throws IOException {
        return DirectoryLock.holding(directory.path(), this::restore);
    }

    private Optional<String> restore() throws IOException {
        if (!Checkpoint.exists(directory.path()) && !Files.exists(directory.metrics())) {
            return Optional.empty();
        }
        Checkpoint checkpoint = Checkpoint.read(directory.path());
        require(checkpoint, CONFIG, configText(), "another configuration");
        require(checkpoint, DATA, digest, "other graphs");
        try {
            trainer.restore(checkpoint.tensors());
        } catch (IllegalArgumentException e) {
            throw new IOException(checkpoint.file() + ": " + e.getMessage(), e);
        }
        directory.keepMetrics(trainer.epoch());
        return checkpoint.fault();
    }

    private static void require(Checkpoint checkpoint, String key, String expected, String other) throws IOException {
        if (!expected.equals(checkpoint.metadata().get(key))) {
            throw new IOException(checkpoint.file() + ": of " + other
                    + " than the directory's config.json; put back what the run began with, or begin a new one");
        }
    }

    private String configText() {
        return Json.compact(ConfigJson.toJson(config));
    }

    /**
     * Trains until the last epoch, or until the listener or an interrupt of the thread says stop, after whole steps;
     * then writes weights and checkpoint. A stopped run can go on by calling this again. At the end of training the model
     * has the weights that {@link EarlyStopping} keeps.
     *
     * @param listener follows the run
     * @return the number of epochs done
     * @throws IOException if a file cannot be written, or another program is training in the directory; the files before it
     *     are whole
     * @throws ArithmeticException if a value becomes infinite or not a number; the weights from before are written
     */
    public int train(TrainingListener listener) throws IOException {
        return DirectoryLock.holding(directory.path(), () -> trainAlone(listener));
    }

    private int trainAlone(TrainingListener listener) throws IOException {
        if (!Checkpoint.exists(directory.path())) {
            save();
        }
        long saved = System.nanoTime();
        try {
            while (!finished()
                    && !listener.stopRequested()
                    && !Thread.currentThread().isInterrupted()) {
                Optional<EpochMetrics> metrics = trainer.trainStep();
                if (metrics.isPresent()) {
                    JsonObject line = MetricsJson.of(metrics.get(), config.model(), listener.measure(trainer.epoch()));
                    Uninterrupted.run(() -> directory.appendMetrics(line));
                    listener.epochDone(metrics.get());
                }
                if ((System.nanoTime() - saved) * 1e-9 > SECONDS_BETWEEN_CHECKPOINTS) {
                    save();
                    saved = System.nanoTime();
                }
            }
        } catch (ArithmeticException e) {
            save();
            throw new ArithmeticException("epoch " + (trainer.epoch() + 1) + ": " + e.getMessage()
                    + "; lower the learning rate or clip the gradient (the weights from before are in "
                    + directory.path() + ")");
        }
        if (finished()) {
            trainer.takeKeptWeights();
        }
        save();
        return trainer.epoch();
    }

    private void save() throws IOException {
        Map<String, String> about = Map.of(CONFIG, configText(), DATA, digest);
        Uninterrupted.run(() -> {
            directory.writeWeights(model, trainer.keptWeights());
            Checkpoint.write(directory.path(), trainer.state(), about);
        });
    }
}
