package org.sgvae.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that a command is asked to write; looked at before the work begins, so that a mistake costs no time. */
final class OutputFile {
    private OutputFile() {}

    /**
     * Checks that a file can be written and that nothing is lost by it.
     *
     * @param file the file
     * @param force whether it may replace another
     * @throws IOException if it exists and may not be replaced, or its directory does not exist or cannot be written to
     */
    static void require(Path file, boolean force) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a directory; give the name of a file");
        }
        if (Files.exists(file) && !force) {
            throw new IOException(file + ": exists already; choose another name, or replace it with --force");
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new IOException(file + ": no directory to write it to; make one that you may write to");
        }
    }

    /** Writes a text, whole or not at all, in place of what was there. */
    static void write(Path file, String text) throws IOException {
        Path target = file.toAbsolutePath();
        Path temporary = Files.createTempFile(target.resolveSibling("."), "." + target.getFileName(), ".tmp");
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
