package org.sgvae.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ValenceRuleTest {
    /** C, N, O and single, double, triple bonds. */
    private static final ValenceRule RULE = new ValenceRule(List.of(4, 3, 2), List.of(1, 2, 3));

    @Test
    void free_isWhatHydrogensFill() {
        Graph acetonitrile = Graph.of(new int[] {0, 0, 1}, new int[] {0, 1, 0}, new int[] {1, 2, 2});
        assertThat(RULE.free(acetonitrile, 0)).isEqualTo(3);
        assertThat(RULE.free(acetonitrile, 1)).isZero();
        assertThat(RULE.free(acetonitrile, 2)).isZero();
        assertThat(RULE.isSatisfiedBy(acetonitrile)).isTrue();
    }

    @Test
    void isSatisfiedBy_isFalseForOneBondTooMany_andForUnknownTypes() {
        assertThat(RULE.isSatisfiedBy(Graph.of(new int[] {0, 2}, new int[] {0, 1, 1})))
                .isTrue();
        assertThat(RULE.isSatisfiedBy(Graph.of(new int[] {0, 2}, new int[] {0, 1, 2})))
                .isFalse();
        assertThat(RULE.isSatisfiedBy(Graph.of(new int[] {3}))).isFalse();
        assertThat(RULE.isSatisfiedBy(Graph.of(new int[] {0, 0}, new int[] {0, 1, 3})))
                .isFalse();
    }

    @Test
    void new_rejectsWhatIsNoRule() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ValenceRule(List.of(), List.of(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ValenceRule(List.of(-1), List.of(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ValenceRule(List.of(4), List.of(0)))
                .withMessageContaining("[0]");
    }
}
