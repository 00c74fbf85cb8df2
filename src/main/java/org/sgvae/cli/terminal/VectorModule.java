package org.sgvae.cli.terminal;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The JDK's module of SIMD vectors, {@code jdk.incubator.vector}, loaded while the program runs.
 *
 * <p>An incubator module is there only when asked for on the command line, {@code --add-modules
 * jdk.incubator.vector}, and no
 * manifest entry says that for an executable jar. The JDK can, though, load any of its modules later (as it does for
 * its own
 * agents); the app jar's manifest opens the way to that method ({@code Add-Exports: java.base/jdk.internal.module}).
 * The JVM
 * turns its vector intrinsics on when the module is defined, so the code is as fast as with the option, and no second
 * JVM is
 * started. Where this fails, nothing is lost but speed: the plain kernels are used.
 */
public final class VectorModule {
    /** Kept, or its level would be forgotten. */
    private static final Logger KERNELS = Logger.getLogger("org.sgvae.kernel");

    private VectorModule() {}

    /**
     * Leaves it out, and lets nobody complain: SIMD code is slow until the JVM has compiled it, so for a few hundred
     * graphs it does not pay.
     */
    public static void leaveOut() {
        KERNELS.setLevel(Level.SEVERE);
    }

    /** Loads the module if it is not there yet; to be called before the first kernel is used. */
    public static void load() {
        try {
            Class.forName("jdk.internal.module.Modules")
                    .getMethod("loadModule", String.class)
                    .invoke(null, "jdk.incubator.vector");
        } catch (ReflectiveOperationException e) {
            // Another JDK, or not started from the app jar: the kernels say which implementation they took, and why.
        }
    }
}
