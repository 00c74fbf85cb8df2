package org.sgvae.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderingsTest {

    @Test
    void all_listsEveryPermutationOnceInOrder() {
        int factorial = 1;
        for (int n = 0; n <= 7; n++) {
            factorial *= Math.max(1, n);
            List<int[]> all = Orderings.all(n);
            assertThat(all).hasSize(factorial).allMatch(Orderings::isPermutation);
            for (int i = 1; i < all.size(); i++) {
                assertThat(Arrays.compare(all.get(i - 1), all.get(i))).isNegative();
            }
        }
    }

    @Test
    void all_refusesListsThatNeverEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Orderings.all(20))
                .withMessage("all orderings of 20 nodes; they can be listed for 0 to 9 nodes");
        assertThatIllegalArgumentException().isThrownBy(() -> Orderings.all(-1));
    }

    @Test
    void isPermutation_needsEveryNodeOnce() {
        assertThat(Orderings.isPermutation(new int[] {2, 0, 1})).isTrue();
        assertThat(Orderings.isPermutation(new int[] {2, 0, 2})).isFalse();
        assertThat(Orderings.isPermutation(new int[] {3, 0, 1})).isFalse();
        assertThat(Orderings.isPermutation(new int[] {-1, 0, 1})).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Orderings.requirePermutation(new int[] {1, 0}, 3))
                .withMessage("ordering [1, 0]; list each of the 3 nodes 0..2 once");
    }

    @Test
    void inverse_undoes() {
        for (int[] order : Orderings.all(5)) {
            int[] inverse = Orderings.inverse(order);
            for (int i = 0; i < 5; i++) {
                assertThat(inverse[order[i]]).isEqualTo(i);
            }
        }
    }
}
