package org.sgvae.graph.family;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphProperty;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.random.RandomKey;

/**
 * One graph of each size, no two of them isomorphic and all types 0: \(p(G) = \tfrac1c\) for each of c shapes, entropy \(\ln c\).
 *
 * @param sizes c
 * @param shape the graph of a size 0..c−1
 * @param property what each of them is
 * @param member whether a graph with the property and types 0 is isomorphic to one of them
 */
public record Shapes(int sizes, IntFunction<Graph> shape, GraphProperty property, Predicate<Graph> member)
        implements GraphDistribution {
    @Override
    public Graph draw(int size, RandomKey key) {
        return shape.apply(size);
    }

    @Override
    public boolean isRandom() {
        return false;
    }

    @Override
    public Optional<Probability> probability() {
        return Optional.of(new Probability() {
            @Override
            public double logProbability(Graph graph) {
                return isUntyped(graph) && property.test(graph) && member.test(graph)
                        ? -StrictMath.log(sizes)
                        : Double.NEGATIVE_INFINITY;
            }

            @Override
            public OptionalDouble entropy() {
                return OptionalDouble.of(StrictMath.log(sizes));
            }
        });
    }

    /** Whether all types are 0. */
    static boolean isUntyped(Graph graph) {
        return graph.nodeTypeCount() == 1 && graph.edgeTypeCount() == 1;
    }
}
