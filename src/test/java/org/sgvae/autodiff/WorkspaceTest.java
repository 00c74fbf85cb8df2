package org.sgvae.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.op.Examples;
import org.sgvae.autodiff.op.MatrixOps;

class WorkspaceTest {
    private final Workspace workspace = new Workspace();

    @Test
    void borrow_lendsWhatWasGivenBackInAnotherShape() {
        DMatrixRMaj matrix = workspace.borrow(4, 6);
        assertThat(workspace.borrow(4, 6)).isNotSameAs(matrix);
        workspace.giveBack(matrix);
        DMatrixRMaj again = workspace.borrow(2, 11);
        assertThat(again).isSameAs(matrix);
        assertThat(again.numRows).isEqualTo(2);
        assertThat(again.numCols).isEqualTo(11);
    }

    @Test
    void borrow_wastesAtMostAFifth() {
        for (int length = 17; length < 20_000; length += 1 + length / 50) {
            assertThat(workspace.borrow(1, length).data.length).isBetween(length, length + length / 4);
        }
    }

    @Test
    void zeros_clearsAUsedMatrix() {
        DMatrixRMaj used = workspace.borrow(3, 3);
        Arrays.fill(used.data, 7);
        workspace.giveBack(used);
        assertThat(workspace.zeros(3, 3)).isSameAs(used);
        assertThat(Examples.entries(used)).containsOnly(0);
    }

    @Test
    void borrow_namesTheShapeThatIsTooLarge() {
        assertThatThrownBy(() -> workspace.borrow(232_325, 232_325))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("232325x232325")
                .hasMessageContaining("at most 2147483639 entries");
        assertThatThrownBy(() -> workspace.zeros(-1, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1x3");
    }

    @Test
    void append_namesTheOperationWhoseResultIsTooLarge() {
        Tape tape = Tape.recording();
        Variable column = tape.variable(new DMatrixRMaj(60_000, 1));
        Variable row = tape.variable(new DMatrixRMaj(1, 60_000));
        assertThatThrownBy(() -> MatrixOps.matmul(column, row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("matmul: cannot make a matrix of 60000x60000");
        assertThat(tape.size()).isEqualTo(2);
        assertThat(MatrixOps.matmul(row, column).scalarValue()).isZero();
    }

    @Test
    void recycled_lendsObjectsAgainAfterReset() {
        Supplier<StringBuilder> maker = StringBuilder::new;
        StringBuilder first = workspace.recycled(maker);
        assertThat(workspace.recycled(maker)).isNotSameAs(first);
        workspace.reset();
        assertThat(workspace.recycled(maker)).isSameAs(first);
    }

    @Test
    void indices_areLentAgainAfterReset() {
        Tape tape = Tape.recording();
        Indices first = tape.indices().addAll(1, 2, 3);
        Indices second = tape.indices().add(4);
        assertThat(second).isNotSameAs(first);
        tape.reset();
        assertThat(tape.indices()).isSameAs(first);
        assertThat(first.size()).isZero();
    }
}
