package org.sgvae.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sgvae.autodiff.ArithmeticOps.add;
import static org.sgvae.autodiff.ArithmeticOps.multiply;
import static org.sgvae.autodiff.ArithmeticOps.scale;
import static org.sgvae.autodiff.ElementwiseOps.log;
import static org.sgvae.autodiff.ElementwiseOps.square;
import static org.sgvae.autodiff.ElementwiseOps.tanh;
import static org.sgvae.autodiff.Examples.entries;
import static org.sgvae.autodiff.Examples.normal;
import static org.sgvae.autodiff.Examples.row;
import static org.sgvae.autodiff.MatrixOps.matmul;
import static org.sgvae.autodiff.ReductionOps.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class TapeTest {
    @Test
    void backward_addsUpOverFanOut() {
        Tape tape = Tape.recording();
        Variable x = tape.variable(row(3));
        tape.backward(add(multiply(x, x), x));
        assertThat(x.gradient().data[0]).isEqualTo(2 * 3 + 1);
    }

    @Test
    void backward_addsUpOverEveryUseOfAWeight() {
        DMatrixRMaj weight = normal(4, 4, 1);
        DMatrixRMaj start = normal(1, 4, 2);
        GradientCheck.assertGradients(List.of(weight), in -> {
            Tape tape = in.get(0).tape();
            Variable state = tape.constant(start);
            for (int i = 0; i < 20; i++) {
                state = tanh(matmul(state, tape.variable(weight)));
            }
            return sum(state);
        });
    }

    @Test
    void variable_ofTheSameMatrixIsTheSameLeaf() {
        Tape tape = Tape.recording();
        DMatrixRMaj weight = row(1, 2);
        assertThat(tape.variable(weight)).isSameAs(tape.variable(weight));
        assertThat(tape.variable(weight)).isNotSameAs(tape.variable(weight.copy()));
    }

    @Test
    void backward_twiceAddsToLeaves() {
        for (boolean retain : new boolean[] {false, true}) {
            Tape tape = Tape.recording();
            if (retain) {
                tape.retainGradients();
            }
            Variable x = tape.variable(row(3));
            Variable y = square(scale(2, x));
            tape.backward(y);
            assertThat(x.gradient().data[0]).isEqualTo(24);
            tape.backward(y);
            assertThat(x.gradient().data[0]).isEqualTo(48);
            tape.clearGradients();
            tape.backward(y);
            assertThat(x.gradient().data[0]).isEqualTo(24);
        }
    }

    @Test
    void backward_withWeightsIsTheVectorJacobianProduct() {
        Tape tape = Tape.recording();
        Variable x = tape.variable(row(1, 2, 3));
        tape.backward(square(x), row(1, 10, 100));
        assertThat(entries(x.gradient())).containsExactly(2, 40, 600);
    }

    @Test
    void backward_leavesWhatItDoesNotDependOnAtZero() {
        Tape tape = Tape.recording();
        Variable x = tape.variable(row(1));
        Variable other = tape.variable(row(5, 6));
        tape.backward(square(x));
        assertThat(entries(other.gradient())).containsExactly(0, 0);
    }

    @Test
    void retainGradients_keepsThoseOfIntermediateResults() {
        Tape tape = Tape.recording();
        tape.retainGradients();
        Variable x = tape.variable(row(3));
        Variable doubled = scale(2, x);
        tape.backward(square(doubled));
        assertThat(doubled.gradient().data[0]).isEqualTo(12);
    }

    @Test
    void backward_refusesWhatHasNoGradient() {
        Tape tape = Tape.recording();
        assertThatThrownBy(() -> tape.backward(tape.variable(row(1, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1x2");
        assertThatThrownBy(() -> tape.backward(tape.constant(row(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no leaf that needs a gradient");
        Tape forward = Tape.forwardOnly();
        assertThatThrownBy(() -> forward.backward(square(forward.variable(row(1)))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("forward-only");
    }

    @Test
    void forwardOnly_keepsNoInputs() {
        Tape tape = Tape.forwardOnly();
        Variable y = square(tape.variable(row(3)));
        assertThat(y.scalarValue()).isEqualTo(9);
        assertThat(y.inputCount()).isZero();
        assertThat(y.needsGradient()).isFalse();
    }

    @Test
    void append_refusesInputsOfAnotherTapeAndForgetsTheAttempt() {
        Tape tape = Tape.recording();
        Variable x = tape.variable(row(1));
        Variable stranger = Tape.recording().variable(row(1));
        assertThatThrownBy(() -> add(x, stranger))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("add")
                .hasMessageContaining("different tapes");
        assertThat(tape.size()).isEqualTo(1);
    }

    @Test
    void twoTapes_inTwoThreadsGiveTheSameBits() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        Callable<List<double[]>> work = () -> {
            start.await();
            Tape tape = Tape.recording();
            List<double[]> gradients = new ArrayList<>();
            for (int pass = 0; pass < 3; pass++) {
                for (OpCatalogue.Entry entry : OpCatalogue.entries()) {
                    for (OpCatalogue.Example example : entry.examples(pass)) {
                        gradients.addAll(Passes.run(tape, example));
                    }
                }
            }
            return gradients;
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<List<double[]>> one = threads.submit(work);
            Future<List<double[]>> two = threads.submit(work);
            assertThat(one.get())
                    .hasSizeGreaterThan(1000)
                    .usingElementComparator(Passes.BITS)
                    .isEqualTo(two.get());
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void requireFinite_namesOperationAndLine() {
        Tape tape = Tape.recording();
        tape.traceLines();
        Variable y = sum(tanh(log(tape.variable(row(1, -1)))));
        assertThatThrownBy(() -> tape.backward(y))
                .isInstanceOf(NonFiniteException.class)
                .hasMessageContaining("log (entry 1 of the tape, 1x2) has NaN at row 0, column 1")
                .hasMessageContaining("made from %0 leaf 1x2")
                .hasMessageContaining("TapeTest.requireFinite_namesOperationAndLine(TapeTest.java:");
    }

    @Test
    void requireFinite_saysHowToFindTheLine() {
        Tape tape = Tape.recording();
        log(tape.variable(row(0)));
        assertThatThrownBy(tape::requireFinite)
                .isInstanceOf(NonFiniteException.class)
                .hasMessageContaining("-Infinity")
                .hasMessageContaining("traceLines");
    }

    @Test
    void once_computesOnceAPass() {
        Tape tape = Tape.recording();
        DMatrixRMaj weight = row(2);
        int[] calls = {0};
        Tape.Derivation squared = on -> {
            calls[0]++;
            return square(on.variable(weight));
        };
        tape.backward(add(tape.once(squared), tape.once(squared)));
        assertThat(tape.variable(weight).gradient().data[0]).isCloseTo(8, within(0.0));
        assertThat(calls[0]).isEqualTo(1);
        tape.reset();
        tape.once(squared);
        assertThat(calls[0]).isEqualTo(2);
    }

    @Test
    void indices_areLentAgainAfterReset() {
        Tape tape = Tape.recording();
        Indices first = tape.indices(1, 2, 3);
        Indices second = tape.indices(4);
        assertThat(second).isNotSameAs(first);
        tape.reset();
        assertThat(tape.indices()).isSameAs(first);
        assertThat(first.size()).isZero();
    }
}
