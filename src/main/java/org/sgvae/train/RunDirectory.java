package org.sgvae.train;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.data.Split;
import org.sgvae.io.AtomicFile;
import org.sgvae.io.Directories;
import org.sgvae.io.LineLog;
import org.sgvae.json.Json;
import org.sgvae.json.JsonException;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.model.GraphModel;
import org.sgvae.model.ModelConfig;
import org.sgvae.nn.WeightsFile;
import org.sgvae.random.RandomKey;

/**
 * The directory of a training run: {@code config.json}, all that was asked for with defaults filled in;
 * {@code metrics.jsonl}, a line an epoch; {@code weights.safetensors}; and the checkpoints that {@link TrainingRun} goes on
 * from.
 */
public final class RunDirectory {
    /** Version of what is written, the program's major and minor version; a later one may mean something else. */
    public static final String VERSION = "0.1";

    /** Key of {@link DataDigest} in {@code config.json}. */
    public static final String DATA_DIGEST = "dataDigest";

    private final Path path;

    private RunDirectory(Path path) {
        this.path = path;
    }

    /**
     * Makes the directory of a new run.
     *
     * @param path a directory that does not exist yet or is empty, but for temporary files that a killed process
     *     left; folders above it are made as well
     * @return the directory
     * @throws IOException if it has anything in it or cannot be made or written to
     */
    public static RunDirectory create(Path path) throws IOException {
        Directories.create(path);
        try (DirectoryStream<Path> content = Files.newDirectoryStream(path)) {
            for (Path file : content) {
                if (!AtomicFile.isTemporary(file)) {
                    throw new IOException(path + ": not empty; choose a new directory, runs are never overwritten");
                }
            }
        }
        return new RunDirectory(path);
    }

    /**
     * Opens the directory of an earlier run.
     *
     * @param path the directory
     * @return the directory
     * @throws IOException if it has no {@code config.json}
     */
    public static RunDirectory open(Path path) throws IOException {
        RunDirectory run = new RunDirectory(path);
        if (!Files.isRegularFile(run.config())) {
            throw new IOException(path + ": no run directory, it has no config.json; give the --out of a training run,"
                    + " or begin it if it was killed before it had one");
        }
        return run;
    }

    /** {@return the directory itself} */
    public Path path() {
        return path;
    }

    /** {@return the path of {@code config.json}} */
    public Path config() {
        return path.resolve("config.json");
    }

    /** {@return the path of {@code metrics.jsonl}} */
    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    /** {@return the path of {@code weights.safetensors}} */
    public Path weights() {
        return path.resolve("weights.safetensors");
    }

    /**
     * Writes {@code config.json}.
     *
     * @param about members that come first, such as version and data
     * @param config the configuration; its components follow, {@code model} with the sizes among them
     * @throws IOException if the file is there already or cannot be written
     */
    public void writeConfig(JsonObject about, TrainingConfig config) throws IOException {
        JsonObject.Builder object = JsonObject.builder();
        about.members().forEach(object::put);
        ConfigJson.putComponents(config, false, object);
        AtomicFile.create(config(), Json.pretty(object.build()));
    }

    /**
     * Appends a line to {@code metrics.jsonl}.
     *
     * @param line the line
     * @throws IOException if it cannot be written whole; then nothing of it is
     */
    public void appendMetrics(JsonObject line) throws IOException {
        LineLog.append(metrics(), Json.compact(line));
    }

    /**
     * Takes back the lines of {@code metrics.jsonl} after an epoch, as when training goes on from before them.
     *
     * @param epochs how many lines to keep, of those that there are
     * @throws IOException if the file cannot be read or written
     */
    public void keepMetrics(int epochs) throws IOException {
        if (Files.exists(metrics())) {
            String kept = Files.readAllLines(metrics()).stream()
                    .limit(epochs)
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
            AtomicFile.write(metrics(), kept);
        }
    }

    /**
     * Reads how long the run has trained, stops and looks at the model not counted.
     *
     * @return the sum over the lines of {@code metrics.jsonl}, seconds
     * @throws IOException if the file cannot be read
     * @throws JsonException if a line is not JSON or does not say it
     */
    public double readTrainSeconds() throws IOException {
        String where = metrics().toString();
        double seconds = 0;
        for (String line : Files.exists(metrics()) ? Files.readAllLines(metrics()) : List.<String>of()) {
            seconds += JsonPlace.root(Json.parse(line, where), where)
                    .at("trainSeconds")
                    .asDouble();
        }
        return seconds;
    }

