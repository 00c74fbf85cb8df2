package org.sgvae.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.check.OpCatalogue;
import org.sgvae.autodiff.op.Examples;

/** Whole passes, forward and back, over examples of the catalogue. */
public final class Passes {
    /** Orders arrays by their bits. */
    public static final Comparator<double[]> BITS = Arrays::compare;

    private Passes() {}

    /** Computes value and gradients, and resets the tape. */
    public static List<double[]> run(Tape tape, OpCatalogue.Example example) {
        List<double[]> results = new ArrayList<>();
        List<Variable> inputs = example.inputs().stream().map(tape::variable).toList();
        Variable y = example.function().apply(inputs);
        results.add(Examples.entries(y.value()));
        if (tape.isRecording()) {
            tape.backward(y, Examples.normal(y.rows(), y.columns(), 3));
            inputs.forEach(x -> results.add(Examples.entries(x.gradient())));
        }
        tape.reset();
        return results;
    }

    /** Asserts that two formulations have the same value and gradients, to 1e-12 of the largest entry. */
    public static void assertSame(
            List<DMatrixRMaj> inputs,
            Function<List<Variable>, Variable> one,
            Function<List<Variable>, Variable> other) {
        List<double[]> actual = run(Tape.recording(), new OpCatalogue.Example(inputs, one));
        List<double[]> expected = run(Tape.recording(), new OpCatalogue.Example(inputs, other));
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            double largest = Arrays.stream(expected.get(i)).map(Math::abs).max().orElse(0);
            assertThat(actual.get(i)).containsExactly(expected.get(i), within(1e-12 * largest));
        }
    }

    /** Fills the buffers that a tape would lend next with NaN: who reads before writing will be seen. */
    public static void poison(Tape tape) {
        List<DMatrixRMaj> buffers = new ArrayList<>();
        for (int size = 1; size <= 1 << 12; size += Math.max(1, size / 4)) {
            for (int i = 0; i < 8; i++) {
                DMatrixRMaj buffer = tape.workspace().borrow(1, size);
                Arrays.fill(buffer.data, Double.NaN);
                buffers.add(buffer);
            }
        }
        buffers.forEach(tape.workspace()::giveBack);
    }
}
