package org.sgvae.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sgvae.cli.SeedsConverter.Seeds;
import org.sgvae.evaluate.CodeMap;
import org.sgvae.evaluate.Codes;
import org.sgvae.evaluate.Evaluation;
import org.sgvae.evaluate.EvaluationConfig;
import org.sgvae.graph.DataSet;
import org.sgvae.graph.DataSets;
import org.sgvae.json.Json;
import org.sgvae.model.GraphModel;
import org.sgvae.model.Sgvae;
import org.sgvae.random.RandomKey;
import org.sgvae.report.Contender;
import org.sgvae.report.EpochPoint;
import org.sgvae.report.ReproducedRun;
import org.sgvae.report.Reproduction;
import org.sgvae.report.ReproductionReport;
import org.sgvae.report.ReproductionTable;
import org.sgvae.train.PropagationRates;
import org.sgvae.train.RunDirectory;
import org.sgvae.train.Trainer;
import org.sgvae.train.TrainingConfig;
import org.sgvae.train.Workers;
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
                    + " each as .csv, .svg and .png; runs/, a run directory for each training."
        },
        footer = {"%nExample:", "  sgvae reproduce --out runs/paper"})
final class ReproduceCommand implements Callable<Integer> {
    private static final int CODES_A_LENGTH = 40; // as in the paper's Figure 2
    private static final int LOOKS = 50; // at validity while training
    private static final int QUICK_EPOCHS = 2;
    private static final int QUICK_SAMPLES = 100;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Directory of the results, new or empty.")
    private Path out;

