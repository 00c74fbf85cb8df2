package org.sgvae.graph.family;

import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.FamilySpecification;
import org.sgvae.graph.data.FamilySpecification.Range;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.graph.data.GraphFamily;
import org.sgvae.graph.data.GraphKind;

/** Ladders of at least two rungs, see {@link GraphFamilies#ladder}. */
public final class Ladders implements GraphFamily {
    @Override
    public String name() {
        return "ladders";
    }

    @Override
    public String form() {
        return "ladders:MIN-MAX";
    }

    @Override
    public String description() {
        return "two rows of nodes with rungs between, of even numbers of nodes";
    }

    @Override
    public GraphDistribution parse(FamilySpecification asked) {
        Range nodes = asked.range(4, Cycles.MAX_NODES);
        Range rungs = new Range((nodes.min() + 1) / 2, nodes.max() / 2);
        if (rungs.count() < 1) {
            throw asked.wrong(": a ladder has an even number of nodes; ask for one");
        }
        return new Shapes(
                rungs.count(),
                size -> GraphFamilies.ladder(rungs.min() + size),
                GraphKind.LADDER,
                graph -> rungs.contains(graph.nodes() / 2));
    }
}
