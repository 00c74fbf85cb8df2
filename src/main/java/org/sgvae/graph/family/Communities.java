package org.sgvae.graph.family;

import org.sgvae.graph.RandomFamilies;
import org.sgvae.graph.data.FamilySpecification;
import org.sgvae.graph.data.FamilySpecification.Range;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.graph.data.GraphFamily;
import org.sgvae.graph.data.GraphKind;

/** Communities, see {@link RandomFamilies#communities}; their probabilities have no closed form. */
public final class Communities implements GraphFamily {
    @Override
    public String name() {
        return "communities";
    }

    @Override
    public String form() {
        return "communities:MIN-MAX,communities=K,within=P,between=P";
    }

    @Override
    public String description() {
        return "communities=2 of them; within=0.7 chance of an edge inside one, between=0.01 of one across";
    }

    @Override
    public GraphDistribution parse(FamilySpecification asked) {
        int communities = (int) asked.whole("communities", 2, 1, RandomGraphs.MAX_NODES);
        double within = asked.share("within", 0.7, 1);
        double between = asked.share("between", 0.01, 1);
        Range nodes = asked.range(communities, RandomGraphs.MAX_NODES);
        return new Sampler(
                nodes,
                (n, key) -> RandomFamilies.communities(n, communities, within, between, key),
                GraphKind.CONNECTED);
    }
}
