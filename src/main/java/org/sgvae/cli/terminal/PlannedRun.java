package org.sgvae.cli.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sgvae.graph.data.Split;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.parallel.Workers;
import org.sgvae.train.RunDirectory;
import org.sgvae.train.TrainingConfig;
import org.sgvae.train.TrainingRun;
import picocli.CommandLine;

/**
 * A run of several that a command plans, each with a directory of its own: it begins, or goes on from its last
 * checkpoint.
 *
 * @param directory where it is written
 * @param training the run
 */
public record PlannedRun(RunDirectory directory, TrainingRun training) {
    /**
     * Begins a run, or goes on with it if it has begun.
     *
     * @param path its directory
     * @param about what its {@code config.json} says beside the configuration
     * @param err where to say that a damaged checkpoint is passed over
     * @throws IOException if it has begun with another configuration or other graphs, or cannot be written
     */
    public static PlannedRun start(
            Path path,
            JsonObject about,
            TrainingConfig config,
            GraphModel model,
            Split.Parts parts,
            Workers workers,
            PrintWriter err)
            throws IOException {
        boolean begun = Files.exists(path.resolve("config.json"));
        RunDirectory directory = begun ? RunDirectory.open(path) : RunDirectory.create(path);
        TrainingRun training = new TrainingRun(directory, model, parts, config, workers);
        if (!begun) {
            directory.writeConfig(about, config);
        } else if (directory.readConfig().equals(config)) {
            training.resume().ifPresent(fault -> err.println("took the checkpoint before: " + fault));
        } else {
            throw new IOException(
                    directory.config() + ": begun with other options; give those that it began with, or another --out");
        }
        return new PlannedRun(directory, training);
    }

    /** The command as it was given, with {@code --resume}, quoted for a shell. */
    public static String resuming(CommandLine command) {
        Stream<String> args = command.getParseResult().originalArgs().stream().filter(arg -> !arg.equals("--resume"));
        return Invocation.of(Stream.concat(args, Stream.of("--resume"))
                .map(arg -> arg.matches("[\\w./:,=+@-]+") ? arg : "'" + arg.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" ")));
    }
}
