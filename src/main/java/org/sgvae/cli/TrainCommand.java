package org.sgvae.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sgvae.cli.option.DataOption;
import org.sgvae.cli.option.NumberConverters;
import org.sgvae.cli.option.PresetOption;
import org.sgvae.cli.option.RunName;
import org.sgvae.cli.option.SeedOption;
import org.sgvae.cli.option.SplitConverter;
import org.sgvae.cli.option.ThreadsOption;
import org.sgvae.cli.option.TrainingOptions;
import org.sgvae.cli.terminal.Invocation;
import org.sgvae.cli.terminal.SeeReport;
import org.sgvae.cli.terminal.StopSignal;
import org.sgvae.cli.terminal.Terminal;
import org.sgvae.cli.terminal.TrainingProgress;
import org.sgvae.cli.terminal.TrainingView;
import org.sgvae.cli.terminal.Version;
import org.sgvae.evaluate.Evaluation;
import org.sgvae.evaluate.EvaluationConfig;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DefaultSplit;
import org.sgvae.graph.data.Split;
import org.sgvae.json.JsonObject;
import org.sgvae.kernel.KernelChoice;
import org.sgvae.model.GraphModel;
import org.sgvae.molecule.MoleculeData;
import org.sgvae.parallel.Workers;
import org.sgvae.train.DataDigest;
import org.sgvae.train.Kinds;
import org.sgvae.train.Preset;
import org.sgvae.train.Presets;
import org.sgvae.train.RunDirectory;
import org.sgvae.train.Trainer;
import org.sgvae.train.TrainingConfig;
import org.sgvae.train.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a model and writes a run directory. */
@Command(
        name = "train",
        description = {
            "Trains a model and writes a run directory: config.json (all that was asked for), metrics.jsonl (a line an"
                    + " epoch, nats) and weights.safetensors (at intervals and at the end; also on Ctrl-C).",
            "DATA may also be a file of molecules, .smi (SMILES); FILE.smi:MIN-MAX,elements=CNO for some of them.",
            "Equal options and seed give equal weights and metrics, whatever the number of threads.",
            "A run can be stopped, or killed, at any time: --resume goes on with it."
        },
        footer = {
            "%nExamples:",
            "  sgvae train --out runs/first",
            "  sgvae train --model sggn --data cycles:10-20,count=4000 --node-order dfs",
            "  sgvae train --preset paper --data cycles:5-14 --epochs 60 --seed 3",
            "  sgvae train --data trees:5-20,count=500 --split 0.8,0.1,0.1",
            "  sgvae train --data molecules.jsonl --learning-rate cosine:0.01..0"
        })
final class TrainCommand implements Callable<Integer> {
    private static final Set<String> RESUME_OPTIONS = Set.of("--resume", "--threads", "--recompute", "--debug");

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Mixin
    private SeedOption seed;

    @Mixin
    private PresetOption presetOption = new PresetOption();

    @Option(
            names = "--split",
            paramLabel = "SHARES",
            converter = SplitConverter.class,
            description =
                    "Shares of the graphs for training, validation and test, such as 0.8,0.1,0.1, or 0.8,0.1,0.1,seed=2"
                            + " for another choice; evaluate knows them. The validation part tells when to stop, the test"
                            + " part is for evaluate. Default: 0.8,0.1,0.1 where there are at least 100 graphs, a tenth of"
                            + " them isomorphic to no other one; else, and where they are all graphs of a family without"
                            + " randomness, 1,0,0.")
    private @Nullable Split split;

    @Mixin
    private ThreadsOption threads;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run directory: new or empty. Default: runs/DATE-TIME-PRESET.")
    private @Nullable Path out;

    @Option(
            names = "--evaluate-every",
            paramLabel = "N",
            converter = NumberConverters.CountOrNone.class,
            defaultValue = "50",
            description = "Epochs between looks at " + TrainingView.VALIDITY_SAMPLES
                    + " samples: which share is valid; 0 for never." + " Default: ${DEFAULT-VALUE}.")
    private int evaluateEvery;

