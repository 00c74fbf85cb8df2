package org.sgvae.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sgvae.cli.option.ThreadsOption;
import org.sgvae.parallel.Workers;
import org.sgvae.report.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a page about runs. */
@Command(
        name = "report",
        description = {
            "Writes a page about a run, DIR/report/index.html, one file that opens from disk without a network:"
                    + " terms of"
                    + " the objective by epoch, samples valid and not, the latent codes, reconstructions,"
                    + " orderings, and a"
                    + " walk through the model, step by step. Several runs are compared; details are of the first.",
            "Beside the page lies each figure as PNG and SVG, with its numbers as CSV. What evaluate, with --out"
                    + " DIR/evaluation.json, and bench-estimators, with --out DIR/estimators.json, measured is"
                    + " shown too."
        },
        footer = {
            "%nExamples:",
            "  sgvae report --run runs/first",
            "  sgvae report --run runs/first --run runs/second --out comparison"
        })
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--run",
            paramLabel = "DIR",
            required = true,
            description = "Directory of a training run; may be given several times.")
    private List<Path> runs = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Directory of the report. Default: report in the first run's; what it wrote before is replaced.")
    private @Nullable Path out;

    @Mixin
    private ThreadsOption threads;

    @Override
    public Integer call() throws IOException {
        Path directory = out != null ? out : runs.get(0).resolve("report");
        try (Workers workers = threads.start()) {
            Path page = RunReport.of(runs).write(directory, workers);
            PrintWriter print = spec.commandLine().getOut();
            print.println(
                    "open in a browser: " + page.toAbsolutePath().normalize().toUri());
            print.flush();
        }
        return 0;
    }
}
