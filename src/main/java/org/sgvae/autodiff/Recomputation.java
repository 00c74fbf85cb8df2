package org.sgvae.autodiff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Memory for time: a part of a computation of which only the result is kept. Its inner values are computed again when its gradient is
 * wanted (Griewank and Walther, <em>Evaluating Derivatives</em>, ch. 12; Chen et al., <em>Training Deep Nets with Sublinear Memory
 * Cost</em>, 2016).
 */
final class Recomputation {
    private final Tape values;
    private final Tape records;

    /** Works for one tape and shares its kernels. */
    Recomputation(Tape tape) {
        values = Tape.forwardOnly(tape.kernels());
        records = Tape.recording(tape.kernels());
    }

    Variable compute(Tape tape, Tape.Segment segment, List<Variable> inputs) {
        Variable inner = segment.compute(values, on(values, inputs));
        Variable y = tape.append(RECOMPUTED, inner.rows(), inner.columns(), inputs);
        y.needsGradient = tape.isRecording(); // the segment may use weights that are not among its inputs
        y.segment = segment;
        System.arraycopy(inner.value().data, 0, y.value().data, 0, y.value().getNumElements());
        values.reset();
        return y;
    }

    private void pullBack(Variable y, Tape.Segment segment) {
        List<Variable> inputs = y.tape().list();
        for (int i = 0; i < y.inputCount(); i++) {
            inputs.add(y.input(i));
        }
        List<Variable> inner = on(records, inputs);
        records.backward(segment.compute(records, inner), y.gradient());
        for (int i = 0; i < inner.size(); i++) {
            if (inputs.get(i).needsGradient()) {
                y.tape().kernels().add(inner.get(i).gradient(), inputs.get(i).gradient());
            }
        }
        records.addLeafGradientsTo(y.tape(), inner);
        records.reset();
    }

    private static List<Variable> on(Tape tape, List<Variable> inputs) {
        List<Variable> inner = tape.list();
        for (int i = 0; i < inputs.size(); i++) {
            inner.add(tape.variable(inputs.get(i).value()));
        }
        return inner;
    }

    private static final Op RECOMPUTED = new Op("recomputed", (kernels, y) -> {
        Tape.@Nullable Segment segment = y.segment;
        if (segment == null) {
            throw new IllegalStateException("recomputed: the tape was reset; run backward before");
        }
        y.tape().recomputation().pullBack(y, segment);
    });
}
