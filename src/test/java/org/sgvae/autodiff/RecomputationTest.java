package org.sgvae.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ElementwiseOps.stopGradient;
import static org.sgvae.autodiff.op.ElementwiseOps.tanh;
import static org.sgvae.autodiff.op.Examples.entries;
import static org.sgvae.autodiff.op.Examples.row;
import static org.sgvae.autodiff.op.ReductionOps.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Segments that are run again have the values and gradients of those that are kept. */
public class RecomputationTest {
    private static final DMatrixRMaj W = row(2, 3);
    private static final DMatrixRMaj V = row(-1, 0.5);

    /** Every way in which a segment can get at its input and at weights, also when they are in the same matrix. */
    static Map<String, Segment> segments() {
        return Map.of(
                "product with w", x -> multiply(x, x.tape().variable(W)),
                "w alone", x -> x.tape().variable(W),
                "the input itself", x -> x,
                "of w and v",
                        x -> multiply(
                                multiply(x.tape().variable(V), x), tanh(x.tape().variable(W))),
                "w twice", x -> multiply(x.tape().variable(W), x.tape().variable(W)),
                "a constant", x -> x.tape().constant(V),
                "a stopped gradient", x -> stopGradient(multiply(x, x.tape().variable(W))),
                "a part stopped", x -> multiply(stopGradient(x), x.tape().variable(V)));
    }

    static List<Object[]> cases() {
        Map<String, BiFunction<Tape, DMatrixRMaj, Variable>> inputs = Map.of(
                "constant", Tape::constant, "variable", Tape::variable, "result", (tape, w) -> tanh(tape.variable(w)));
        List<Object[]> cases = new ArrayList<>();
        segments()
                .forEach((segment, function) -> inputs.forEach(
                        (input, maker) -> cases.add(new Object[] {segment + " of " + input, function, maker})));
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void gradients_areThoseWithoutRecomputation(
            String name, Segment segment, BiFunction<Tape, DMatrixRMaj, Variable> input) {
        Tape kept = Tape.recording();
        Tape run = Tape.recording();
        run.recompute();
        for (int pass = 0; pass < 3; pass++) {
            assertThat(gradients(run, segment, input))
                    .as(name)
                    .usingElementComparator(Passes.BITS)
                    .isEqualTo(gradients(kept, segment, input));
        }
    }

    /** Of the sum of the segment and w, with two segments in a row. */
    private static List<double[]> gradients(Tape tape, Segment segment, BiFunction<Tape, DMatrixRMaj, Variable> input) {
        tape.reset();
        Variable y = tape.segment(tape.segment(input.apply(tape, W), segment), segment);
        tape.backward(sum(add(y, tape.variable(W))));
        return List.of(
                entries(y.value()),
                entries(tape.variable(W).gradient()),
                entries(tape.variable(V).gradient()));
    }

    @Test
    void constantInput_inTheMatrixOfAWeightHasNoGradientOfItsOwn() {
        Tape tape = Tape.recording();
        tape.recompute();
        Variable y = tape.segment(tape.constant(W), x -> multiply(x, x.tape().variable(W)));
        tape.backward(sum(add(y, tape.variable(W))));
        assertThat(entries(tape.variable(W).gradient())).containsExactly(3, 4);
    }

    @Test
    void segment_thatLeavesItsTapeIsRefused() {
        Tape tape = Tape.recording();
        tape.recompute();
        Variable w = tape.variable(W);
        assertThatThrownBy(() -> tape.segment(w, x -> w))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("segment: its result");
        assertThatThrownBy(() -> tape.segment(w, x -> add(x, w)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another tape");
    }
}
