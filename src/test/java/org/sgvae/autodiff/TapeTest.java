package org.sgvae.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ArithmeticOps.scale;
import static org.sgvae.autodiff.op.ElementwiseOps.log;
import static org.sgvae.autodiff.op.ElementwiseOps.square;
import static org.sgvae.autodiff.op.ElementwiseOps.tanh;
import static org.sgvae.autodiff.op.Examples.entries;
import static org.sgvae.autodiff.op.Examples.normal;
import static org.sgvae.autodiff.op.Examples.row;
import static org.sgvae.autodiff.op.MatrixOps.matmul;
import static org.sgvae.autodiff.op.ReductionOps.sum;

import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.check.OpCatalogue;

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
                tape.inspector().retainGradients();
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
        tape.inspector().retainGradients();
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
                .hasMessageContaining("another tape");
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
    void requireFinite_saysHowToFindTheLine() {
        Tape tape = Tape.recording();
        log(tape.variable(row(0)));
        assertThatThrownBy(tape.inspector()::requireFinite)
                .isInstanceOf(NonFiniteException.class)
                .hasMessageContaining("-Infinity")
                .hasMessageContaining("traceLines");
    }

    @Test
    void once_computesOnceAPass() {
        Tape tape = Tape.recording();
        DMatrixRMaj weight = row(2);
        int[] calls = {0};
        Derivation squared = on -> {
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

    /** A pullback in the middle fails, after one below it and before others have handed their gradients on. */
    @Test
    void backward_isRightAfterAPullbackThrew() {
        for (boolean retain : new boolean[] {false, true}) {
            boolean[] fails = {true};
            Op identity = new Op("identity", (kernels, y) -> {
                if (fails[0]) {
                    throw new IllegalStateException("no gradient today");
                }
                kernels.add(y.gradient(), y.input(0).gradient());
            });
            Tape tape = Tape.recording();
            if (retain) {
                tape.inspector().retainGradients();
            }
            Variable x = tape.variable(row(2, 3));
            Variable squared = square(x);
            Variable same = tape.append(identity, 1, 2, squared);
            System.arraycopy(squared.value().data, 0, same.value().data, 0, 2);
            Variable y = sum(add(same, x));
            assertThatThrownBy(() -> tape.backward(y)).hasMessage("no gradient today");
            assertThat(entries(x.gradient())).containsExactly(0, 0);
            fails[0] = false;
            tape.backward(y);
            assertThat(entries(x.gradient())).containsExactly(5, 7);
        }
    }

    @Test
    void backward_refusesAVariableOfAnotherTape() {
        Tape a = Tape.recording();
        Tape b = Tape.recording();
        a.variable(row(1));
        Variable y = square(b.variable(row(3)));
        assertThatThrownBy(() -> a.backward(y))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("backward: %1 square 1x1 is on another tape");
        assertThatThrownBy(() -> a.backward(y, row(1))).hasMessageContaining("another tape");
    }

    /** 10 + what was 1 became 110 when the variable of the earlier pass had become that of 100. */
    @Test
    void variable_keptOverAResetIsRefused() {
        Tape tape = Tape.recording();
        Variable kept = tape.variable(row(1));
        tape.reset();
        assertThatThrownBy(() -> add(tape.variable(row(10)), kept)).hasMessageContaining("before the tape's reset");
        tape.variable(row(100));
        assertThatThrownBy(() -> add(tape.variable(row(10)), kept)).hasMessageContaining("before the tape's reset");
        assertThatThrownBy(() -> square(kept)).hasMessageContaining("square: ", "before the tape's reset");
        assertThatThrownBy(() -> tape.backward(kept)).hasMessageContaining("before the tape's reset");
        assertThatThrownBy(kept::gradient).hasMessageContaining("before the tape's reset");
        assertThatThrownBy(kept::scalarValue).hasMessageContaining("before the tape's reset");
    }

    @Test
    void tape_thatAnotherThreadIsInIsRefused() throws Exception {
        Tape tape = Tape.recording();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Op meddling = new Op("meddling", (kernels, y) -> {
                Future<Variable> result = other.submit(() -> square(y.input(0)));
                assertThatThrownBy(result::get)
                        .hasCauseInstanceOf(ConcurrentModificationException.class)
                        .hasMessageContaining("square: thread")
                        .hasMessageContaining("make a tape for each thread");
            });
            Variable x = tape.variable(row(1));
            tape.backward(tape.append(meddling, 1, 1, x), row(1));
            // afterwards the tape is free again: a pass may go from thread to thread
            Variable y = other.submit(() -> square(x)).get();
            tape.backward(y, row(1));
            assertThat(x.gradient().data[0]).isEqualTo(2);
        } finally {
            other.shutdown();
        }
    }
}
