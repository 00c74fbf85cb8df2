package org.sgvae.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.sgvae.cli.option.DataOption;
import org.sgvae.cli.option.NumberConverters;
import org.sgvae.cli.option.PresetOption;
import org.sgvae.cli.option.ResultDirectory;
import org.sgvae.cli.option.SamplesOption;
import org.sgvae.cli.option.SeedsOption;
import org.sgvae.cli.option.ThreadsOption;
import org.sgvae.cli.option.TrainingOptions;
import org.sgvae.cli.terminal.Invocation;
import org.sgvae.cli.terminal.PlannedRun;
import org.sgvae.cli.terminal.SideBySide;
import org.sgvae.cli.terminal.SideBySide.Run;
import org.sgvae.cli.terminal.StopSignal;
import org.sgvae.cli.terminal.TrainingProgress;
import org.sgvae.cli.terminal.TrainingView;
import org.sgvae.cli.terminal.Version;
import org.sgvae.evaluate.Evaluation;
import org.sgvae.evaluate.EvaluationConfig;
import org.sgvae.experiment.SeedResult;
import org.sgvae.experiment.Study;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DefaultSplit;
import org.sgvae.graph.data.Split;
import org.sgvae.io.AtomicFile;
import org.sgvae.json.Json;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.model.GraphModel;
import org.sgvae.parallel.Workers;
import org.sgvae.train.DataDigest;
import org.sgvae.train.RunDirectory;
import org.sgvae.train.Trainer;
import org.sgvae.train.TrainingConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains and measures the same model with many seeds. */
@Command(
        name = "study",
        description = {
            "Trains a model with each of many seeds, one run directory each, measures it as evaluate does, and prints a line"
                    + " for each. Writes a table with medians, least and greatest values, how many seeds reach the marks,"
                    + " and why the others do not: study.md and study.json, both brought up to date after every seed."
                    + " Graphs are held out where train would.",
            "As many seeds are trained side by side as there are threads.",
            "It can be stopped, or killed, at any time: the same command with --resume goes on with it."
        },
        footer = {"%nExample:", "  sgvae study --seeds 1-20 --out runs/study"})
final class StudyCommand implements Callable<Integer> {
    private static final String STUDY = "study.json";
    private static final int FRESH_GRAPHS = 1000; // as evaluate without further options

    @Spec
    private CommandSpec spec;

    @Mixin
    private SeedsOption seeds;

    @Mixin
    private DataOption data;

    @Mixin
    private SamplesOption samples;

    @Mixin
    private ResultDirectory out;

    @Mixin
    private PresetOption presetOption = new PresetOption();

    @Option(
            names = "--valid",
            paramLabel = "SHARE",
            converter = NumberConverters.NonNegative.class,
            defaultValue = "0.99",
            description = "Mark for the share of valid samples. Default: ${DEFAULT-VALUE}.")
    private double valid;

    @Option(
            names = "--nll",
            paramLabel = "NATS",
            converter = NumberConverters.NonNegative.class,
            defaultValue = "2.35",
            description = "Mark for nllG, to be reached at the same time. Default: ${DEFAULT-VALUE}.")
    private double nll;

    @Mixin
    private ThreadsOption threads;

