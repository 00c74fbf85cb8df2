package org.sgvae.autodiff.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sgvae.autodiff.op.ElementwiseOps.exp;
import static org.sgvae.autodiff.op.Examples.column;
import static org.sgvae.autodiff.op.Examples.entries;
import static org.sgvae.autodiff.op.Examples.normal;
import static org.sgvae.autodiff.op.MatrixOps.transpose;
import static org.sgvae.autodiff.op.SegmentOps.segmentLogSoftmax;
import static org.sgvae.autodiff.op.SegmentOps.segmentSoftmax;
import static org.sgvae.autodiff.op.SegmentOps.segmentSum;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Passes;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;

class SegmentOpsTest {
    /** Segment 2 has no rows. */
    private final Indices segmentOfRow = Indices.of(1, 3, 0, 1, 1, 3, 0);

    private final List<DMatrixRMaj> x = List.of(normal(7, 3, 1));

    /** Applies an operation on whole matrices to the rows of each segment, and puts the rows back where they were. */
    private Variable bySegment(Variable in, UnaryOperator<Variable> op) {
        List<Variable> parts = new ArrayList<>();
        Indices backAt = new Indices().zeros(segmentOfRow.size());
        int done = 0;
        for (int segment = 0; segment < 4; segment++) {
            Indices rows = new Indices();
            for (int i = 0; i < segmentOfRow.size(); i++) {
                if (segmentOfRow.get(i) == segment) {
                    rows.add(i);
                    backAt.set(i, done++);
                }
            }
            parts.add(op.apply(ShapeOps.gatherRows(in, rows)));
        }
        Variable all = ShapeOps.concatRows(parts);
        return all.rows() == in.rows() ? ShapeOps.gatherRows(all, backAt) : all;
    }

    @Test
    void segmentSum_isASumForEachSegment() {
        Passes.assertSame(
                x, in -> segmentSum(in.get(0), segmentOfRow, 4), in -> bySegment(in.get(0), ReductionOps::sumOverRows));
    }

    @Test
    void segmentSoftmax_isASoftmaxForEachSegment() {
        Passes.assertSame(
                x,
                in -> segmentSoftmax(in.get(0), segmentOfRow, 4),
                in -> bySegment(in.get(0), part -> transpose(SoftmaxOps.softmax(transpose(part)))));
    }

    @Test
    void segmentLogSoftmax_isALogSoftmaxForEachSegment() {
        Passes.assertSame(
                x,
                in -> segmentLogSoftmax(in.get(0), segmentOfRow, 4),
                in -> bySegment(in.get(0), part -> transpose(SoftmaxOps.logSoftmax(transpose(part)))));
        Passes.assertSame(
                x,
                in -> exp(segmentLogSoftmax(in.get(0), segmentOfRow, 4)),
                in -> segmentSoftmax(in.get(0), segmentOfRow, 4));
    }

    @Test
    void operations_areRightFarOut() {
        Tape tape = Tape.forwardOnly();
        Variable far = tape.constant(column(1e4, -1e4, 1e4, -1e4));
        Indices segments = Indices.of(0, 1, 0, 0);
        double half = -Math.log(2);
        assertThat(entries(segmentLogSoftmax(far, segments, 2).value()))
                .containsExactly(new double[] {half, 0, half, half - 2e4}, within(1e-11));
        assertThat(entries(segmentSoftmax(far, segments, 2).value())).containsExactly(0.5, 1, 0.5, 0);
        GradientCheck.assertGradients(
                List.of(column(1e4, -1e4, 1e4 - 1, -1e4)), in -> segmentLogSoftmax(in.get(0), segments, 2));
    }

    @Test
    void operations_ofNoRowsGiveEmptySegments() {
        Tape tape = Tape.recording();
        Variable none = tape.variable(new DMatrixRMaj(0, 2));
        assertThat(entries(segmentSum(none, new Indices(), 2).value())).containsExactly(0, 0, 0, 0);
        assertThat(segmentLogSoftmax(none, new Indices(), 2).rows()).isZero();
        assertThat(segmentSoftmax(none, new Indices(), 0).rows()).isZero();
    }

    @Test
    void operations_rejectSegmentsThatDoNotFit() {
        Variable in = Tape.recording().constant(x.get(0));
        assertThatThrownBy(() -> segmentSum(in, segmentOfRow, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("segmentSum: index 3 at position 1 is out of range; it must be at least 0 and below 3");
        assertThatThrownBy(() -> segmentSoftmax(in, Indices.of(0), 1))
                .hasMessage("segmentSoftmax: 1 indices for 7x3; there must be one for each row");
        assertThatThrownBy(() -> segmentLogSoftmax(in, Indices.of(0), 1)).hasMessageStartingWith("segmentLogSoftmax:");
    }
}