    @Option(
            names = "--recompute",
            description =
                    "Take less memory and about a third more time, for graphs of many hundred nodes: compute states again"
                            + " instead of keeping them. Gradients differ by rounding only.")
    private boolean recompute;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description =
                    "Go on with the run in DIR that was stopped or killed, from its last checkpoint; the result has"
                            + " the bits of a run that was not. Of the other options only --threads and --recompute are taken.")
    private @Nullable Path resume;

    @Override
    public Integer call() throws IOException {
        return resume != null ? resume(resume) : begin();
    }

    private int begin() throws IOException {
        Preset preset = presetOption.preset();
        Optional<MoleculeData> molecules = MoleculeData.parse(data.toString());
        DataSet whole = molecules.isPresent() ? molecules.get().data() : data.parse();
        Optional<DefaultSplit> byRule = split == null ? Optional.of(DefaultSplit.of(whole)) : Optional.empty();
        Split chosen = byRule.isPresent() ? byRule.get().split() : Objects.requireNonNull(split);
        Split.Parts parts = chosen.of(whole);
        TrainingConfig config = TrainingOptions.appliedTo(preset, parts.train(), seed.value(), spec);
        GraphModel model = Trainer.freshModel(config); // may be too large: then there is no directory yet
        RunDirectory run = RunDirectory.create(out != null ? out : RunName.create(preset.toString()));
        int maxNodes = EvaluationConfig.standard(parts.train(), seed.value()).maxNodes();
        run.writeConfig(about(preset, whole, molecules, chosen, parts, evaluateEvery, maxNodes), config);
        byRule.ifPresent(rule -> sayWhatToExpect(rule, parts.train()));
        if (preset.equals(Kinds.presets().get(0))) {
            spec.commandLine().getErr().println(Presets.explained(parts.train(), config));
        }
        molecules
                .flatMap(MoleculeData::omissions)
                .ifPresent(omissions ->
                        omissions.report().forEach(spec.commandLine().getErr()::println));
        return train("training " + preset + " on " + data, run, model, parts, config, evaluateEvery, maxNodes);
    }

    private int resume(Path path) throws IOException {
        spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !RESUME_OPTIONS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ParameterException(
                            spec.commandLine(), name + ": a run goes on with its own settings; leave it out");
                });
        RunDirectory run = RunDirectory.open(path);
        TrainingConfig config = run.readConfig();
        return train(
                "going on with " + path,
                run,
                run.readFreshModel(),
                run.readParts(),
                config,
                run.readEvaluateEvery(),
                run.readMaxNodes());
    }

    private int train(
            String what,
            RunDirectory run,
            GraphModel model,
            Split.Parts parts,
            TrainingConfig config,
            int every,
            int maxNodes)
            throws IOException {
        DataSet graphs = parts.train();
        PrintWriter err = spec.commandLine().getErr();
        try (Workers workers = threads.start();
                StopSignal stop = new StopSignal()) {
            TrainingRun training = new TrainingRun(run, model, parts, config, workers);
            if (resume != null) {
                training.resume().ifPresent(fault -> err.println("took the checkpoint before: " + fault));
            }
            if (recompute) {
                training.trainer().recompute();
            }
            err.printf(
                    Locale.ROOT,
                    "%s: %d graphs, %d weights, %d threads, %s kernels, into %s%n",
                    what,
                    graphs.graphs().size(),
                    model.parameters().count(),
                    workers.threads(),
                    KernelChoice.current().kind().name().toLowerCase(Locale.ROOT),
                    run.path());
            TrainingProgress progress = new TrainingProgress(err, Terminal.isStderr(), config.epochs());
            try {
                training.train(
                        new TrainingView(model, graphs, config, workers, every, maxNodes, progress, stop::requested));
            } catch (IOException e) {
                throw Invocation.goingOnAfter(e, Invocation.of("train --resume " + run.path()));
            } finally {
                progress.end();
            }
            if (!training.finished()) {
                err.printf(
                        "stopped in epoch %d of %d; go on with: %s%n",
                        training.trainer().epoch() + 1, config.epochs(), Invocation.of("train --resume " + run.path()));
                return stop.exitCode();
            }
            sayHowItEnded(training.trainer(), config.epochs(), err);
        }
        spec.commandLine().getOut().println(run.path());
        SeeReport.say(err, run.path());
        return 0;
    }

    private void sayWhatToExpect(DefaultSplit rule, DataSet trained) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(rule.explanation());
        if (rule.split().equals(Split.NONE) && !rule.complete()) {
            err.printf(
                    Locale.ROOT,
                    "expect at most elboG %.2f nats of a model that knows these graphs by heart and no others; evaluate says"
                            + " how many of its samples are novel%n",
                    0.0 - Evaluation.floor(trained));
        }
    }

    private static void sayHowItEnded(Trainer trainer, int epochs, PrintWriter err) {
        if (trainer.keptEpoch().isPresent()) {
            err.printf(
                    "%s %d of %d; kept the weights of epoch %d, by the validation part%n",
                    trainer.epoch() < epochs ? "ended early, the validation part got no likelier: epoch" : "epoch",
                    trainer.epoch(),
                    epochs,
                    trainer.keptEpoch().getAsInt());
        }
        trainer.heldOutElbo().ifPresent(elbo -> err.println(elbo.explanation()));
    }

    private static void putSplit(Split split, Split.Parts parts, JsonObject.Builder about) {
        about.put("split", split.toString())
                .put(
                        "splitGraphs",
                        JsonObject.builder()
                                .put("training", size(Optional.of(parts.train())))
                                .put("validation", size(parts.validation()))
                                .put("test", size(parts.test()))
                                .build());
    }

    private static void putMolecules(MoleculeData molecules, JsonObject.Builder about) {
        about.put("legend", molecules.legend().toJson());
        molecules.omissions().ifPresent(omissions -> about.put("omissions", omissions.toJson()));
    }

    private static int size(Optional<DataSet> part) {
        return part.map(graphs -> graphs.graphs().size()).orElse(0);
    }

    /** What {@code config.json} says beside the training configuration, of data that may be molecules and may be split. */
    static JsonObject about(
            Preset preset,
            DataSet whole,
            Optional<MoleculeData> molecules,
            Split split,
            Split.Parts parts,
            int evaluateEvery,
            int maxNodes) {
        JsonObject.Builder all = JsonObject.builder();
        about(preset, whole, evaluateEvery, maxNodes).members().forEach(all::put);
        if (!split.equals(Split.NONE)) {
            putSplit(split, parts, all);
        }
        molecules.ifPresent(data -> putMolecules(data, all));
        return all.build();
    }

    /** The same of data that are neither. */
    static JsonObject about(Preset preset, DataSet data, int evaluateEvery, int maxNodes) {
        return JsonObject.builder()
                .put("version", Version.program())
                .put("preset", preset.toString())
                .put("data", data.name())
                .put(RunDirectory.DATA_DIGEST, DataDigest.of(data).toJson())
                .put("evaluateEvery", evaluateEvery)
                .put("maxNodes", maxNodes)
                .build();
    }
}
