package org.sgvae.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.SegmentOps.segmentSum;
import static org.sgvae.autodiff.op.ShapeOps.concatColumns;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.op.Equivalence;
import org.sgvae.graph.Graph;

class IncomingSumTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 2", "3, 5, 3", "4, 16, 1"})
    void sum_isThatOfTheRowsOfTheEdges(long seed, int d, int edgeTypes) {
        GraphBatch batch = RandomBatches.batch(RandomBatches.graphs(seed, edgeTypes));
        DMatrixRMaj h = RandomMatrices.normal(new SplittableRandom(seed), batch.rows(), d);
        Equivalence.assertSame(
                Map.of("h", h),
                1e-13,
                tape -> IncomingSum.of(tape.variable(h), batch, edgeTypes),
                tape -> plain(tape.variable(h), batch, edgeTypes));
    }

    private static Variable plain(Variable h, GraphBatch batch, int edgeTypes) {
        DMatrixRMaj ones = new DMatrixRMaj(batch.directedEdges(), 1);
        ones.fill(1);
        Variable rows = concatColumns(
                PlainMessages.inputs(h, batch, edgeTypes), h.tape().constant(ones));
        return segmentSum(rows, batch.receiver(), batch.rows());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 2", "3, 2, 3"})
    void gradients_areThoseOfCentralDifferences(long seed, int d, int edgeTypes) {
        GraphBatch batch = RandomBatches.batch(RandomBatches.graphs(seed, edgeTypes));
        DMatrixRMaj h = RandomMatrices.normal(new SplittableRandom(seed), batch.rows(), d);
        GradientCheck.assertGradients(Map.of("h", h), tape -> IncomingSum.of(tape.variable(h), batch, edgeTypes));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 2", "3, 5, 3", "4, 16, 1"})
    void weightedSum_isThatOfTheScaledRowsOfTheEdges(long seed, int d, int edgeTypes) {
        GraphBatch batch = RandomBatches.batch(RandomBatches.graphs(seed, edgeTypes));
        DMatrixRMaj h = RandomMatrices.normal(new SplittableRandom(seed), batch.rows(), d);
        DMatrixRMaj w = RandomMatrices.normal(new SplittableRandom(-seed), batch.rows(), 1);
        Equivalence.assertSame(
                Map.of("h", h, "w", w),
                1e-12,
                tape -> IncomingSum.weighted(tape.variable(h), tape.variable(w), batch, edgeTypes),
                tape -> plain(tape.variable(h), tape.variable(w), batch, edgeTypes));
    }

    private static Variable plain(Variable h, Variable w, GraphBatch batch, int edgeTypes) {
        DMatrixRMaj ones = new DMatrixRMaj(batch.directedEdges(), 1);
        ones.fill(1);
        Variable rows = concatColumns(
                PlainMessages.inputs(h, batch, edgeTypes), h.tape().constant(ones));
        return segmentSum(multiply(gatherRows(w, batch.sender()), rows), batch.receiver(), batch.rows());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 2", "3, 2, 3"})
    void weightedGradients_areThoseOfCentralDifferences(long seed, int d, int edgeTypes) {
        GraphBatch batch = RandomBatches.batch(RandomBatches.graphs(seed, edgeTypes));
        DMatrixRMaj h = RandomMatrices.normal(new SplittableRandom(seed), batch.rows(), d);
        DMatrixRMaj w = RandomMatrices.normal(new SplittableRandom(-seed), batch.rows(), 1);
        GradientCheck.assertGradients(
                Map.of("h", h, "w", w),
                tape -> IncomingSum.weighted(tape.variable(h), tape.variable(w), batch, edgeTypes));
        GradientCheck.assertGradients(
                Map.of("w", w), tape -> IncomingSum.weighted(tape.constant(h), tape.variable(w), batch, edgeTypes));
    }

    @Test
    void sum_ofAnIsolatedNodeIsZero() {
        Tape tape = Tape.forwardOnly();
        GraphBatch batch = RandomBatches.batch(List.of(Graph.of(3, new int[] {0, 2})));
        Variable h = tape.constant(RandomMatrices.normal(new SplittableRandom(1), 3, 2));
        DMatrixRMaj sum = IncomingSum.of(h, batch, 1).value();
        for (int j = 0; j < sum.numCols; j++) {
            assertThat(sum.get(1, j)).isZero();
        }
    }

    @Test
    void sum_rejectsStatesAndTypesThatDoNotFit() {
        Tape tape = Tape.recording();
        GraphBatch batch = RandomBatches.batch(List.of(Graph.of(3, new int[] {0, 2, 1})));
        Variable h = tape.constant(new DMatrixRMaj(3, 2));
        Variable fewer = tape.constant(new DMatrixRMaj(2, 2));
        assertThatThrownBy(() -> IncomingSum.of(fewer, batch, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 states for a batch of 3 nodes");
        assertThatThrownBy(() -> IncomingSum.weighted(h, fewer, batch, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 weights for a batch of 3 nodes");
        assertThatThrownBy(() -> IncomingSum.of(h, batch, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("edge type 1 is not in 0..0");
    }
}
