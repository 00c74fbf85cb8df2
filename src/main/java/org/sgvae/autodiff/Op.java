package org.sgvae.autodiff;

import org.sgvae.autodiff.check.GradientCheck;

/**
 * A kind of operation: its name, as it appears in printed tapes and in error messages, and its backward rule.
 *
 * <p>Operations of this library and of its users are made alike: declare the {@code Op} as a constant, compute the
 * value, {@linkplain Tape#append append} it. For example, with \(y = x / (1 + |x|)\) and so \(\bar x = \bar y\,(1 -
 * |y|)^2\):
 *
 * <pre>{@code
 * static Variable softsign(Variable x) {
 *     Variable y = x.tape().append(SOFTSIGN, x.rows(), x.columns(), x);
 *     for (int i = 0; i < y.value().getNumElements(); i++) {
 *         y.value().data[i] = x.value().data[i] / (1 + Math.abs(x.value().data[i]));
 *     }
 *     return y;
 * }
 *
 * static final Op SOFTSIGN = new Op("softsign", (kernels, y) -> {
 *     DMatrixRMaj xBar = y.input(0).gradient(); // of several inputs, ask each whether it needsGradient()
 *     for (int i = 0; i < y.value().getNumElements(); i++) {
 *         double slope = 1 - Math.abs(y.value().data[i]);
 *         xBar.data[i] += y.gradient().data[i] * slope * slope; // added, never overwritten
 *     }
 * });
 * }</pre>
 *
 * <p>What the pullback must know besides inputs and result, the result keeps: {@link Variable#keep(double)}, {@link
 * Variable#keep(int, Indices)}, {@link Variable#save}. {@link GradientCheck} tells whether the pullback is right.
 *
 * @param name what the operation is called, for instance {@code matmul}
 * @param pullback its backward rule
 */
public record Op(String name, Pullback pullback) {
    /** A leaf: a constant or a variable that no operation made. */
    static final Op LEAF = new Op("leaf", (kernels, y) -> {});
}
