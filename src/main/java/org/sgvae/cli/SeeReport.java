package org.sgvae.cli;

import java.io.PrintWriter;
import java.nio.file.Path;

/** The line at the end of a training that tells how to look at it. */
final class SeeReport {
    private SeeReport() {}

    /** Prints it. */
    static void say(PrintWriter print, Path run) {
        print.println("To look at it: " + Invocation.of("report --run " + run));
    }
}
