package org.sgvae.cli.option;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Where runs go that were not given a directory. */
public final class RunName {
    private RunName() {}

    /**
     * Makes {@code runs/DATE-TIME-kind}; a run that begins in the same second gets another, {@code
     * runs/DATE-TIME-kind-2}.
     */
    public static Path create(String kind) throws IOException {
        String time =
                LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss"));
        return create(Path.of("runs"), time + "-" + kind);
    }

    /** Makes a directory that did not exist, which no other process then makes as well. */
    public static Path create(Path parent, String name) throws IOException {
        try {
            Files.createDirectories(parent);
            for (int i = 1; ; i++) {
                try {
                    return Files.createDirectory(parent.resolve(i == 1 ? name : name + "-" + i));
                } catch (FileAlreadyExistsException e) {
                    // the next number
                }
            }
        } catch (IOException e) {
            throw new IOException(parent + ": no directory can be made in it; choose one with --out", e);
        }
    }
}
