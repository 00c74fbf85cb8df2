package org.sgvae.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;

class MinibatchTest {
    private static final Graph SMALL = Graph.of(1);
    private static final Graph CYCLE = GraphFamilies.cycle(4);
    private static final Graph PATH = GraphFamilies.path(4);

    @Test
    void graphs_areSortedLargestFirstWithCopiesNextToEachOther() {
        Minibatch batch = new Minibatch(List.of(SMALL, CYCLE, PATH), 2);
        assertThat(batch.size()).isEqualTo(6);
        assertThat(batch.copies()).isEqualTo(2);
        assertThat(List.of(
                        batch.graph(0), batch.graph(1), batch.graph(2), batch.graph(3), batch.graph(4), batch.graph(5)))
                .containsExactly(CYCLE, CYCLE, PATH, PATH, SMALL, SMALL); // equal sizes stay in order
        assertThat(batch.totalNodes()).isEqualTo(18);
        assertThat(batch.maxNodes()).isEqualTo(4);
        assertThat(batch.nodes(5)).isEqualTo(1);
    }

    @Test
    void largerThan_countsTheFirstGraphs() {
        Minibatch batch = new Minibatch(List.of(SMALL, CYCLE, GraphFamilies.path(2)), 3);
        assertThat(batch.largerThan(0)).isEqualTo(9);
        assertThat(batch.largerThan(1)).isEqualTo(6);
        assertThat(batch.largerThan(2)).isEqualTo(3);
        assertThat(batch.largerThan(3)).isEqualTo(3);
        assertThat(batch.largerThan(4)).isZero();
    }

    @Test
    void orderings_areKeptForEveryCopy() {
        int[][] orderings = {{0, 1, 2, 3}, {3, 0, 2, 1}, {2, 1, 0, 3}, {0, 1, 2, 3}};
        Minibatch stored = new Minibatch(List.of(CYCLE, PATH), 2);
        Minibatch batch = stored.along(b -> orderings[b]);
        int[] ordering = batch.ordering(1);
        assertThat(ordering).containsExactly(3, 0, 2, 1);
        ordering[0] = 9; // a copy
        assertThat(batch.ordering(1)).containsExactly(3, 0, 2, 1);
        assertThat(batch.node(2, 0)).isEqualTo(2);
        assertThat(batch.node(2, 3)).isEqualTo(3);
        assertThat(stored.ordering(1)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void of_isOneGraphWithItsOrdering() {
        Minibatch batch = Minibatch.of(CYCLE, 1, 2, 3, 0);
        assertThat(batch.size()).isEqualTo(1);
        assertThat(batch.ordering(0)).containsExactly(1, 2, 3, 0);
    }

    @Test
    void empty_hasNoGraphs() {
        Minibatch batch = new Minibatch(List.of(), 3);
        assertThat(batch.size()).isZero();
        assertThat(batch.maxNodes()).isZero();
        assertThat(batch.totalNodes()).isZero();
        assertThat(batch.largerThan(0)).isZero();
    }

    @Test
    void of_rejectsWhatIsNoPermutation() {
        assertThatThrownBy(() -> Minibatch.of(CYCLE, 0, 1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Minibatch.of(CYCLE, 0, 1, 2, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
