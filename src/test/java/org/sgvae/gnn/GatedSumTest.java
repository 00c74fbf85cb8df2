package org.sgvae.gnn;

import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.SegmentOps.segmentSum;
import static org.sgvae.autodiff.op.ShapeOps.concatColumns;

import java.util.Map;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.op.Equivalence;

class GatedSumTest {
    private final Indices graphOfRow = Indices.of(2, 0, 2, 3, 0, 0); // graph 1 has no rows
    private final DMatrixRMaj gate = RandomMatrices.normal(new SplittableRandom(1), 6, 1);
    private final DMatrixRMaj x = RandomMatrices.normal(new SplittableRandom(2), 6, 3);

    private Variable plain(Variable gate, Variable x) {
        DMatrixRMaj ones = new DMatrixRMaj(6, 1);
        ones.fill(1);
        return segmentSum(multiply(concatColumns(x, x.tape().constant(ones)), gate), graphOfRow, 4);
    }

    @Test
    void sum_isItsPlainForm() {
        Equivalence.assertSame(
                Map.of("gate", gate, "x", x),
                1e-14,
                tape -> GatedSum.of(tape.variable(gate), tape.variable(x), graphOfRow, 4),
                tape -> plain(tape.variable(gate), tape.variable(x)));
    }

    @Test
    void sum_skipsGradientsThatNobodyNeeds() {
        Equivalence.assertSame(
                Map.of("gate", gate),
                1e-14,
                tape -> GatedSum.of(tape.variable(gate), tape.constant(x), graphOfRow, 4),
                tape -> plain(tape.variable(gate), tape.constant(x)));
        Equivalence.assertSame(
                Map.of("x", x),
                1e-14,
                tape -> GatedSum.of(tape.constant(gate), tape.variable(x), graphOfRow, 4),
                tape -> plain(tape.constant(gate), tape.variable(x)));
    }

    @Test
    void gradients_areThoseOfCentralDifferences() {
        GradientCheck.assertGradients(
                Map.of("gate", gate, "x", x),
                tape -> GatedSum.of(tape.variable(gate), tape.variable(x), graphOfRow, 4));
    }
}
