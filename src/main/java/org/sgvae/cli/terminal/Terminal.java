package org.sgvae.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Tells whether somebody watches. */
public final class Terminal {
    private static final Path STDOUT = Path.of("/proc/self/fd/1");
    private static final Path STDERR = Path.of("/proc/self/fd/2");

    private Terminal() {}

    /** Whether standard error is a terminal. */
    public static boolean isStderr() {
        return isTerminal(STDERR);
    }

    /** Whether standard output is a terminal that shows colours, and nobody asked for none (no-color.org). */
    public static boolean isStdoutColoured() {
        return isColoured(isTerminal(STDOUT), System.getenv("NO_COLOR"), System.getenv("TERM"));
    }

    public static boolean isColoured(boolean terminal, @Nullable String noColor, @Nullable String term) {
        return terminal && (noColor == null || noColor.isEmpty()) && !"dumb".equals(term);
    }

    /** Java does not say; Linux does, and elsewhere a guess by standard output must do. */
    private static boolean isTerminal(Path stream) {
        try {
            String target = Files.readSymbolicLink(stream).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return Ansi.AUTO.enabled();
        }
    }
}
