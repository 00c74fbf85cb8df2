package org.sgvae.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import org.sgvae.train.RunDirectory;
import picocli.CommandLine.Option;

/** The option that says which training run a command is about. */
public final class RunOption {
    @Option(names = "--run", paramLabel = "DIR", required = true, description = "Directory of the training run.")
    private Path run;

    /** The directory as it was given. */
    public Path path() {
        return run;
    }

    /**
     * Opens the run.
     *
     * @throws IOException if there is none
     */
    public RunDirectory open() throws IOException {
        return RunDirectory.open(run);
    }

    /** The directory as it was given. */
    @Override
    public String toString() {
        return run.toString();
    }
}
