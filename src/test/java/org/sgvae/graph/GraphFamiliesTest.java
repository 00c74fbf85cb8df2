package org.sgvae.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class GraphFamiliesTest {

    @Test
    void families_haveTheirNumbersOfEdges() {
        for (int n = 3; n < 12; n++) {
            assertThat(GraphFamilies.cycle(n).edges()).isEqualTo(n);
            assertThat(GraphFamilies.path(n).edges()).isEqualTo(n - 1);
            assertThat(GraphFamilies.star(n).edges()).isEqualTo(n - 1);
            assertThat(GraphFamilies.star(n).degree(0)).isEqualTo(n - 1);
            assertThat(GraphFamilies.complete(n).edges()).isEqualTo(n * (n - 1) / 2);
            assertThat(GraphFamilies.ladder(n).edges()).isEqualTo(3 * n - 2);
            assertThat(GraphFamilies.grid(n, 3).edges()).isEqualTo(3 * (n - 1) + 2 * n);
        }
    }

    @Test
    void smallest_areSingleNodes() {
        assertThat(GraphFamilies.path(1)).isEqualTo(Graph.of(1));
        assertThat(GraphFamilies.star(1)).isEqualTo(Graph.of(1));
        assertThat(GraphFamilies.complete(1)).isEqualTo(Graph.of(1));
        assertThat(GraphFamilies.grid(1, 1)).isEqualTo(Graph.of(1));
        assertThat(GraphFamilies.cycle(3)).isEqualTo(GraphFamilies.complete(3));
        assertThat(GraphFamilies.grid(2, 2).isCycle()).isTrue();
    }

    @Test
    void sizesTooSmall_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphFamilies.cycle(2))
                .withMessage("a cycle of 2 nodes; give at least 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphFamilies.path(0))
                .withMessage("a graph of 0 nodes; give at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphFamilies.grid(-1, -1))
                .withMessage("a grid of -1x-1; give at least 1x1");
    }
}
