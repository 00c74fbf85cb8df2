package org.sgvae.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import org.sgvae.cli.option.DataOption;
import org.sgvae.cli.option.Draws;
import org.sgvae.cli.option.ResultDirectory;
import org.sgvae.cli.option.SeedsOption;
import org.sgvae.cli.option.ThreadsOption;
import org.sgvae.cli.terminal.Invocation;
import org.sgvae.cli.terminal.PlannedRun;
import org.sgvae.cli.terminal.SideBySide;
import org.sgvae.cli.terminal.SideBySide.Run;
import org.sgvae.cli.terminal.StopSignal;
import org.sgvae.cli.terminal.TextTable;
import org.sgvae.cli.terminal.TrainingProgress;
import org.sgvae.cli.terminal.TrainingView;
import org.sgvae.evaluate.Evaluation;
import org.sgvae.evaluate.EvaluationConfig;
import org.sgvae.experiment.CodeMap;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.data.Split;
import org.sgvae.io.AtomicFile;
import org.sgvae.json.Json;
import org.sgvae.json.JsonObject;
import org.sgvae.latent.Codes;
import org.sgvae.model.GraphModel;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.report.reproduction.Contender;
import org.sgvae.report.reproduction.EpochPoint;
import org.sgvae.report.reproduction.ReproducedRun;
import org.sgvae.report.reproduction.Reproduction;
import org.sgvae.report.reproduction.ReproductionReport;
import org.sgvae.report.reproduction.ReproductionTable;
import org.sgvae.train.Kinds;
import org.sgvae.train.Preset;
import org.sgvae.train.PropagationRates;
import org.sgvae.train.Trainer;
import org.sgvae.train.TrainingConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Does the paper's experiments again, beside the default and SGGN. */
@Command(
        name = "reproduce",
        description = {
            "Does the paper's experiments again: trains the paper's model, the same with propagation never trained (as in"
                    + " the paper's own program), the default and SGGN on " + DataSets.REFERENCE + ", each with several"
                    + " seeds, measures them, and writes a table beside the paper's numbers and the paper's figures.",
            "Into DIR: report.md, with all tables and figures; table.csv, runs.csv; figure-1, figure-2, figure-3 and table-1,"
                    + " each as .csv, .svg and .png; runs/, a run directory for each training.",
            "With other --data, the paper's numbers do not hold.",
            "As many runs go side by side as there are threads.",
            "It can be stopped, or killed, at any time: the same command with --resume goes on with it."
        },
        footer = {"%nExample:", "  sgvae reproduce --out runs/paper"})
final class ReproduceCommand implements Callable<Integer> {
    private static final int CODES_A_LENGTH = 40; // as in the paper's Figure 2
    private static final int LOOKS = 50; // at validity while training
    private static final double DEFAULT_LENGTH = 5; // how many times as long as another run it takes, about
    private static final int QUICK_EPOCHS = 2;
    private static final int QUICK_SAMPLES = 100;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SeedsOption seeds;

    @Mixin
    private DataOption data;

    @Mixin
    private ResultDirectory out;

    @Option(
            names = "--quick",
            description = "Only see that all works: one seed, unless --seeds says more, " + QUICK_EPOCHS
                    + " epochs and few samples. The numbers mean nothing.")
    private boolean quick;

    @Mixin
    private ThreadsOption threads;

    @Override
    public Integer call() throws IOException {
        DataSet graphs = data.parse();
        Path unfinished = out.path().resolve("UNFINISHED.txt");
        out.create(List.of(unfinished));
        AtomicFile.write(
                unfinished,
                "This reproduction is not finished: it still runs, or it was interrupted. Then go on with:\n"
                        + PlannedRun.resuming(spec.commandLine()) + "\n");
        // by place in the report: they end in any order
        SortedMap<Integer, ReproducedRun> reproduced = new ConcurrentSkipListMap<>();
        SortedMap<Integer, String> broken = new ConcurrentSkipListMap<>();
        PrintWriter err = spec.commandLine().getErr();
        List<Run> plan = plan(graphs, reproduced, broken);
        try (StopSignal stop = new StopSignal()) {
            new SideBySide(err, threads.count(), plan).run(stop::requested);
            if (stop.requested()) {
                err.printf(
                        "stopped; %s has no results yet; go on with: %s%n",
                        out, PlannedRun.resuming(spec.commandLine()));
                return stop.exitCode();
            }
        } catch (UncheckedIOException e) {
            throw Invocation.goingOnAfter(
                    Objects.requireNonNull(e.getCause()), PlannedRun.resuming(spec.commandLine()));
        }
        List<ReproducedRun> runs = List.copyOf(reproduced.values());
        List<String> problems = List.copyOf(broken.values());
        for (Contender contender : List.of(Contender.PAPER, Contender.DEFAULT)) {
            if (runs.stream().noneMatch(run -> run.contender() == contender)) {
                throw new IOException(out + ": no run of " + contender.label() + " came to an end (" + problems.get(0)
                        + "); try other --seeds");
            }
        }
        Reproduction reproduction = new Reproduction(graphs, samples(), runs, problems);
        new ReproductionReport(reproduction).write(out.path());
        Files.delete(unfinished);
        say(reproduction);
        return ExitCode.OK;
    }

