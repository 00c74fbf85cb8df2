package org.sgvae.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sgvae.cli.option.LikelihoodOptions;
import org.sgvae.cli.option.NumberConverters;
import org.sgvae.cli.option.PresetOption;
import org.sgvae.cli.option.SamplesOption;
import org.sgvae.cli.option.SeedsOption;
import org.sgvae.cli.option.SplitConverter;
import org.sgvae.cli.option.ThreadsOption;
import org.sgvae.cli.terminal.Version;
import org.sgvae.evaluate.Evaluation;
import org.sgvae.evaluate.EvaluationConfig;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.Split;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.molecule.MoleculeData;
import org.sgvae.parallel.Workers;
import org.sgvae.report.comparison.Comparison;
import org.sgvae.train.Kinds;
import org.sgvae.train.Preset;
import org.sgvae.train.TimeBudget;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains and measures several models on several data. */
@Command(
        name = "compare",
        description = {
            "Trains models on data with the same budget, each with several seeds, measures them as evaluate does, and"
                    + " writes one table: regret, -log p(G) of held-out graphs (nats), validity, uniqueness, novelty,"
                    + " MMD beside its floor, processor seconds of training, weights.",
            "Into DIR: compare.md, .csv, .json, .png and .svg, brought up to date after every run, and a run directory"
                    + " for each training, DATA/PRESET-seed-S. The same command again goes on where it stopped; with"
                    + " other presets, data or seeds it adds to the table."
        },
        footer = {
            "%nExample:",
            "  sgvae compare --data trees:5-8,count=400 --data gnp:4-8,count=400 \\",
            "      --seconds 60 --seeds 1-3 --out runs/five"
        })
final class CompareCommand implements Callable<Integer> {
    /** How much training; one of the two. */
    private static final class Budget {
        @Option(
                names = "--epochs",
                paramLabel = "N",
                converter = NumberConverters.Count.class,
                description = "Passes over the data of every run.")
        private @Nullable Integer epochs;

        @Option(
                names = "--seconds",
                paramLabel = "S",
                converter = NumberConverters.NonNegative.class,
                description =
                        "Seconds of processor time of every run's training; short trials tell how many passes these are.")
        private @Nullable Double seconds;
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private SeedsOption seeds;

    @Mixin
    private SamplesOption samples;

    @Mixin
    private LikelihoodOptions likelihood;

    @Option(
            names = "--presets",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "default,sggn,graphrnn,graphvae,graphnvp",
            completionCandidates = PresetOption.Presets.class,
            description = "Which models, of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private List<String> presets;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            required = true,
            description = "Graphs to learn, as in train; may be given several times.")
    private List<String> data;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Budget budget;

    @Option(
            names = "--split",
            paramLabel = "SHARES",
            converter = SplitConverter.class,
            defaultValue = "0.8,0,0.2",
            description = "Shares of the graphs for training, validation and test, as in train; 1,0,0 holds none out."
                    + " Default: ${DEFAULT-VALUE}.")
    private Split split;

    @Mixin
    private ThreadsOption threads;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Directory of the comparison: new, empty, or of one that was begun with the same settings.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        CompareSettings settings = new CompareSettings(
                budget.epochs == null ? OptionalInt.empty() : OptionalInt.of(budget.epochs),
                timeBudget(),
                split,
                samples.count(),
                likelihood.importanceSamples(),
                likelihood.fresh());
        List<ComparedTraining> trainings = trainings(settings);
        CompareSettings.prepare(out, settings.toJson());
        return new ComparedTrainings(trainings, spec.commandLine(), problems -> write(settings, problems))
                .run(threads.count(), out);
    }

    private Optional<TimeBudget> timeBudget() {
        try {
            return Optional.ofNullable(budget.seconds).map(TimeBudget::new);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--seconds: " + e.getMessage(), e);
        }
    }

    /** All that are asked for, one seed of all before the next. */
    private List<ComparedTraining> trainings(CompareSettings settings) throws IOException {
        List<Preset> models = new ArrayList<>();
        for (String name : presets) {
            try {
                models.add(Kinds.preset(name));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--presets: " + e.getMessage(), e);
            }
        }
        List<ComparedTraining.Data> graphs = new ArrayList<>();
        for (String text : data) {
            graphs.add(ComparedTraining.Data.parse(text, split));
        }
        if (graphs.stream().noneMatch(ComparedTraining.Data::hasKnownProbabilities)) {
            likelihood.refuseFresh("the probabilities of none of the data's families are known");
        }
        List<ComparedTraining> trainings = new ArrayList<>();
        for (long seed : seeds.numbers()) {
            for (ComparedTraining.Data each : graphs) {
                for (Preset model : models) {
                    Path path = out.resolve(each.directory()).resolve(model.name() + "-seed-" + seed);
                    trainings.add(new ComparedTraining(model, each, seed, path, settings, CompareCommand::measured));
                }
            }
        }
        return trainings;
    }

    /** Of the test part, or of the data if there is none. */
    private static JsonObject measured(
            GraphModel model, ComparedTraining.Data data, CompareSettings settings, Workers workers) {
        Optional<DataSet> test = data.parts().test();
        EvaluationConfig measuring = settings.measuring(data.parts().train());
        JsonObject measured = Evaluation.forComparison(
                        model, data.parts().train(), test.map(DataSet::graphs).orElse(List.of()), measuring, workers)
                .withRegretOf(model, data.parts().train(), settings.fresh(), measuring, workers)
                .toJson();
        return EvaluateCommand.withMolecules(
                measured,
                model,
                data.parts().train(),
                test,
                data.molecules().map(MoleculeData::legend),
                measuring,
                workers);
    }

    private String write(CompareSettings settings, List<String> problems) throws IOException {
        JsonObject.Builder about = JsonObject.builder().put("version", Version.program());
        settings.toJson().members().forEach(about::put);
        return Comparison.read(out).write(out, about.build(), problems);
    }
}
