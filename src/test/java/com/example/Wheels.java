package com.example;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphProperty;
import org.sgvae.graph.data.FamilySpecification;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.graph.data.GraphFamily;
import org.sgvae.random.RandomKey;

/** Wheels, a node joined to all nodes of a cycle; listed in {@code META-INF/services/org.sgvae.graph.data.GraphFamily}. */
public final class Wheels implements GraphFamily {
    @Override
    public String name() {
        return "wheels";
    }

    @Override
    public String form() {
        return "wheels:MIN-MAX";
    }

    @Override
    public String description() {
        return "one node joined to all nodes of a cycle";
    }

    @Override
    public GraphDistribution parse(FamilySpecification asked) {
        FamilySpecification.Range nodes = asked.range(4, 100);
        return new Uniform(nodes.min(), nodes.count());
    }

    /** The wheel of n nodes, of which node 0 is the hub. */
    static Graph wheel(int n) {
        Graph.Builder graph = Graph.builder(n);
        for (int v = 1; v < n; v++) {
            graph.edge(0, v).edge(v, v % (n - 1) + 1);
        }
        return graph.build();
    }

    private static boolean isWheel(Graph graph) {
        int n = graph.nodes();
        return n >= 4
                && graph.edges() == 2 * (n - 1)
                && IntStream.range(0, n)
                        .anyMatch(hub -> graph.degree(hub) == n - 1
                                && graph.inducedSubgraph(IntStream.range(0, n)
                                                .filter(v -> v != hub)
                                                .toArray())
                                        .isCycle());
    }

    private record Uniform(int min, int sizes)
            implements GraphDistribution, GraphDistribution.Probability, GraphProperty {
        @Override
        public Graph draw(int size, RandomKey key) {
            return wheel(min + size);
        }

        @Override
        public boolean isRandom() {
            return false;
        }

        @Override
        public GraphProperty property() {
            return this;
        }

        @Override
        public boolean test(Graph graph) {
            return isWheel(graph);
        }

        @Override
        public String definition() {
            return "a wheel";
        }

        @Override
        public Optional<Probability> probability() {
            return Optional.of(this);
        }

        @Override
        public double logProbability(Graph graph) {
            boolean drawn = isWheel(graph) && graph.nodes() >= min && graph.nodes() < min + sizes;
            return drawn ? -Math.log(sizes) : Double.NEGATIVE_INFINITY;
        }

        @Override
        public OptionalDouble entropy() {
            return OptionalDouble.of(Math.log(sizes));
        }
    }
}
