package org.sgvae.cli.terminal;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** How to start this program as it was started now, to be pasted into a shell. */
public final class Invocation {
    private Invocation() {}

    /** The line that runs a command: from the app jar, or from the project's folder with Maven. */
    public static String of(String command) {
        CodeSource source = Invocation.class.getProtectionDomain().getCodeSource();
        try {
            Path code = Path.of(source.getLocation().toURI());
            if (code.toString().endsWith(".jar")) {
                Path here = Path.of("").toAbsolutePath();
                return "java -jar " + (code.startsWith(here) ? here.relativize(code) : code) + " " + command;
            }
        } catch (URISyntaxException e) {
            // cannot be pasted anyway
        }
        return "mvn -q -Pdemo -Dargs=\"" + command + "\"";
    }

    /**
     * What stopped a command that can go on, with the way to do so.
     *
     * @param failure what stopped it, and what to do about that
     * @param command the command that goes on, as typed
     * @return the same and the command, on one line
     */
    public static IOException goingOnAfter(IOException failure, String command) {
        return new IOException(failure.getMessage() + "; then go on with: " + command, failure);
    }
}
