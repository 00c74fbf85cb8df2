package org.sgvae.kernel;

import java.lang.System.Logger.Level;
import java.lang.module.ModuleFinder;
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
     * it fast, else EJML.
     *
     * <p>The first call writes it to the {@link System.Logger} org.sgvae.kernel: at level WARNING with the option to
     * add where the JVM has the vector module and was not asked for it, INFO where its compiler is switched off or down
     * ({@code -Xint}, {@code -XX:TieredStopAtLevel=1}, as IDEs set it), else DEBUG.
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
        return decide(wanted(), obstacle().map(Obstacle::reason));
    }

    private static Optional<String> wanted() {
        return Optional.ofNullable(System.getenv(ENVIRONMENT_VARIABLE));
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

    /**
     * Why SIMD would not run, or not fast.
     *
     * @param reason for the version screen
     * @param level how much it matters to whoever started the JVM
     * @param advice what to do about it
     */
    record Obstacle(String reason, Level level, String advice) {}

    private static Optional<Obstacle> obstacle() {
        boolean hasModule = hasModule();
        boolean jvmHasModule = hasModule || ModuleFinder.ofSystem().find(MODULE).isPresent();
        Optional<Obstacle> jvm = obstacle(System.getProperty("java.vm.info", ""), hasModule, jvmHasModule);
        return jvm.isPresent() ? jvm : narrowVectors(simdKernels().vectorBits());
    }

    /** Of how the JVM runs, as its property {@code java.vm.info} says, and of the module: present, or to be had. */
    static Optional<Obstacle> obstacle(String vmInfo, boolean hasModule, boolean jvmHasModule) {
        // Vectors are objects, and operations on them calls, until the optimising compiler has seen them.
        if (vmInfo.contains("interpreted mode")) {
            return Optional.of(new Obstacle("-Xint makes the JVM interpret only", Level.INFO, "leave the option out"));
        }
        if (vmInfo.contains("emulated-client")) {
            return Optional.of(new Obstacle(
                    "-XX:TieredStopAtLevel=1 turns the optimising compiler off", Level.INFO, "leave the option out"));
        }
        if (!hasModule && jvmHasModule) {
            return Optional.of(new Obstacle(missingModule(), Level.WARNING, "add --add-modules " + MODULE));
        }
        return hasModule
                ? Optional.empty()
                : Optional.of(new Obstacle("this JVM has no module " + MODULE, Level.DEBUG, "take a JDK that has it"));
    }

    /**
     * On x86, vectors of 128 bits mean a processor without AVX2, and those lack a fused multiply-add: the JVM then
     * computes it in software.
     */
    private static Optional<Obstacle> narrowVectors(int bits) {
        boolean arm = System.getProperty("os.arch", "").equals("aarch64");
        return bits >= (arm ? 128 : 256)
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "vectors of this processor, as the JVM uses them, have " + bits + " bits",
                        Level.DEBUG,
                        "take another machine"));
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
            Optional<Obstacle> obstacle = wanted().isPresent() ? Optional.empty() : obstacle();
            System.Logger logger = System.getLogger(KernelChoice.class.getPackageName());
            obstacle.ifPresentOrElse(
                    why -> logger.log(
                            why.level(),
                            "plain kernels, several times slower than SIMD: {0}; {1}, or set {2}=ejml to silence this",
                            why.reason(),
                            why.advice(),
                            ENVIRONMENT_VARIABLE),
                    () -> logger.log(Level.DEBUG, "kernels: {0}", ofEnvironment()));
        }

        private Log() {}

        static void write() {}
    }
}
