package org.sgvae.graph.family;

import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.FamilySpecification;
import org.sgvae.graph.data.FamilySpecification.Range;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.graph.data.GraphFamily;
import org.sgvae.graph.data.GraphKind;

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
        Range nodes = asked.range(1, Cycles.MAX_NODES);
        return new Shapes(
                nodes.count(),
                size -> GraphFamilies.path(nodes.min() + size),
                GraphKind.PATH,
                graph -> nodes.contains(graph.nodes()));
    }
}
