package org.sgvae.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.Orderings;
import org.sgvae.model.OrderMixture.Part;

class OrderMixtureTest {
    private static final OrderMixture MIXTURE =
            new OrderMixture(new Part(NodeOrder.BFS, 0.7), new Part(NodeOrder.RANDOM, 0.3));

    @Test
    void probabilities_areTheMixture_andSumToOne() {
        Graph graph = GraphFamilies.path(4);
        double sum = 0;
        for (int[] ordering : Orderings.all(4)) {
            Minibatch batch = Minibatch.of(graph, ordering);
            double p = Math.exp(MIXTURE.logProbabilities(batch)[0]);
            assertThat(p).isCloseTo(0.7 * Math.exp(NodeOrder.BFS.logProbabilities(batch)[0]) + 0.3 / 24, within(1e-14));
            sum += p;
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void draws_areAsFrequentAsTheirProbabilities() {
        int count = 20_000;
        Minibatch batch = MIXTURE.draw(new Minibatch(List.of(GraphFamilies.path(4)), count), ModelLaws.keys(count, 3));
        for (int[] ordering : Orderings.all(4)) {
            double p = Math.exp(MIXTURE.logProbabilities(Minibatch.of(GraphFamilies.path(4), ordering))[0]);
            double drawn = IntStream.range(0, count)
                    .filter(b -> Arrays.equals(batch.ordering(b), ordering))
                    .count();
            assertThat(drawn).isCloseTo(count * p, within(5 * Math.sqrt(count * p)));
        }
    }

    @Test
    void shares_mustSumToOne() {
        assertThatThrownBy(() -> new OrderMixture(new Part(NodeOrder.BFS, 0.7), new Part(NodeOrder.RANDOM, 0.2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sum to 1");
    }
}
