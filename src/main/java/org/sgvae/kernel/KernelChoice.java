package org.sgvae.kernel;

import java.util.Locale;
import java.util.Optional;

/**
 * Which kernels to use, and why.
 *
 * @param kind the kernels
 * @param reason why these, in words for a log or a version screen
 */
public record KernelChoice(Kind kind, String reason) {

    /** Environment variable that asks for a kind: {@code ejml} or {@code simd}. */
    public static final String ENVIRONMENT_VARIABLE = "SGVAE_KERNEL";

    private static final String MODULE = "jdk.incubator.vector";

    /** The kinds of kernels. */
    public enum Kind {
        /** EJML's products and plain loops: runs on every JVM. */
        EJML,
        /** The vector instructions of the processor: needs the module jdk.incubator.vector. */
        SIMD
    }

    /**
     * The kind that the environment variable {@value #ENVIRONMENT_VARIABLE} names; without it SIMD where this JVM runs
     * it fast, else EJML. The first call writes it to the {@link System.Logger} org.sgvae.kernel, at level DEBUG.
     *
     * @return the choice, always the same within a process
     * @throws IllegalStateException if the variable holds neither {@code ejml} nor {@code simd}
     */
    public static KernelChoice current() {
        KernelChoice choice = ofEnvironment();
        Log.write();
        return choice;
    }

    /**
     * Kernels of the caller's choosing.
     *
     * @param kind the kernels
     * @return a choice of that kind
     */
    public static KernelChoice forced(Kind kind) {
        return new KernelChoice(kind, "asked for by the program");
    }

    /**
     * New kernels of this kind, for one thread.
     *
     * @return the kernels
     * @throws IllegalStateException if this JVM cannot run them
     */
    public Kernels create() {
        if (kind == Kind.EJML) {
            return new PlainKernels();
        }
        if (!hasModule()) {
            throw new IllegalStateException(
                    "simd kernels (" + reason + "): " + missingModule() + ", or use the ejml kernels");
        }
        return simdKernels();
    }

    /** The kernels and why, in one line. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " (" + reason + ")";
    }

    private static KernelChoice ofEnvironment() {
        return decide(Optional.ofNullable(System.getenv(ENVIRONMENT_VARIABLE)), obstacle());
    }

    static KernelChoice decide(Optional<String> wanted, Optional<String> obstacle) {
        if (wanted.isEmpty()) {
            return obstacle.map(why -> new KernelChoice(Kind.EJML, why))
                    .orElseGet(() -> new KernelChoice(Kind.SIMD, "vectors of doubles and fused multiply-add"));
        }
        String reason = ENVIRONMENT_VARIABLE + "=" + wanted.get();
        for (Kind kind : Kind.values()) {
            if (kind.name().equalsIgnoreCase(wanted.get())) {
                return new KernelChoice(kind, reason);
            }
        }
        throw new IllegalStateException(
                "environment variable " + reason + ": no such kernels; set it to ejml or simd, or unset it");
    }

    /** Why SIMD would not run, or not fast. */
    private static Optional<String> obstacle() {
        if (!hasModule()) {
            return Optional.of(missingModule());
        }
        int bits = simdKernels().vectorBits();
        // On x86, vectors of 128 bits mean a processor without AVX2, and those lack a fused multiply-add: the JVM then
        // computes it in software.
        boolean arm = System.getProperty("os.arch", "").equals("aarch64");
        return bits >= (arm ? 128 : 256)
                ? Optional.empty()
                : Optional.of("vectors of this processor, as the JVM uses them, have " + bits + " bits");
    }

    /**
     * Classes that use the module may only be touched when this is true. The app loads it at run time, beside the boot
     * layer.
     */
    private static boolean hasModule() {
        try {
            Class.forName(MODULE + ".DoubleVector");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** By reflection, since the class cannot be compiled, let alone loaded, without the module. */
    private static VectorKernels simdKernels() {
        try {
            Class<?> kernels = Class.forName(KernelChoice.class.getPackageName() + ".SimdKernels");
            return (VectorKernels) kernels.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the class SimdKernels is missing or broken; rebuild the library", e);
        }
    }

    private static String missingModule() {
        return "java was started without --add-modules " + MODULE;
    }

    /** A class is initialised once, so the choice is logged once. */
    private static final class Log {
        static {
            System.getLogger(KernelChoice.class.getPackageName())
                    .log(System.Logger.Level.DEBUG, "kernels: {0}", ofEnvironment());
        }

        private Log() {}

        static void write() {}
    }
}
