package org.sgvae.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sgvae.evaluate.EvaluationConfig;
import org.sgvae.graph.DataSet;
import org.sgvae.graph.DataSets;
import org.sgvae.graph.GraphFormat;
import org.sgvae.graph.Split;
import org.sgvae.json.JsonObject;
import org.sgvae.kernel.KernelChoice;
import org.sgvae.model.GraphModel;
import org.sgvae.parallel.Workers;
import org.sgvae.train.Preset;
import org.sgvae.train.RunDirectory;
import org.sgvae.train.Trainer;
import org.sgvae.train.TrainingConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model and writes a run directory. */
@Command(
        name = "train",
        description = {
            "Trains a model and writes a run directory: config.json (all that was asked for), metrics.jsonl (a line an"
                    + " epoch, nats) and weights.safetensors (at intervals and at the end; also on Ctrl-C).",
            "Equal options and seed give equal weights and metrics, whatever the number of threads."
        },
        footer = {
            "%nExamples:",
            "  sgvae train --out runs/first",
            "  sgvae train --model sggn --data cycles:10-20,count=4000 --node-order dfs",
            "  sgvae train --preset paper --data cycles:5-14 --epochs 60 --seed 3",
            "  sgvae train --data trees:5-20,count=500 --split 0.8,0.1,0.1",
            "  sgvae train --data molecules.jsonl --kl-weight 0..1@0..0.3 --learning-rate cosine:0.01..0"
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PresetOption presetOption = new PresetOption();

    @Option(
            names = "--data",
            paramLabel = "DATA",
            defaultValue = DataSets.REFERENCE,
            description =
                    "NAME:MIN-MAX, graphs of MIN to MAX nodes, see below; or a file of graphs, its name ending in "
                            + GraphFormat.ENDINGS + "."
                            + " Default: ${DEFAULT-VALUE}.")
    private String data;

    @Option(
            names = "--split",
            paramLabel = "SHARES",
            converter = SplitConverter.class,
            description =
                    "Shares of the graphs for training, validation and test, such as 0.8,0.1,0.1, or 0.8,0.1,0.1,seed=2"
                            + " for another choice; evaluate knows them. Default: all for training.")
    private @Nullable Split split;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Source of all random numbers. Default: ${DEFAULT-VALUE}.")
    private long seed;

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
            description = "Epochs between looks at " + TrainingRun.VALIDITY_SAMPLES
                    + " samples: which share is valid; 0 for never." + " Default: ${DEFAULT-VALUE}.")
    private int evaluateEvery;

    @Option(
            names = "--recompute",
            description =
                    "Take less memory and about a third more time, for graphs of many hundred nodes: compute states again"
                            + " instead of keeping them. Gradients differ by rounding only.")
    private boolean recompute;

    @Override
    public Integer call() throws IOException {
        Preset preset = presetOption.preset();
        Split.Parts parts = (split == null ? Split.NONE : split).of(DataSets.parse(data));
        DataSet graphs = parts.train();
        TrainingConfig config = TrainingOptions.appliedTo(preset, graphs, seed, spec);
        GraphModel model = Trainer.freshModel(config); // may be too large: then there is no directory yet
        RunDirectory run = RunDirectory.create(out != null ? out : RunName.create(preset.toString()));
        int maxNodes = EvaluationConfig.standard(graphs, seed).maxNodes();
        run.writeConfig(withSplit(about(preset, data, evaluateEvery, maxNodes), parts), config);
        PrintWriter err = spec.commandLine().getErr();
        int done;
        try (Workers workers = threads.start();
                StopSignal stop = new StopSignal()) {
            err.printf(
                    Locale.ROOT,
                    "training %s on %s: %d graphs, %d weights, %d threads, %s kernels, into %s%n",
                    preset,
                    data,
                    graphs.graphs().size(),
                    model.parameters().count(),
                    workers.threads(),
                    KernelChoice.current().kind().name().toLowerCase(Locale.ROOT),
                    run.path());
            TrainingProgress progress = new TrainingProgress(err, Terminal.isStderr(), config.epochs());
            TrainingRun training = new TrainingRun(model, graphs, config, workers, run);
            if (recompute) {
                training.recompute();
            }
            done = training.train(evaluateEvery, maxNodes, progress, stop::requested);
            if (done < config.epochs()) {
                err.println("stopped after epoch " + done + "; its weights are in " + run.path());
            }
        }
        spec.commandLine().getOut().println(run.path());
        return 0;
    }

    private JsonObject withSplit(JsonObject about, Split.Parts parts) {
        if (split == null) {
            return about;
        }
        JsonObject.Builder all = JsonObject.builder();
        about.members().forEach(all::put);
        return all.put("split", split.toString())
                .put(
                        "splitGraphs",
                        JsonObject.builder()
                                .put("training", size(Optional.of(parts.train())))
                                .put("validation", size(parts.validation()))
                                .put("test", size(parts.test()))
                                .build())
                .build();
    }

    private static int size(Optional<DataSet> part) {
        return part.map(graphs -> graphs.graphs().size()).orElse(0);
    }

    /** What {@code config.json} says beside the training configuration. */
    static JsonObject about(Preset preset, String data, int evaluateEvery, int maxNodes) {
        return JsonObject.builder()
                .put("version", Version.program())
                .put("preset", preset.toString())
                .put("data", data)
                .put("evaluateEvery", evaluateEvery)
                .put("maxNodes", maxNodes)
                .build();
    }
}
