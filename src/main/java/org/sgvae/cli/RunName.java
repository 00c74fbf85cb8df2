package org.sgvae.cli;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Where runs go that were not given a directory. */
final class RunName {
    private RunName() {}

    /** {@code runs/DATE-TIME-kind}. */
    static Path of(String kind) {
        String time =
                LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss"));
        return Path.of("runs", time + "-" + kind);
    }
}
