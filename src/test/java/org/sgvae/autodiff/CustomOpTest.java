package org.sgvae.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sgvae.autodiff.op.Examples.normal;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.op.Examples;
import org.sgvae.autodiff.op.ReductionOps;

/** Operations made outside the library, with hand-written pullbacks. */
class CustomOpTest {
    /** Softsign \(y = x / (1 + |x|)\): the example of {@link Op}. */
    static Variable softsign(Variable x) {
        Variable y = x.tape().append(SOFTSIGN, x.rows(), x.columns(), x);
        for (int i = 0; i < y.value().getNumElements(); i++) {
            y.value().data[i] = x.value().data[i] / (1 + Math.abs(x.value().data[i]));
        }
        return y;
    }

    static final Op SOFTSIGN = new Op("softsign", (kernels, y) -> {
        DMatrixRMaj xBar = y.input(0).gradient();
        for (int i = 0; i < y.value().getNumElements(); i++) {
            double slope = 1 - Math.abs(y.value().data[i]);
            xBar.data[i] += y.gradient().data[i] * slope * slope;
        }
    });

    /** A row of each x, shifted by \(\alpha\) and squared, dotted with w: uses all that a result can keep. */
    static Variable pickedSquares(Variable x, Indices rows, double shift, Variable w) {
        Variable y = x.tape()
                .append(PICKED_SQUARES, rows.size(), 1, x, w)
                .keep(0, rows)
                .keep(shift);
        DMatrixRMaj picked = y.save(rows.size(), x.columns());
        x.tape().kernels().gatherRows(x.value(), rows.data(), rows.size(), picked);
        for (int i = 0; i < picked.numRows; i++) {
            double sum = 0;
            for (int j = 0; j < picked.numCols; j++) {
                double shifted = picked.get(i, j) + shift;
                sum += shifted * shifted * w.value().data[j];
            }
            y.value().data[i] = sum;
        }
        return y;
    }

    static final Op PICKED_SQUARES = new Op("pickedSquares", (kernels, y) -> {
        Variable x = y.input(0);
        Variable w = y.input(1);
        DMatrixRMaj picked = y.saved(0);
        for (int i = 0; i < picked.numRows; i++) {
            for (int j = 0; j < picked.numCols; j++) {
                double shifted = picked.get(i, j) + y.keptNumber();
                if (x.needsGradient()) {
                    int k = y.indices(0).get(i) * x.columns() + j;
                    x.gradient().data[k] += y.gradient().data[i] * 2 * shifted * w.value().data[j];
                }
                if (w.needsGradient()) {
                    w.gradient().data[j] += y.gradient().data[i] * shifted * shifted;
                }
            }
        }
    });

    @Test
    void customOp_isCheckedLikeAnyOther() {
        GradientCheck.assertGradients(List.of(normal(3, 4, 1)), in -> softsign(in.get(0)));
        GradientCheck.assertGradients(
                List.of(normal(3, 4, 1), normal(1, 4, 2)),
                in -> pickedSquares(in.get(0), Indices.of(2, 0, 2), 0.5, in.get(1)));
    }

    @Test
    void customOp_composesWithOthersAndReusesItsBuffers() {
        Tape tape = Tape.recording();
        DMatrixRMaj x = normal(3, 4, 1);
        DMatrixRMaj w = normal(1, 4, 2);
        double[] first = new double[0];
        for (int pass = 0; pass < 3; pass++) {
            Variable y =
                    pickedSquares(softsign(tape.variable(x)), tape.indices().addAll(2, 0, 2), 0.5, tape.variable(w));
            tape.backward(ReductionOps.sum(y));
            double[] gradient = Examples.entries(tape.variable(x).gradient());
            first = pass == 0 ? gradient : first;
            assertThat(gradient).containsExactly(first, within(0.0));
            tape.reset();
            Passes.poison(tape);
        }
    }
}