    @Override
    public Integer call() throws IOException {
        DataSet graphs = data.parse();
        Split split = DefaultSplit.of(graphs).split();
        List<TrainingConfig> configs = new ArrayList<>();
        for (long seed : seeds.numbers()) {
            configs.add(TrainingOptions.appliedTo(
                    presetOption.preset(), split.of(graphs).train(), seed, spec));
        }
        List<Path> own = new ArrayList<>(List.of(out.path().resolve(STUDY)));
        configs.forEach(config -> own.add(directory(config)));
        out.create(own);
        Map<Long, SeedResult> before = readResults(graphs);
        SortedMap<Integer, SeedResult> results = new TreeMap<>(); // by place among the seeds: they end in any order
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < configs.size(); i++) {
            int place = i;
            TrainingConfig config = configs.get(place);
            if (before.containsKey(config.seed())) {
                results.put(place, before.get(config.seed()));
                continue;
            }
            runs.add(new Run("seed " + config.seed(), 1, config.epochs(), (workers, progress, stop) -> {
                Optional<SeedResult> result = result(config, graphs, split, workers, progress, stop);
                if (result.isPresent()) {
                    synchronized (results) {
                        results.put(place, result.get());
                        say(result.get(), study(graphs, results.values()));
                    }
                }
            }));
        }
        PrintWriter err = spec.commandLine().getErr();
        if (out.resumes()) {
            err.printf("going on with %s: %d of %d seeds are measured%n", out.path(), results.size(), configs.size());
        }
        int exitCode = ExitCode.OK;
        try (StopSignal stop = new StopSignal()) {
            if (!runs.isEmpty()) {
                new SideBySide(err, threads.count(), runs).run(stop::requested);
            }
            if (results.size() < configs.size()) {
                exitCode = stop.exitCode();
                err.printf("stopped; go on with: %s%n", PlannedRun.resuming(spec.commandLine()));
            }
        } catch (UncheckedIOException e) {
            throw Invocation.goingOnAfter(
                    Objects.requireNonNull(e.getCause()), PlannedRun.resuming(spec.commandLine()));
        }
        if (!results.isEmpty()) {
            spec.commandLine()
                    .getOut()
                    .printf("%n%s", study(graphs, results.values()).toMarkdown());
            spec.commandLine().getOut().flush();
        }
        return exitCode;
    }

    private Path directory(TrainingConfig config) {
        return out.path().resolve("seed-" + config.seed());
    }

    /** What a study that is gone on with has measured, by seed. */
    private Map<Long, SeedResult> readResults(DataSet graphs) throws IOException {
        Path file = out.path().resolve(STUDY);
        Map<Long, SeedResult> results = new HashMap<>();
        if (out.resumes() && Files.exists(file)) {
            JsonPlace json = Json.read(file);
            about(graphs).members().forEach((key, value) -> {
                if (!key.equals("version") && !json.at(key).value().equals(value)) {
                    throw json.at(key)
                            .fault("is not what is asked for now; give the options that the study began with");
                }
            });
            for (JsonPlace seed : json.at("seeds").items()) {
                SeedResult result = SeedResult.fromJson(seed);
                results.put(result.seed(), result);
            }
        }
        return results;
    }

    /**
     * Trains and measures with one seed; what is measured is what {@code evaluate} measures without further options. Empty if it was
     * stopped.
     */
    private Optional<SeedResult> result(
            TrainingConfig config,
            DataSet graphs,
            Split split,
            Workers workers,
            TrainingProgress progress,
            BooleanSupplier stop)
            throws IOException {
        Split.Parts parts = split.of(graphs);
        EvaluationConfig measuring = EvaluationConfig.standard(parts.train(), 1).withSamples(samples.count());
        int maxNodes = measuring.maxNodes();
        JsonObject about =
                TrainCommand.about(presetOption.preset(), graphs, Optional.empty(), split, parts, 0, maxNodes);
        GraphModel model = Trainer.freshModel(config);
        PlannedRun run = PlannedRun.start(
                directory(config),
                about,
                config,
                model,
                parts,
                workers,
                spec.commandLine().getErr());
        try {
            run.training().train(new TrainingView(model, parts.train(), config, workers, 0, maxNodes, progress, stop));
        } catch (ArithmeticException e) {
            return Optional.of(SeedResult.brokenOff(config.seed(), String.valueOf(e.getMessage())));
        } finally {
            progress.end();
        }
        if (stop.getAsBoolean()) {
            return Optional.empty();
        }
        double seconds = run.directory().readTrainSeconds();
        Evaluation evaluation = EvaluateCommand.evaluate(model, parts.train(), parts.test(), measuring, workers)
                .withRegretOf(model, graphs, FRESH_GRAPHS, measuring, workers);
        AtomicFile.write(run.directory().path().resolve("evaluation.json"), Json.pretty(evaluation.toJson()));
        return Optional.of(SeedResult.of(config.seed(), seconds, evaluation));
    }

    private Study study(DataSet graphs, Collection<SeedResult> results) throws IOException {
        Study study = new Study(valid, nll, Evaluation.floor(graphs), List.copyOf(results));
        JsonObject.Builder json = JsonObject.builder();
        about(graphs).members().forEach(json::put);
        study.toJson().members().forEach(json::put);
        AtomicFile.write(out.path().resolve(STUDY), Json.pretty(json.build()));
        AtomicFile.write(out.path().resolve("study.md"), study.toMarkdown());
        return study;
    }

    private JsonObject about(DataSet graphs) {
        return JsonObject.builder()
                .put("version", Version.program())
                .put("preset", presetOption.preset().toString())
                .put("data", data.toString())
                .put(RunDirectory.DATA_DIGEST, DataDigest.of(graphs).toJson())
                .put("samples", samples.count())
                .build();
    }

    private void say(SeedResult result, Study study) {
        StringBuilder line = new StringBuilder("seed " + result.seed() + (study.reached(result) ? ": ok" : ": FAILED"));
        for (String name : List.of(
                "valid", "validInRange", "nllG", "mutualInformation", "kl", "logQOrder", "modes", "trainSeconds")) {
            result.measure(name).ifPresent(value -> line.append(String.format(Locale.ROOT, ", %s %.4g", name, value)));
        }
        result.problem().ifPresent(problem -> line.append(", ").append(problem));
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