    @Option(
            names = "--seeds",
            paramLabel = "SEEDS",
            converter = SeedsConverter.class,
            description = "Such as 1-5, or 1,4,10-12. Default: 1-3, with --quick 1.")
    private @Nullable Seeds seeds;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            defaultValue = DataSets.REFERENCE,
            description =
                    "Graphs to learn, as in train. Default: ${DEFAULT-VALUE}, the paper's; its numbers hold for no other.")
    private String data;

    @Option(
            names = "--quick",
            description =
                    "Only see that all works: " + QUICK_EPOCHS + " epochs and few samples. The numbers mean nothing.")
    private boolean quick;

    @Mixin
    private ThreadsOption threads;

    @Override
    public Integer call() throws IOException {
        DataSet graphs = DataSets.parse(data);
        RunDirectory.create(out);
        Path unfinished = Files.writeString(
                out.resolve("UNFINISHED.txt"),
                "This reproduction is not finished: it still runs, or it was interrupted. Run it again in a new directory.\n");
        List<ReproducedRun> runs = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try (Workers workers = threads.start();
                StopSignal stop = new StopSignal()) {
            train(graphs, workers, stop::requested, runs, problems);
            if (stop.requested()) {
                spec.commandLine().getErr().printf("stopped; %s has no results%n", out);
                return ExitCode.SOFTWARE;
            }
        }
        for (Contender contender : List.of(Contender.PAPER, Contender.DEFAULT)) {
            if (runs.stream().noneMatch(run -> run.contender() == contender)) {
                throw new IOException(out + ": no run of " + contender.label() + " came to an end (" + problems.get(0)
                        + "); try other --seeds");
            }
        }
        Reproduction reproduction = new Reproduction(graphs, samples(), runs, problems);
        new ReproductionReport(reproduction).write(out);
        Files.delete(unfinished);
        say(reproduction);
        return ExitCode.OK;
    }

    private int samples() {
        return quick ? QUICK_SAMPLES : 10_000;
    }

    /** Seed by seed, so that the time left is known once the first seed is through. */
    private void train(
            DataSet graphs, Workers workers, BooleanSupplier stop, List<ReproducedRun> runs, List<String> problems)
            throws IOException {
        List<Long> numbers =
                seeds != null ? seeds.numbers() : new Seeds(quick ? List.of(1L) : List.of(1L, 2L, 3L)).numbers();
        Map<Contender, Double> seconds = new EnumMap<>(Contender.class);
        int all = numbers.size() * Contender.values().length;
        int done = 0;
        PrintWriter err = spec.commandLine().getErr();
        for (int s = 0; s < numbers.size(); s++) {
            for (Contender contender : Contender.values()) {
                String name = contender.label() + ", seed " + numbers.get(s);
                err.printf("%s, run %d of %d%n", name, done + 1, all);
                long start = System.nanoTime();
                try {
                    run(contender, numbers.get(s), graphs, workers, stop).ifPresent(runs::add);
                } catch (ArithmeticException e) {
                    problems.add(name + ": " + e.getMessage());
                    err.println(name + ": " + e.getMessage());
                }
                if (stop.getAsBoolean()) {
                    return;
                }
                done++;
                seconds.put(contender, (System.nanoTime() - start) * 1e-9);
                long left = Math.round(left(seconds, numbers.size() - 1 - s, contender));
                err.printf(Locale.ROOT, "%d of %d runs, %d:%02d left%n", done, all, left / 60, left % 60);
            }
        }
    }

    /** Time for what is left of this seed and for the seeds after it; a contender not seen yet is taken for one of mean length. */
    private static double left(Map<Contender, Double> seconds, int seedsAfter, Contender last) {
        double mean = seconds.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        double left = 0;
        for (Contender contender : Contender.values()) {
            int times = seedsAfter + (contender.compareTo(last) > 0 ? 1 : 0);
            left += times * seconds.getOrDefault(contender, mean);
        }
        return left;
    }

    /** Trains and measures; empty if it was stopped. */
    private Optional<ReproducedRun> run(
            Contender contender, long seed, DataSet graphs, Workers workers, BooleanSupplier stop) throws IOException {
        Preset preset = preset(contender);
        TrainingConfig config =
                new TrainingOptions().appliedTo(preset.configFor(graphs), quick ? QUICK_EPOCHS : null, seed);
        if (contender == Contender.FROZEN) {
            config = config.withPropagationRates(PropagationRates.frozen());
        }
        RunDirectory directory = RunDirectory.create(
                out.resolve("runs").resolve(contender.name().toLowerCase(Locale.ROOT) + "-seed-" + seed));
        EvaluationConfig standard = EvaluationConfig.standard(graphs, 1).withSamples(samples());
        EvaluationConfig measuring = quick ? standard.withImportanceSamples(QUICK_SAMPLES) : standard;
        // figures by epoch have no SGGN
        int every = contender == Contender.SGGN ? 0 : Math.max(1, config.epochs() / LOOKS);
        directory.writeConfig(TrainCommand.about(preset, data, every, measuring.maxNodes()), config);
        GraphModel model = Trainer.freshModel(config);
        PrintWriter err = spec.commandLine().getErr();
        long start = System.nanoTime();
        TrainingProgress progress = new TrainingProgress(err, Terminal.isStderr(), config.epochs());
        new TrainingRun(model, graphs, config, workers, directory).train(every, measuring.maxNodes(), progress, stop);
        double seconds = (System.nanoTime() - start) * 1e-9;
        if (stop.getAsBoolean()) {
            return Optional.empty();
        }
        Evaluation evaluation = Evaluation.of(model, graphs, measuring, workers);
        OutputFile.write(directory.path().resolve("evaluation.json"), Json.pretty(evaluation.toJson()));
        RandomKey key = RandomKey.of(seed).split("reproduce");
        Optional<CodeMap> codes = model instanceof Sgvae sgvae
                ? Optional.of(CodeMap.of(
                        Codes.of(sgvae, graphs.graphs(), CODES_A_LENGTH, key.split("codes"), workers),
                        key.split("t-SNE")))
                : Optional.empty();
        return Optional.of(new ReproducedRun(
                contender,
                seed,
                config.propagationRates().trained(model.parameters()),
                seconds,
                EpochPoint.read(directory.metrics()),
                evaluation,
                codes));
    }

    private static Preset preset(Contender contender) {
        return switch (contender) {
            case PAPER, FROZEN -> Preset.PAPER;
            case DEFAULT -> Preset.DEFAULT;
            case SGGN -> Preset.SGGN;
        };
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
                + out.resolve("figure-1.svg").toUri());
        print.flush();
    }
}
