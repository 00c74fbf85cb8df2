package org.sgvae.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.sgvae.gradbench.Protocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lets GradBench measure the tape. */
@Command(
        name = "gradbench",
        description = {
            "Answers the messages of GradBench (https://github.com/gradbench/gradbench), a suite that compares tools"
                    + " for automatic differentiation: one JSON object a line on standard input, a reply for each on"
                    + " standard output, until the input ends."
        },
        footer = {"%nExample:", "  sgvae gradbench < messages.jsonl"})
final class GradbenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        new Protocol().serve(in, spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
