package org.sgvae.graph.family;

import org.sgvae.graph.FamilySpecification;
import org.sgvae.graph.FamilySpecification.Range;
import org.sgvae.graph.GraphDistribution;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.GraphFamily;
import org.sgvae.graph.GraphKind;

/** Paths, see {@link GraphFamilies#path}. */
public final class Paths implements GraphFamily {
    @Override
    public String name() {
        return "paths";
    }

    @Override
    public String form() {
        return "paths:MIN-MAX";
    }

    @Override
    public String description() {
        return "one path of each number of nodes";
    }

    @Override
    public GraphDistribution parse(FamilySpecification asked) {
        Range nodes = asked.range(1, Cycles.MOST_NODES);
        return new Shapes(
                nodes.count(),
                size -> GraphFamilies.path(nodes.min() + size),
                GraphKind.PATH,
                graph -> nodes.contains(graph.nodes()));
    }
}
