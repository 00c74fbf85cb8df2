package org.sgvae.cli;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sgvae.evaluate.Evaluation;
import org.sgvae.evaluate.EvaluationConfig;
import org.sgvae.graph.DataSet;
import org.sgvae.graph.DataSets;
import org.sgvae.json.Json;
import org.sgvae.json.JsonNumber;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonValue;
import org.sgvae.model.Sgvae;
import org.sgvae.train.RunDirectory;
import org.sgvae.train.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a trained model. */
@Command(
        name = "evaluate",
        description = {
            "Measures a trained model: which share of its samples is valid, how far their sizes are from the data's, and"
                    + " how likely the data is (nats, mean over its graphs).",
            "Prints a table and writes the same numbers to a JSON file."
        },
        footer = {"%nExample:", "  sgvae evaluate --run runs/first --samples 10000 --seed 1 --out evaluation.json"})
final class EvaluateCommand implements Callable<Integer> {
    private static final String STANDARD_ERROR = "StdErr";

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            entry("samples", "drawn from the prior"),
            entry("valid", "share that is of the data's kind"),
            entry("validInRange", "share that is also of a size that the data has"),
            entry("cutOff", "samples that reached the limit on nodes"),
            entry("lengthTotalVariation", "distance of the valid samples' sizes to the data's, 0 to 1"),
            entry("lengthTotalVariationByChance", "the same for as many samples of a perfect model"),
            entry("classes", "isomorphism classes of the data"),
            entry("floor", "nats; no model's nllG is below it"),
            entry("nllG", "nats; mean -log p(G), by importance sampling"),
            entry("elboG", "nats; bound on mean log p(G)"),
            entry("kl", "nats; of the code's posterior from the prior"),
            entry("reconstruction", "nats; mean log p(x, ordering | code)"),
            entry("logPz", "nats; mean log p(code)"),
            entry("logQOrder", "nats; mean log q(ordering | x)"),
            entry("smallestEffectiveSamples", "of the importance samples; a few mean that nllG is too high"),
            entry("surrogate", "nats; what the paper reports, bounds nothing"));

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
        Sgvae model = directory.readModel();
        DataSet graphs = DataSets.parse(data != null ? data : directory.readData());
        requireTypes(graphs, model);
        EvaluationConfig config = EvaluationConfig.standard(graphs, seed).withSamples(samples);
        JsonObject result;
        try (Workers workers = threads.start()) {
            result = Evaluation.of(model, graphs, config, workers).toJson();
        }
        OutputFile.write(out, Json.pretty(result));
        PrintWriter print = spec.commandLine().getOut();
        print.printf("%s on %s, also in %s%n%s", run, graphs.name(), out, table(result));
        print.flush();
        return 0;
    }

    /** Checks that a model knows all types that graphs have. */
    static void requireTypes(DataSet data, Sgvae model) {
        int nodeTypes = model.config().nodeTypes();
        int edgeTypes = model.config().edgeTypes();
        if (data.nodeTypes() > nodeTypes || data.edgeTypes() > edgeTypes) {
            throw new IllegalArgumentException(data.name() + ": " + data.nodeTypes() + " node types and "
                    + data.edgeTypes() + " edge types, but the model knows " + nodeTypes + " and " + edgeTypes
                    + "; give data of the kind it was trained on");
        }
    }

    /** A line for each number, its standard error beside it. */
    private static TextTable table(JsonObject result) {
        TextTable table = new TextTable("lrrl").row("", "value", "standard error", "");
        Map<String, JsonValue> members = result.members();
        members.forEach((name, value) -> {
            if (value instanceof JsonNumber number && !name.endsWith(STANDARD_ERROR)) {
                table.row(
                        name,
                        shown(number),
                        members.get(name + STANDARD_ERROR) instanceof JsonNumber error ? shown(error) : "",
                        MEANINGS.getOrDefault(name, ""));
            }
        });
        return table;
    }

    private static String shown(JsonNumber number) {
        return number.toLong().isPresent() ? number.text() : String.format(Locale.ROOT, "%.4f", number.toDouble());
    }
}
