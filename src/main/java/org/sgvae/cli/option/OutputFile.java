package org.sgvae.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import org.sgvae.io.AtomicFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option that says which file to write. */
public final class OutputFile {
    @Option(names = "--out", paramLabel = "FILE", required = true, description = "File to write.")
    private Path out;

    @Mixin
    private ForceOption force;

    /** The file. */
    public Path path() {
        return out;
    }

    /**
     * Checks that the file can be written, as {@link ForceOption#require} does.
     *
     * @throws IOException if it cannot, or may not
     */
    public void require() throws IOException {
        force.require(out);
    }

    /**
     * Writes a text, whole or not at all, in place of what was there.
     *
     * @param text the text
     * @throws IOException if that fails
     */
    public void write(String text) throws IOException {
        AtomicFile.write(out, text);
    }

    /** The file's name as it was given. */
    @Override
    public String toString() {
        return out.toString();
    }
}
