package org.sgvae.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sgvae.io.AtomicFile;

/** A file that a command is asked to write; looked at before the work begins, so that a mistake costs no time. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * Checks that a file can be written and that nothing is lost by it.
     *
     * @param file the file
     * @param force whether it may replace another
     * @throws IOException if it exists and may not be replaced, or cannot be written; see
     *     {@link AtomicFile#requireWritable}
     */
    public static void require(Path file, boolean force) throws IOException {
        AtomicFile.requireWritable(file);
        if (Files.exists(file) && !force) {
            throw new IOException(file + ": exists already; choose another name, or replace it with --force");
        }
    }

    /** Writes a text, whole or not at all, in place of what was there. */
    public static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, text);
    }
}
