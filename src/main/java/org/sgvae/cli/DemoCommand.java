package org.sgvae.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sgvae.cli.option.DataOption;
import org.sgvae.cli.option.NumberConverters;
import org.sgvae.cli.option.RunName;
import org.sgvae.cli.option.SamplesOption;
import org.sgvae.cli.terminal.Invocation;
import org.sgvae.cli.terminal.SeeReport;
import org.sgvae.cli.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole path once: the other commands one after the other, as one would type them. */
@Command(
        name = "demo",
        description = {
            "Trains the default model, measures it on samples, draws a few graphs, and says where all this lies."
                    + " Shows the commands that it runs."
        },
        footer = {"%nExample:", "  sgvae demo"})
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Mixin
    private SamplesOption samples;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = NumberConverters.Count.class,
            description = "Passes over the data. Default: the preset's.")
    private @Nullable Integer epochs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run directory: new or empty. Default: runs/DATE-TIME-demo.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        String run = (out != null ? out : RunName.create("demo")).toString();
        List<String> train =
                new ArrayList<>(List.of("train", "--preset", "default", "--data", data.toString(), "--out", run));
        if (epochs != null) {
            train.addAll(List.of("--epochs", epochs.toString()));
        }
        String evaluation = Path.of(run, "evaluation.json").toString();
        String graphs = Path.of(run, "samples.jsonl").toString();
        List<List<String>> commands = List.of(
                train,
                List.of("evaluate", "--run", run, "--samples", "" + samples.count(), "--out", evaluation),
                List.of("sample", "--run", run, "--count", "20", "--out", graphs));
        for (List<String> command : commands) {
            int exitCode = run(command);
            if (exitCode != 0) {
                return exitCode;
            }
        }
        sayWhereResultsLie(run);
        return 0;
    }

    private int run(List<String> command) {
        PrintWriter print = spec.commandLine().getOut();
        print.println();
        print.println("$ sgvae " + String.join(" ", command));
        List<String> args = new ArrayList<>(command);
        if (((Main) spec.root().userObject()).debug()) {
            args.add("--debug");
        }
        return Main.execute(print, spec.commandLine().getErr(), args.toArray(String[]::new));
    }

    private void sayWhereResultsLie(String run) {
        PrintWriter print = spec.commandLine().getOut();
        print.printf("%nThe results are in %s:%n", run);
        print.print(new TextTable("ll")
                .row("  config.json", "what was asked for, with all defaults")
                .row("  metrics.jsonl", "every epoch: terms of the objective in nats, validity, speed")
                .row("  weights.safetensors", "the model")
                .row("  evaluation.json", "the table above")
                .row("  samples.jsonl", "20 graphs, one a line"));
        SeeReport.say(print, Path.of(run));
        print.println("Next, see what one code gives:");
        print.println("  " + Invocation.of("sample --run " + run + " --latent 1,0 --out one-code.jsonl"));
        print.println("or train as the paper did:");
        print.println("  " + Invocation.of("train --preset paper"));
        print.flush();
    }
}
