package org.sgvae.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Tape;
import org.sgvae.gnn.Minibatch;
import org.sgvae.gnn.Sizes;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.Orderings;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

class DestructorTest {
    private static final Graph GRAPH =
            Graph.of(new int[] {0, 1, 0, 2}, new int[] {0, 1, 1}, new int[] {1, 2, 0}, new int[] {0, 2, 0});

    private final Destructor destructor = new Destructor(
            new Parameters(Initializer.normal(0.8), RandomKey.of(1)),
            new Sizes(3, 4, 5, 2, 3, 2),
            EncoderConfig.paper());

    private double probability(Graph graph, int[] ordering) {
        Minibatch batch = Minibatch.of(graph, ordering);
        Destruction destruction = destructor.destruct(Tape.forwardOnly(), batch, VictimRule.along(batch));
        double sum = 0;
        for (int i = 0; i < destruction.logQSteps().rows(); i++) {
            sum += destruction.logQSteps().value().get(i, 0);
        }
        return Math.exp(sum);
    }

    @Test
    void probabilities_ofAllOrderingsSumToOne() {
        for (Graph graph : List.of(GRAPH, Graph.of(5, new int[] {0, 3, 1}), Graph.of(1), Graph.of(2))) {
            double sum = Orderings.all(graph.nodes()).stream()
                    .mapToDouble(ordering -> probability(graph, ordering))
                    .sum();
            assertThat(Math.abs(sum - 1)).isLessThan(1e-13);
        }
    }

    @Test
    void sampledOrderings_comeAsOftenAsTheirProbabilities() {
        int count = 10_000;
        Minibatch batch = new Minibatch(List.of(GRAPH), count);
        long[] keys = new long[count];
        Arrays.setAll(keys, i -> RandomKey.of(3).split(i).bits());
        Minibatch removed = destructor
                .destruct(Tape.forwardOnly(), batch, VictimRule.sampled(keys))
                .batch();
        Map<String, Integer> counts = new HashMap<>();
        for (int b = 0; b < count; b++) {
            counts.merge(Arrays.toString(removed.ordering(b)), 1, Integer::sum);
        }
        double statistic = 0;
        for (int[] ordering : Orderings.all(4)) {
            double expected = count * probability(GRAPH, ordering);
            double difference = counts.getOrDefault(Arrays.toString(ordering), 0) - expected;
            assertThat(expected).isGreaterThan(10);
            statistic += difference * difference / expected;
        }
        assertThat(statistic).isLessThan(23 + 5 * Math.sqrt(2 * 23));
    }

    /** Of equals the first: all nodes of a cycle look alike. */
    @Test
    void mostProbable_removesTheNodeWithTheHighestScore() {
        Minibatch batch = new Minibatch(List.of(GRAPH), 1);
        int[] removed = destructor
                .destruct(Tape.forwardOnly(), batch, VictimRule.mostProbable())
                .batch()
                .ordering(0);
        int[] other = removed.clone();
        double best = lastRemovals(removed);
        for (int i = 0; i < 3; i++) { // another node goes first
            other[3] = removed[i];
            other[i] = removed[3];
            assertThat(lastRemovals(other)).isLessThan(best);
            other[i] = removed[i];
        }
        Minibatch cycle = new Minibatch(List.of(GraphFamilies.cycle(5)), 1);
        assertThat(destructor
                        .destruct(Tape.forwardOnly(), cycle, VictimRule.mostProbable())
                        .batch()
                        .node(0, 4))
                .isZero();
    }

    private double lastRemovals(int[] ordering) {
        Minibatch batch = Minibatch.of(GRAPH, ordering);
        return destructor
                .destruct(Tape.forwardOnly(), batch, VictimRule.along(batch))
                .logQSteps()
                .value()
                .get(0, 0);
    }

    /** Nodes that look alike are equally likely to go first. */
    @Test
    void firstRemoval_ofACycleIsUniform() {
        Minibatch batch = Minibatch.of(GraphFamilies.cycle(6), 3, 1, 0, 2, 5, 4);
        Destruction destruction = destructor.destruct(Tape.forwardOnly(), batch, VictimRule.along(batch));
        assertThat(Math.abs(destruction.logQSteps().value().get(0, 0) + Math.log(6)))
                .isLessThan(1e-14);
    }

    @Test
    void destruct_rejectsTypesThatTheModelDoesNotKnow() {
        Minibatch nodes = new Minibatch(List.of(Graph.of(new int[] {0, 3})), 1);
        assertThatThrownBy(() -> destructor.destruct(Tape.recording(), nodes, VictimRule.mostProbable()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("node 1 has type 3 but the model knows 0..2; use a model with nodeTypes 4 or more");
        Minibatch edges = new Minibatch(List.of(Graph.of(2, new int[] {0, 1, 2})), 1);
        assertThatThrownBy(() -> destructor.destruct(Tape.recording(), edges, VictimRule.mostProbable()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("edge type 2 is not in 0..1");
    }
}
