package org.sgvae.autodiff.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sgvae.autodiff.op.Examples.entries;
import static org.sgvae.autodiff.op.Examples.normal;
import static org.sgvae.autodiff.op.MatrixOps.matmul;
import static org.sgvae.autodiff.op.MatrixOps.transpose;
import static org.sgvae.autodiff.op.ShapeOps.concatColumns;
import static org.sgvae.autodiff.op.ShapeOps.concatRows;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;
import static org.sgvae.autodiff.op.ShapeOps.pickColumns;
import static org.sgvae.autodiff.op.ShapeOps.sliceColumns;
import static org.sgvae.autodiff.op.ShapeOps.sliceRows;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Passes;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

class ShapeOpsTest {
    private final DMatrixRMaj x = new DMatrixRMaj(3, 2, true, 1, 2, 3, 4, 5, 6);

    @Test
    void slices_ofAConcatenationAreItsParts() {
        List<DMatrixRMaj> parts = List.of(normal(2, 3, 1), normal(2, 3, 2), normal(2, 3, 3));
        Passes.assertSame(parts, in -> sliceRows(concatRows(in), 2, 4), in -> in.get(1));
        Passes.assertSame(parts, in -> sliceColumns(concatColumns(in), 6, 9), in -> in.get(2));
        Passes.assertSame(parts, in -> concatRows(in.get(0), in.get(1)), in -> concatRows(in.subList(0, 2)));
        Passes.assertSame(parts, in -> concatColumns(in.get(0), in.get(1)), in -> concatColumns(in.subList(0, 2)));
        Passes.assertSame(
                parts,
                in -> concatColumns(in.get(0), in.get(1)),
                in -> transpose(concatRows(transpose(in.get(0)), transpose(in.get(1)))));
    }

    @Test
    void concat_ofEmptyAndWholeIsTheWhole() {
        Tape tape = Tape.forwardOnly();
        Variable none = tape.constant(new DMatrixRMaj(0, 2));
        assertThat(entries(concatRows(none, tape.constant(x)).value())).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void gatherRows_isTheProductWithAMatrixOfPicks() {
        DMatrixRMaj picks = new DMatrixRMaj(4, 3, true, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 1, 0);
        Passes.assertSame(
                List.of(x),
                in -> gatherRows(in.get(0), Indices.of(2, 0, 2, 1)),
                in -> matmul(in.get(0).tape().constant(picks), in.get(0)));
    }

    @Test
    void pickColumns_takesOneEntryOfEachRow() {
        Tape tape = Tape.recording();
        Variable in = tape.variable(x);
        Variable y = pickColumns(in, Indices.of(1, 0, 1));
        assertThat(entries(y.value())).containsExactly(2, 3, 6);
        tape.backward(y, Examples.column(10, 20, 30));
        assertThat(entries(in.gradient())).containsExactly(0, 10, 20, 0, 0, 30);
    }

    @Test
    void operations_rejectWhatDoesNotFit() {
        Tape tape = Tape.recording();
        Variable in = tape.constant(x);
        Variable wide = tape.constant(normal(2, 3, 1));
        assertThatThrownBy(() -> concatRows(in, wide))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("concatRows: 3x2 above 2x3; both must have as many columns");
        assertThatThrownBy(() -> concatColumns(List.of(in, wide))).hasMessageStartingWith("concatColumns: 3x2 beside");
        assertThatThrownBy(() -> concatRows(List.of())).hasMessageContaining("the list is empty");
        assertThatThrownBy(() -> sliceRows(in, 1, 4))
                .hasMessage("sliceRows: 1 to 4 of 3x2; needs 0 <= from <= to <= 3");
        assertThatThrownBy(() -> sliceColumns(in, -1, 1)).hasMessageStartingWith("sliceColumns: -1 to 1 of 3x2");
        assertThatThrownBy(() -> gatherRows(in, Indices.of(0, 3)))
                .hasMessage("gatherRows: index 3 at position 1 is out of range; it must be at least 0 and below 3");
        assertThatThrownBy(() -> gatherRows(in, Indices.of(-1))).hasMessageStartingWith("gatherRows: index -1");
        assertThatThrownBy(() -> pickColumns(in, Indices.of(0, 1)))
                .hasMessage("pickColumns: 2 indices for 3x2; there must be one for each row");
        assertThatThrownBy(() -> pickColumns(in, Indices.of(0, 1, 2))).hasMessageStartingWith("pickColumns: index 2");
    }
}
