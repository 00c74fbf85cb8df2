package org.sgvae.autodiff;

/**
 * A kind of operation: its name, as it appears in printed tapes and in error messages, and its backward rule.
 *
 * <p>Operations of this library and of its users are made alike: declare the {@code Op} as a constant, compute the
 * value, {@linkplain Tape#append append} it.
 *
 * @param name what the operation is called, for instance {@code matmul}
 * @param pullback its backward rule
 */
public record Op(String name, Pullback pullback) {
    /** A leaf: a constant or a variable that no operation made. */
    static final Op LEAF = new Op("leaf", (kernels, y) -> {});
}
