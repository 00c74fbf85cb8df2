package org.sgvae.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.sgvae.cli.option.TrainingOptions;
import org.sgvae.evaluate.Evaluation;
import org.sgvae.evaluate.EvaluationConfig;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DefaultSplit;
import org.sgvae.graph.data.Split;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.parallel.Workers;
import org.sgvae.report.comparison.RateRegret;
import org.sgvae.train.ConfigJson;
import org.sgvae.train.ConfigText;
import org.sgvae.train.Preset;
import org.sgvae.train.TrainingConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains with several rates of the code, and shows what a code costs and carries. */
@Command(
        name = "rate-regret",
        description = {
            "Trains a model with each of several rates R asked of its code, with several seeds, and writes one table and"
                    + " figure: the regret (or -log p(G) of held-out graphs where the truth is not known), the rate"
                    + " reached, and a lower bound of the information between graph and code, by R (all in nats).",
            "Into DIR: rate-regret.md, .csv, .json, .png and .svg, brought up to date after every run, and a run directory"
                    + " for each training, rate-R-seed-S. The same command again goes on where it stopped; with other rates"
                    + " or seeds it adds to the curve."
        },
        footer = {
            "%nExample:",
            "  sgvae rate-regret --data trees:5-12,count=4000 --rates 0,1,2,4 --seeds 1-2 \\",
            "      --out runs/rates"
        })
final class RateRegretCommand implements Callable<Integer> {
    private static final String PRESET = "general"; // its objective has a rate
    private static final String RATE = "objective.codeNats";

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DATA", required = true, description = "Graphs to learn, as in train.")
    private String data;

    @Option(
            names = "--rates",
            paramLabel = "R",
            split = ",",
            converter = NumberConverters.NonNegative.class,
            defaultValue = "0,1,2,4",
            description =
                    "Nats asked of the code, in place of --code-nats; best below the entropy of the graphs. Default:"
                            + " ${DEFAULT-VALUE}.")
    private List<Double> rates;

    @Mixin
    private SeedsOption seeds;

    @Mixin
    private PresetOption presets;

    @Option(
            names = "--split",
            paramLabel = "SHARES",
            converter = SplitConverter.class,
            description =
                    "Shares of the graphs for training, validation and test, as in train. Default: as train chooses.")
    private @Nullable Split split;

    @Mixin
    private SamplesOption samples;

    @Mixin
    private LikelihoodOptions likelihood;

    @Mixin
    private ThreadsOption threads;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Directory of the curve: new, empty, or of one that was begun with the same settings.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        ComparedTraining.Data whole = ComparedTraining.Data.parse(data, Split.NONE);
        Split chosen = split == null ? DefaultSplit.of(whole.whole()).split() : split;
        ComparedTraining.Data graphs =
                new ComparedTraining.Data(whole.text(), whole.whole(), whole.molecules(), chosen.of(whole.whole()));
        if (!graphs.hasKnownProbabilities()) {
            likelihood.refuseFresh("the probabilities of " + data + " are not known");
        }
        CompareSettings settings = new CompareSettings(
                OptionalInt.empty(),
                Optional.empty(),
                chosen,
                samples.count(),
                likelihood.importanceSamples(),
                likelihood.fresh());
        Preset known = presets.presetOr(PRESET);
        List<ComparedTraining> trainings = new ArrayList<>();
        for (long seed : seeds.numbers()) {
            for (double rate : rates) {
                String text = ("" + rate).replaceFirst("\\.0$", "");
                trainings.add(new ComparedTraining(
                        new Preset(
                                known.name() + " at " + text + " nats",
                                known.description(),
                                part -> at(known, part, rate)),
                        graphs,
                        seed,
                        out.resolve("rate-" + text + "-seed-" + seed),
                        settings,
                        RateRegretCommand::measured));
            }
        }
        JsonObject about = about(known, settings, at(known, graphs.parts().train(), 0));
        CompareSettings.prepare(out, about);
        return new ComparedTrainings(
                        trainings,
                        spec.commandLine(),
                        problems -> RateRegret.read(out).write(out, about, problems))
                .run(threads.count(), out);
    }

    /** The preset with the options of this command, and a rate. */
    private TrainingConfig at(Preset known, DataSet graphs, double rate) {
        TrainingConfig config = TrainingOptions.appliedTo(known, graphs, 1, spec);
        if (ConfigText.get(config, RATE).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--preset " + known.name()
                            + ": its objective has no rate of the code; use general, or --objective rateBound");
        }
        return ConfigText.with(config, Map.of(RATE, Double.toString(rate)));
    }

    private JsonObject about(Preset known, CompareSettings settings, TrainingConfig config) {
        JsonObject.Builder about = JsonObject.builder().put("data", data).put("preset", known.name());
        settings.toJson().members().forEach(about::put);
        return about.put("training", ConfigJson.toJson(config)).build();
    }

    /** As in {@code compare}, and the code. */
    private static JsonObject measured(
            GraphModel model, ComparedTraining.Data data, CompareSettings settings, Workers workers) {
        DataSet trained = data.parts().train();
        List<Graph> test = data.parts().test().map(DataSet::graphs).orElse(List.of());
        EvaluationConfig measuring = settings.measuring(trained);
        return Evaluation.forComparison(model, trained, test, measuring, workers)
                .withRegretOf(model, trained, settings.fresh(), measuring, workers)
                .withCodesOf(model, trained, test, measuring, workers)
                .toJson();
    }
}
