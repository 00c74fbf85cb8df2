package org.sgvae.graph.family;

import org.sgvae.graph.RandomFamilies;
import org.sgvae.graph.data.FamilySpecification;
import org.sgvae.graph.data.FamilySpecification.Range;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.graph.data.GraphFamily;
import org.sgvae.graph.data.GraphKind;

/** Lobsters, see {@link RandomFamilies#lobster}; their probabilities have no closed form. */
public final class Lobsters implements GraphFamily {
    private static final int MAX_NODES = 1000; // the time of drawing one grows with the square

    @Override
    public String name() {
        return "lobsters";
    }

    @Override
    public String form() {
        return "lobsters:MIN-MAX,p1=P,p2=P";
    }

    @Override
    public String description() {
        return "a path with legs that have feet; p1=0.7 chance of a further leg, p2=0.7 of a further foot";
    }

    @Override
    public GraphDistribution parse(FamilySpecification asked) {
        Range nodes = asked.range(1, MAX_NODES);
        double p1 = asked.share("p1", 0.7, RandomFamilies.MAX_LEGS);
        double p2 = asked.share("p2", 0.7, RandomFamilies.MAX_LEGS);
        return new Sampler(nodes, (n, key) -> RandomFamilies.lobster(n, p1, p2, key), GraphKind.LOBSTER);
    }
}
