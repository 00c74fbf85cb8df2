package org.sgvae.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sgvae.io.AtomicFile;
import picocli.CommandLine.Option;

/** The option that lets a command replace files. */
public final class ForceOption {
    @Option(names = "--force", description = "Replace what exists of the files that are written.")
    private boolean force;

    /**
     * Checks that a file can be written and that nothing is lost by it, before the work begins, so that a mistake costs
     * no time.
     *
     * @param file the file
     * @throws IOException if it exists and may not be replaced, or cannot be written; see
     *     {@link AtomicFile#requireWritable}
     */
    public void require(Path file) throws IOException {
        AtomicFile.requireWritable(file);
        if (Files.exists(file) && !force) {
            throw new IOException(file + ": exists already; choose another name, or replace it with --force");
        }
    }
}
