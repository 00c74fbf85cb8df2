package org.sgvae.graph.family;

import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.FamilySpecification;
import org.sgvae.graph.data.FamilySpecification.Range;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.graph.data.GraphFamily;
import org.sgvae.graph.data.GraphKind;

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
        Range nodes = asked.range(1, Cycles.MAX_NODES);
        return new Shapes(
                nodes.count(),
                size -> GraphFamilies.star(nodes.min() + size),
                GraphKind.STAR,
                graph -> nodes.contains(graph.nodes()));
    }
}
