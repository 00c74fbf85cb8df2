package org.sgvae.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sgvae.cli.option.LikelihoodOptions;
import org.sgvae.cli.option.OutputFile;
import org.sgvae.cli.option.RunOption;
import org.sgvae.cli.option.SamplesOption;
import org.sgvae.cli.option.SeedOption;
import org.sgvae.cli.option.ThreadsOption;
import org.sgvae.cli.option.ValenceOption;
import org.sgvae.cli.terminal.EvaluationTable;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.evaluate.Evaluation;
import org.sgvae.evaluate.EvaluationConfig;
import org.sgvae.evaluate.HeldOut;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.graph.data.Split;
import org.sgvae.json.Json;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.molecule.Legend;
import org.sgvae.molecule.MoleculeEvaluation;
import org.sgvae.molecule.SmilesFile;
import org.sgvae.parallel.Workers;
import org.sgvae.train.RunDirectory;
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
            "Measures a trained model: which share of its samples is valid, new, and of which sizes; how far they are from"
                    + " the data in degrees, clustering and orbits (MMD with GraphRNN's kernels); how likely the data is"
                    + " (nats, mean over its graphs), and what the code is used for.",
            "Prints a table and writes these numbers and more to a JSON file."
        },
        footer = {"%nExample:", "  sgvae evaluate --run runs/first --samples 10000 --seed 1 --out evaluation.json"})
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOption run;

    @Mixin
    private SamplesOption samples;

    @Mixin
    private LikelihoodOptions likelihood;

    @Mixin
    private SeedOption seed;

    @Mixin
    private OutputFile out;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "Graphs to compare with in place of what the run was trained on, as in train.")
    private @Nullable String data;

    @Option(
            names = "--held-out",
            paramLabel = "DATA",
            description =
                    "Graphs that were not trained on, to compare samples with and, but for a point posterior, to measure"
                            + " the likelihood of: test or validation, parts of the run's data, or as in train. Default: test, if"
                            + " the run's data were split.")
    private @Nullable String heldOut;

    @Mixin
    private ThreadsOption threads;

    @Mixin
    private ValenceOption valence;

    @Override
    public Integer call() throws IOException {
        out.require();
        RunDirectory directory = run.open();
        GraphModel model = valence.readModel(directory);
        Optional<Legend> legend = Legend.ofRun(directory.config());
        Split.Parts parts = data != null ? Split.NONE.of(parse(data, legend)) : directory.readParts();
        DataSet graphs = parts.train();
        Optional<DataSet> others = heldOutGraphs(parts, legend);
        requireTypes(graphs, model);
        requireRegret(graphs, model);
        EvaluationConfig config = EvaluationConfig.standard(graphs, seed.value())
                .withSamples(samples.count())
                .withImportanceSamples(likelihood.importanceSamples());
        spec.commandLine().getErr().println("measuring " + run + " on " + graphs);
        JsonObject result;
        try (Workers workers = threads.start()) {
            Evaluation measured = evaluate(model, graphs, others, config, workers)
                    .withRegretOf(model, graphs, likelihood.fresh(), config, workers);
            result = withMolecules(measured.toJson(), model, graphs, others, legend, config, workers);
        }
        PrintWriter print = spec.commandLine().getOut();
        print.println(run + " on " + graphs.name() + ", also in " + out);
        print.print(EvaluationTable.of(result));
        print.flush(); // first: the disk may be full
        out.write(Json.pretty(result));
        return 0;
    }

    /** Measures a model, held-out graphs included, if there are any. */
    static Evaluation evaluate(
            GraphModel model, DataSet graphs, Optional<DataSet> others, EvaluationConfig config, Workers workers) {
        if (others.isEmpty()) {
            return Evaluation.of(model, graphs, config, workers);
        }
        requireTypes(others.get(), model);
        List<Graph> heldOut = others.get().graphs();
        Evaluation evaluation = Evaluation.of(model, graphs, heldOut, config, workers);
        return model.config().hasBound()
                ? evaluation.withHeldOut(HeldOut.of(model, heldOut, config, workers))
                : evaluation;
    }

    /** Adds how the samples that {@link Evaluation} judges are as molecules, if they are any. */
    static JsonObject withMolecules(
            JsonObject measured,
            GraphModel model,
            DataSet graphs,
            Optional<DataSet> others,
            Optional<Legend> legend,
            EvaluationConfig config,
            Workers workers) {
        if (legend.isEmpty()) {
            return measured;
        }
        List<GeneratedGraph> drawn = Evaluation.samples(model, config, workers);
        List<Graph> heldOut = others.map(DataSet::graphs).orElse(List.of());
        JsonObject.Builder all = JsonObject.builder();
        measured.members().forEach(all::put);
        return all.put(
                        "molecules",
                        MoleculeEvaluation.of(drawn, graphs, heldOut, legend.get())
                                .toJson())
                .build();
    }

    /** Data as in train; a file of molecules is read with the types of the run. */
    private static DataSet parse(String data, Optional<Legend> legend) throws IOException {
        Optional<SmilesFile> molecules = legend.isEmpty() ? Optional.empty() : SmilesFile.parse(data, legend);
        return molecules.isPresent() ? molecules.get().data() : DataSets.parse(data);
    }

    private Optional<DataSet> heldOutGraphs(Split.Parts parts, Optional<Legend> legend) throws IOException {
        if (heldOut == null) {
            return parts.test();
        }
        boolean test = heldOut.equals("test");
        if (!test && !heldOut.equals("validation")) {
            return Optional.of(parse(heldOut, legend));
        }
        Optional<DataSet> part = test ? parts.test() : parts.validation();
        if (part.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--held-out " + heldOut + ": there is no such part; train with --split, or give graphs");
        }
        return part;
    }

    /** Checks that fresh graphs that are asked for have a use. */
    private void requireRegret(DataSet graphs, GraphModel model) {
        if (!model.config().hasBound()) {
            likelihood.refuseFresh("a point posterior has no likelihood");
        }
        if (graphs.distribution().flatMap(GraphDistribution::probability).isEmpty()) {
            likelihood.refuseFresh("the probabilities of " + graphs.name() + " are not known");
        }
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
