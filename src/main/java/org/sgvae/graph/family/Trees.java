package org.sgvae.graph.family;

import java.util.Optional;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphProperty;
import org.sgvae.graph.RandomFamilies;
import org.sgvae.graph.data.FamilySpecification;
import org.sgvae.graph.data.FamilySpecification.Range;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.graph.data.GraphFamily;
import org.sgvae.graph.data.GraphKind;
import org.sgvae.random.RandomKey;

/** Trees, uniform among the \(n^{n-2}\) trees on n numbered nodes; see {@link RandomFamilies#tree}. */
public final class Trees implements GraphFamily {
    @Override
    public String name() {
        return "trees";
    }

    @Override
    public String form() {
        return "trees:MIN-MAX";
    }

    @Override
    public String description() {
        return "each tree on numbered nodes is equally likely";
    }

    @Override
    public GraphDistribution parse(FamilySpecification asked) {
        return new UniformTrees(asked.range(1, Cycles.MAX_NODES));
    }

    /** A tree G of n nodes has \(n! / |\mathrm{Aut}(G)|\) numberings, each with probability \(n^{-(n-2)}\). */
    private record UniformTrees(Range nodes) implements GraphDistribution {
        @Override
        public int sizes() {
            return nodes.count();
        }

        @Override
        public Graph draw(int size, RandomKey key) {
            return RandomFamilies.tree(nodes.min() + size, key);
        }

        @Override
        public GraphProperty property() {
            return GraphKind.TREE;
        }

        @Override
        public Optional<Probability> probability() {
            return Optional.of(this::logProbability);
        }

        /** \(\log \bigl( \tfrac1{\mathrm{sizes}} \cdot \tfrac{n!}{|\mathrm{Aut}(G)|} \cdot n^{-(n-2)} \bigr)\). */
        private double logProbability(Graph graph) {
            int n = graph.nodes();
            return Shapes.isUntyped(graph) && GraphKind.TREE.test(graph) && nodes.contains(n)
                    ? -StrictMath.log(sizes()) + Numberings.logCount(graph) - (n - 2) * StrictMath.log(n)
                    : Double.NEGATIVE_INFINITY;
        }
    }
}
