package org.sgvae.autodiff;

import java.util.List;

/**
 * A part of a computation of which the tape keeps input and result only (checkpointing; Griewank and Walther, ch. 12): its
 * intermediate values are computed on a tape of its own, forgotten, and computed again when the gradient is wanted.
 *
 * <p>Pullback: run it again, walk that tape backwards from \(\bar y\), and hand the gradients of its leaves on: those of the
 * input, and those of the weights that it asked for.
 */
final class Recomputation {
    private Recomputation() {}

    static Variable of(Variable input, Tape.Segment segment) {
        Tape tape = input.tape();
        Tape inner = tape.inner();
        Variable result = run(inner, input, segment);
        List<Variable> inputs = tape.list();
        for (int i = 0; i < inner.size(); i++) {
            if (isLeaf(inner.get(i))) {
                inputs.add(i == 0 ? input : tape.variable(inner.get(i).value()));
            }
        }
        Variable y = tape.append(RECOMPUTED, result.rows(), result.columns(), inputs);
        y.segment = segment;
        System.arraycopy(result.value().data, 0, y.value().data, 0, result.rows() * result.columns());
        return y;
    }

    /** The input is the first leaf; the other leaves come in the same order each time. */
    private static Variable run(Tape inner, Variable input, Tape.Segment segment) {
        inner.reset();
        return segment.compute(inner.variable(input.value()));
    }

    private static boolean isLeaf(Variable x) {
        return x.needsGradient() && x.inputCount() == 0;
    }

    private static final Op RECOMPUTED = new Op("recomputed", (kernels, y) -> {
        Tape inner = y.tape().inner();
        inner.backward(run(inner, y.input(0), y.segment), y.gradient());
        for (int i = 0, next = 0; i < inner.size(); i++) {
            if (isLeaf(inner.get(i))) {
                Variable input = y.input(next++);
                if (input.needsGradient()) {
                    kernels.add(inner.get(i).gradient(), input.gradient());
                }
            }
        }
    });
}
