package org.sgvae.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sgvae.cli.terminal.SideBySide;
import org.sgvae.cli.terminal.SideBySide.Run;
import org.sgvae.cli.terminal.StopSignal;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** Runs of a comparison, side by side, and a summary of them that is brought up to date after each. */
final class ComparedTrainings {
    /** Writes the summary of all runs that have been measured. */
    interface Summary {
        /** Returns what to print of it; {@code problems} say why runs are missing, a line each. */
        String write(List<String> problems) throws IOException;
    }

    private final List<ComparedTraining> trainings;
    private final CommandLine command;
    private final Summary summary;
    private final List<String> problems = new ArrayList<>();

    ComparedTrainings(List<ComparedTraining> trainings, CommandLine command, Summary summary) {
        this.trainings = List.copyOf(trainings);
        this.command = command;
        this.summary = summary;
    }

    /**
     * Does the runs that have not been measured, and prints the summary.
     *
     * @param threads how many compute
     * @param out the directory of the comparison
     * @return the exit code
     */
    int run(int threads, Path out) throws IOException {
        PrintWriter err = command.getErr();
        List<Run> runs = trainings.stream()
                .filter(training -> !training.isDone())
                .map(training -> run(training, err))
                .toList();
        err.printf("%d of %d runs are done already%n", trainings.size() - runs.size(), trainings.size());
        if (!runs.isEmpty()) {
            try (StopSignal stop = new StopSignal()) {
                new SideBySide(err, threads, runs).run(stop::requested);
                if (stop.requested()) {
                    err.printf("stopped; the same command goes on with it; what is done lies in %s%n", out);
                    return stop.exitCode();
                }
            }
        }
        command.getOut().print(write());
        command.getOut().flush();
        return problems.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** A run that breaks off is told of below the table, and the others go on. */
    private Run run(ComparedTraining training, PrintWriter err) {
        return new Run(training.name(), 1, 1, (workers, progress, stop) -> {
            try {
                training.run(workers, err, stop);
            } catch (ArithmeticException | IllegalArgumentException e) {
                addProblem(training.name() + ": " + e.getMessage());
            }
            write();
        });
    }

    private synchronized void addProblem(String problem) {
        problems.add(problem);
    }

    private synchronized String write() throws IOException {
        return summary.write(List.copyOf(problems));
    }
}
