package org.sgvae.autodiff;

import java.util.List;
import java.util.Objects;
import org.sgvae.kernel.Kernels;

/**
 * The parts of a computation of which a tape keeps input and result only (checkpointing; Griewank and Walther, ch. 12):
 * their intermediate values are computed on an inner tape, forgotten, and computed again when the gradient is wanted.
 *
 * <p>Pullback: run it again, walk the inner tape backwards from \(\bar y\), and hand the gradients of its leaves on:
 * those of the input, and those of the weights that it asked for.
 */
final class Recomputation {
    private final Tape inner;

    Recomputation(Kernels kernels) {
        inner = Tape.recording(kernels);
    }

    Variable run(Variable input, Segment segment) {
        Tape tape = input.tape();
        Variable result = runInside(input, segment);
        List<Variable> inputs = tape.list();
        inputs.add(input);
        for (int i = 1; i < inner.size(); i++) {
            if (isWeight(inner.get(i))) {
                inputs.add(tape.variable(inner.get(i).value()));
            }
        }
        Variable y = tape.append(RECOMPUTED, result.rows(), result.columns(), inputs);
        y.needsGradient = result.needsGradient();
        y.segment = segment;
        System.arraycopy(result.value().data, 0, y.value().data, 0, result.rows() * result.columns());
        return y;
    }

    /** The input is entry 0, a leaf of its own even where the segment asks for a weight in the same matrix. */
    private Variable runInside(Variable input, Segment segment) {
        inner.reset();
        Variable result = segment.compute(inner.leaf(input.value(), input.needsGradient()));
        if (result.tape() != inner) {
            throw new IllegalArgumentException(
                    "segment: its result " + result + " is not computed from its input's tape");
        }
        return result;
    }

    /** Weights come in the same order each time. */
    private static boolean isWeight(Variable x) {
        return x.needsGradient() && x.inputCount() == 0;
    }

    private void pullBack(Kernels kernels, Variable y) {
        inner.backward(runInside(y.input(0), y.segment), y.gradient());
        handOn(kernels, inner.get(0), y.input(0));
        for (int i = 1, next = 1; i < inner.size(); i++) {
            if (isWeight(inner.get(i))) {
                handOn(kernels, inner.get(i), y.input(next++));
            }
        }
    }

    private static void handOn(Kernels kernels, Variable from, Variable to) {
        if (to.needsGradient()) {
            kernels.add(from.gradient(), to.gradient());
        }
    }

    private static final Op RECOMPUTED = new Op(
            "recomputed",
            (kernels, y) -> Objects.requireNonNull(y.tape().recomputation).pullBack(kernels, y));
}
