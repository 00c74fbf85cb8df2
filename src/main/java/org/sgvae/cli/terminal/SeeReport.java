package org.sgvae.cli.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;

/** The line at the end of a training that tells how to look at it. */
public final class SeeReport {
    private SeeReport() {}

    /** Prints it. */
    public static void say(PrintWriter print, Path run) {
        print.println("To look at it: " + Invocation.of("report --run " + run));
    }
}