    /**
     * Writes {@code weights.safetensors}; the file before it stays until the new one is complete.
     *
     * @param model the model; not modified
     * @throws IOException if the file cannot be written
     */
    public void writeWeights(GraphModel model) throws IOException {
        writeWeights(model, model.parameters().values());
    }

    /**
     * Writes {@code weights.safetensors} as {@link #writeWeights(GraphModel)} does, with other weights of the model's.
     *
     * @param model the model; not modified
     * @param weights a value for each of its parameters, by name; not modified
     * @throws IOException if the file cannot be written
     */
    public void writeWeights(GraphModel model, Map<String, DMatrixRMaj> weights) throws IOException {
        WeightsFile.write(
                weights(),
                model.parameters().all(),
                parameter -> Objects.requireNonNull(weights.get(parameter.name()), parameter.name()));
    }

    /**
     * Reads what {@code config.json} says about the data.
     *
     * @return the data as they were asked for, such as {@code cycles:5-14} or the name of a file
     * @throws IOException if the file cannot be read
     * @throws JsonException if it is not valid as a whole or does not say it
     */
    public String readData() throws IOException {
        return RunConfig.read(config()).data();
    }

    /**
     * Reads or makes the graphs that {@code config.json} tells of, and splits them as it says.
     *
     * @return what was trained on, and what was kept from training
     * @throws IOException if a file cannot be read, or it does not have the graphs any more that the run was trained on
     * @throws JsonException if {@code config.json} is not valid as a whole or does not say it
     * @throws IllegalArgumentException if the data are not understood, see {@link DataSets#parse}
     */
    public Split.Parts readParts() throws IOException {
        RunConfig config = RunConfig.read(config());
        DataSet data;
        try {
            data = DataSets.parse(config.data());
        } catch (NoSuchFileException e) {
            throw new IOException(
                    e.getFile() + ": the graphs of " + path + " are gone or moved; put the file back where it was", e);
        }
        if (config.digest().isPresent()) {
            Optional<String> difference = config.digest().get().differenceTo(DataDigest.of(data));
            if (difference.isPresent()) {
                throw new IOException(difference.get() + "; put back the graphs that " + path + " was trained on");
            }
        }
        return config.split().of(data);
    }

    /**
     * Reads the whole training configuration.
     *
     * @return the configuration, equal to the one that was written
     * @throws IOException if the file cannot be read
     * @throws JsonException if it is not JSON, is of a later version, has unknown keys, or values of a wrong type or out of range
     */
    public TrainingConfig readConfig() throws IOException {
        return RunConfig.read(config()).training();
    }

    /**
     * Reads where {@code config.json} says that sampling is cut off.
     *
     * @return the largest number of nodes
     * @throws IOException if the file cannot be read
     * @throws JsonException if it is not valid as a whole or does not say it
     */
    public int readMaxNodes() throws IOException {
        return RunConfig.read(config()).maxNodes();
    }

    /**
     * Reads how often {@code config.json} says that samples are looked at.
     *
     * @return epochs between looks, 0 for never
     * @throws IOException if the file cannot be read
     * @throws JsonException if it is not valid as a whole or does not say it
     */
    public int readEvaluateEvery() throws IOException {
        return RunConfig.read(config()).evaluateEvery();
    }

    /**
     * Reads the model, its sizes from {@code config.json} and its weights.
     *
     * @return the model
     * @throws IOException if a file cannot be read or the weights do not fit the sizes
     * @throws JsonException if {@code config.json} is not valid as a whole
     */
    public GraphModel readModel() throws IOException {
        return readModel(config -> config);
    }

    /**
     * Reads the model with a changed configuration of the same weights.
     *
     * @param change changes nothing that has weights
     * @return the model
     * @throws IOException if a file cannot be read or the weights do not fit
     * @throws JsonException if {@code config.json} is not valid as a whole
     */
    public GraphModel readModel(UnaryOperator<ModelConfig> change) throws IOException {
        RunConfig config = RunConfig.read(config());
        ModelConfig sizes = change.apply(config.training().model());
        GraphModel model = config.checkedModel(() -> sizes.create(RandomKey.of(0))); // these weights are replaced
        if (!Files.exists(weights())) {
            throw new IOException(weights()
                    + ": no weights, the run was killed before its first step; go on with: train --resume " + path);
        }
        WeightsFile.read(weights(), model.parameters());
        return model;
    }

    /**
     * Makes the model as it was before training: its configuration and the seed of its weights from {@code config.json}.
     *
     * @return the model
     * @throws IOException if the file cannot be read
     * @throws JsonException if it is not valid as a whole
     */
    public GraphModel readFreshModel() throws IOException {
        RunConfig config = RunConfig.read(config());
        return config.checkedModel(() -> Trainer.freshModel(config.training()));
    }
}
