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

    /** Environment variable that forces a kind: {@code ejml} or {@code simd}. */
    public static final String ENVIRONMENT_VARIABLE = "SGVAE_KERNEL";

    /** The kinds of kernels. */
    public enum Kind {
        /** EJML's products and plain loops: runs on every JVM. */
        EJML,
        /** The vector instructions of the processor: needs the module jdk.incubator.vector. */
        SIMD
    }

    /**
     * The kind that the environment variable {@value #ENVIRONMENT_VARIABLE} names; without it SIMD where this JVM runs it fast, else
     * EJML.
     *
     * @return the choice, always the same within a process
     * @throws IllegalStateException if the variable holds neither {@code ejml} nor {@code simd}
     */
    public static KernelChoice current() {
        return decide(Optional.ofNullable(System.getenv(ENVIRONMENT_VARIABLE)), Optional.of("not built yet"));
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
        if (kind == Kind.SIMD) {
            throw new IllegalStateException("SIMD kernels: not built yet");
        }
        return new PlainKernels();
    }

    /** One line: the kernels and why. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " (" + reason + ")";
    }

    static KernelChoice decide(Optional<String> wanted, Optional<String> obstacle) {
        if (wanted.isEmpty()) {
            return obstacle.map(why -> new KernelChoice(Kind.EJML, why))
                    .orElseGet(() -> new KernelChoice(Kind.SIMD, "the fastest here"));
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
}
