package org.sgvae.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sgvae.evaluate.Evaluation;
import org.sgvae.evaluate.EvaluationConfig;
import org.sgvae.evaluate.HeldOut;
import org.sgvae.graph.DataSet;
import org.sgvae.graph.DataSets;
import org.sgvae.json.Json;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.train.RunDirectory;
import org.sgvae.train.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a trained model. */
@Command(
        name = "evaluate",
        description = {
            "Measures a trained model: which share of its samples is valid, how far their sizes are from the data's, how"
                    + " likely the data is (nats, mean over its graphs), and what the code is used for.",
            "Prints a table and writes these numbers and more to a JSON file."
        },
        footer = {"%nExample:", "  sgvae evaluate --run runs/first --samples 10000 --seed 1 --out evaluation.json"})
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--run", paramLabel = "DIR", required = true, description = "Directory of the training run.")
    private Path run;

    @Option(
            names = "--samples",
            paramLabel = "N",
            converter = NumberConverters.Count.class,
            defaultValue = "10000",
            description = "Samples from the prior. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Source of all random numbers. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "Graphs to compare with, as in train. Default: what the run was trained on.")
    private @Nullable String data;

    @Option(
            names = "--held-out",
            paramLabel = "DATA",
            description =
                    "Further graphs, not trained on, whose likelihood is measured as well; not with a point posterior."
                            + " Default: none.")
    private @Nullable String heldOut;

    @Mixin
    private ThreadsOption threads;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "JSON file to write.")
    private Path out;

    @Option(names = "--force", description = "Replace the file if it exists.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        OutputFile.require(out, force);
        RunDirectory directory = RunDirectory.open(run);
        GraphModel model = directory.readModel();
        DataSet graphs = DataSets.parse(data != null ? data : directory.readData());
        requireTypes(graphs, model);
        EvaluationConfig config = EvaluationConfig.standard(graphs, seed).withSamples(samples);
        Optional<DataSet> others = heldOutGraphs(model);
        spec.commandLine().getErr().println("measuring " + run + " on " + graphs);
        JsonObject result;
        try (Workers workers = threads.start()) {
            Evaluation evaluation = Evaluation.of(model, graphs, config, workers);
            result = (others.isPresent()
                            ? evaluation.withHeldOut(
                                    HeldOut.of(model, others.get().graphs(), config, workers))
                            : evaluation)
                    .toJson();
        }
        OutputFile.write(out, Json.pretty(result));
        PrintWriter print = spec.commandLine().getOut();
        print.println(run + " on " + graphs.name() + ", also in " + out);
        print.print(EvaluationTable.of(result));
        print.flush();
        return 0;
    }

    private Optional<DataSet> heldOutGraphs(GraphModel model) throws IOException {
        if (heldOut == null) {
            return Optional.empty();
        }
        if (!model.config().hasBound()) {
            throw new ParameterException(
                    spec.commandLine(), "--held-out: a model with a point posterior has no likelihood; leave it out");
        }
        DataSet graphs = DataSets.parse(heldOut);
        requireTypes(graphs, model);
        return Optional.of(graphs);
    }

    /** Checks that a model knows all types that graphs have. */
    static void requireTypes(DataSet data, GraphModel model) {
        int nodeTypes = model.config().nodeTypes();
        int edgeTypes = model.config().edgeTypes();
        if (data.nodeTypes() > nodeTypes || data.edgeTypes() > edgeTypes) {
            throw new IllegalArgumentException(data.name() + ": " + data.nodeTypes() + " node types and "
                    + data.edgeTypes() + " edge types, but the model knows " + nodeTypes + " and " + edgeTypes
                    + "; give data of the kind it was trained on");
        }
    }
}
