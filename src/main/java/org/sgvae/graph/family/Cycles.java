package org.sgvae.graph.family;

import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.FamilySpecification;
import org.sgvae.graph.data.FamilySpecification.Range;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.graph.data.GraphFamily;
import org.sgvae.graph.data.GraphKind;

/** Cycles, see {@link GraphFamilies#cycle}. */
public final class Cycles implements GraphFamily {
    /** Of any sparse family. */
    static final int MAX_NODES = 100_000;

    @Override
    public String name() {
        return "cycles";
    }

    @Override
    public String form() {
        return "cycles:MIN-MAX";
    }

    @Override
    public String description() {
        return "one cycle of each number of nodes, such as cycles:5-14";
    }

    @Override
    public GraphDistribution parse(FamilySpecification asked) {
        Range nodes = asked.range(3, MAX_NODES);
        return new Shapes(
                nodes.count(),
                size -> GraphFamilies.cycle(nodes.min() + size),
                GraphKind.CYCLE,
                graph -> nodes.contains(graph.nodes()));
    }
}
