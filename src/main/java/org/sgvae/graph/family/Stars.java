package org.sgvae.graph.family;

import org.sgvae.graph.FamilySpecification;
import org.sgvae.graph.FamilySpecification.Range;
import org.sgvae.graph.GraphDistribution;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.GraphFamily;
import org.sgvae.graph.GraphKind;

/** Stars, see {@link GraphFamilies#star}. */
public final class Stars implements GraphFamily {
    @Override
    public String name() {
        return "stars";
    }

    @Override
    public String form() {
        return "stars:MIN-MAX";
    }

    @Override
    public String description() {
        return "one node joined to all others";
    }

    @Override
    public GraphDistribution parse(FamilySpecification asked) {
        Range nodes = asked.range(1, Cycles.MOST_NODES);
        return new Shapes(
                nodes.count(),
                size -> GraphFamilies.star(nodes.min() + size),
                GraphKind.STAR,
                graph -> nodes.contains(graph.nodes()));
    }
}
