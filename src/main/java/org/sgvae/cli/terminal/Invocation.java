package org.sgvae.cli.terminal;

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
}
