package org.sgvae.cli;

import org.sgvae.cli.terminal.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what runs here. */
@Command(
        name = "version",
        description = "Prints the versions of program and Java, which kernels do the arithmetic, and why these.",
        footer = {"%nExample:%n  sgvae version"})
final class VersionCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        for (String line : new Version().getVersion()) {
            spec.commandLine().getOut().println(line);
        }
    }
}
