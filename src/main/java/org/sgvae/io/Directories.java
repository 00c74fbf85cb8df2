package org.sgvae.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Directories that a program is asked to write to. */
public final class Directories {
    private Directories() {}

    /**
     * Makes a directory and those above it, as far as they are not there, and checks that it can be written to.
     *
     * @param path the directory
     * @throws IOException if it cannot be made or written to; the message is one line, {@code PATH: what is wrong; the way out}
     */
    public static void create(Path path) throws IOException {
        try {
            if (!Files.isDirectory(path)) { // a link to one is fine
                Files.createDirectories(path);
            }
        } catch (IOException e) {
            throw new IOException(path + ": cannot be made; choose a directory in a place that you may write to", e);
        }
        if (Files.getFileStore(path).isReadOnly()) {
            throw new IOException(path + ": the file system is read-only; choose a place that can be written to");
        }
        if (!Files.isWritable(path)) {
            throw new IOException(path + ": cannot be written to; choose a directory you may write to");
        }
    }
}