    private int samples() {
        return quick ? QUICK_SAMPLES : 10_000;
    }

    private List<Run> plan(
            DataSet graphs, SortedMap<Integer, ReproducedRun> reproduced, SortedMap<Integer, String> broken) {
        List<Run> plan = new ArrayList<>();
        for (long seed : quick ? seeds.numbersOr(List.of(1L)) : seeds.numbers()) {
            for (Contender contender : Contender.values()) {
                int place = plan.size();
                String name = contender.label() + ", seed " + seed;
                TrainingConfig config = config(contender, graphs, seed);
                double length = contender == Contender.DEFAULT ? DEFAULT_LENGTH : 1;
                plan.add(new Run(name, length, config.epochs(), (workers, progress, stop) -> {
                    try {
                        run(contender, config, graphs, workers, progress, stop)
                                .ifPresent(run -> reproduced.put(place, run));
                    } catch (ArithmeticException e) {
                        broken.put(place, name + ": " + e.getMessage());
                        spec.commandLine().getErr().println(broken.get(place));
                    }
                }));
            }
        }
        return plan;
    }

    private TrainingConfig config(Contender contender, DataSet graphs, long seed) {
        TrainingConfig.Builder config =
                preset(contender).configFor().apply(graphs).toBuilder().seed(seed);
        if (quick) {
            config.epochs(QUICK_EPOCHS);
        }
        if (contender == Contender.FROZEN) {
            config.propagationRates(PropagationRates.frozen());
        }
        return config.build();
    }

    /** Trains and measures; empty if it was stopped. */
    private Optional<ReproducedRun> run(
            Contender contender,
            TrainingConfig config,
            DataSet graphs,
            Workers workers,
            TrainingProgress progress,
            BooleanSupplier stop)
            throws IOException {
        long seed = config.seed();
        Path path = out.path().resolve("runs").resolve(contender.name().toLowerCase(Locale.ROOT) + "-seed-" + seed);
        EvaluationConfig standard = EvaluationConfig.standard(graphs, 1).withSamples(samples());
        EvaluationConfig measuring = quick ? standard.withImportanceSamples(QUICK_SAMPLES) : standard;
        // figures by epoch have no SGGN
        int every = contender == Contender.SGGN ? 0 : Math.max(1, config.epochs() / LOOKS);
        int maxNodes = measuring.maxNodes();
        JsonObject about = TrainCommand.about(preset(contender), graphs, every, maxNodes);
        GraphModel model = Trainer.freshModel(config);
        PlannedRun run = PlannedRun.start(
                path,
                about,
                config,
                model,
                Split.NONE.of(graphs),
                workers,
                spec.commandLine().getErr());
        try {
            run.training().train(new TrainingView(model, graphs, config, workers, every, maxNodes, progress, stop));
        } finally {
            progress.end();
        }
        if (stop.getAsBoolean()) {
            return Optional.empty();
        }
        Evaluation evaluation = Evaluation.of(model, graphs, measuring, workers);
        AtomicFile.write(path.resolve("evaluation.json"), Json.pretty(evaluation.toJson()));
        RandomKey key = RandomKey.of(seed).split(Draws.REPRODUCTION);
        Optional<CodeMap> codes = model.latent()
                .map(withCode -> CodeMap.of(
                        Codes.of(withCode, graphs.graphs(), CODES_A_LENGTH, key.split(Draws.CODES), workers),
                        key.split(Draws.T_SNE)));
        return Optional.of(new ReproducedRun(
                contender,
                seed,
                config.propagationRates().trained(model.parameters()),
                run.directory().readTrainSeconds(),
                EpochPoint.read(run.directory().metrics()),
                evaluation,
                codes));
    }

    private static Preset preset(Contender contender) {
        return Kinds.preset(
                switch (contender) {
                    case PAPER, FROZEN -> "paper";
                    case DEFAULT -> "default";
                    case SGGN -> "sggn";
                });
    }

    private void say(Reproduction reproduction) {
        PrintWriter print = spec.commandLine().getOut();
        TextTable table = new TextTable("l" + "r".repeat(Contender.values().length));
        new ReproductionTable(reproduction).rows().forEach(row -> table.row(row.toArray(String[]::new)));
        print.print(table);
        print.printf("%nThe results are in %s:%n", out);
        print.print(new TextTable("ll")
                .row("  report.md", "the table above with what may be compared, Table 1, and all figures")
                .row("  figure-1.png, .svg, .csv", "objective and valid samples by epoch")
                .row("  figure-2.png, .svg, .csv", "codes in the plane: principal components, t-SNE")
                .row("  figure-3.png, .svg, .csv", "lengths along the first principal axis")
                .row("  table-1.png, .svg, .csv", "mean lengths along it, beside the paper's")
                .row("  table.csv, runs.csv", "the table as numbers; every measure of every run")
                .row("  runs/", "a run directory for each training"));
        print.println("To look at it, open report.md in a viewer of Markdown, or a figure in a browser: "
                + out.path().resolve("figure-1.svg").toUri());
        print.flush();
    }
}
