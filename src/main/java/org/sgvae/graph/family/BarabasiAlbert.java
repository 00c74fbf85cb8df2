package org.sgvae.graph.family;

import org.sgvae.graph.RandomFamilies;
import org.sgvae.graph.data.FamilySpecification;
import org.sgvae.graph.data.FamilySpecification.Range;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.graph.data.GraphFamily;
import org.sgvae.graph.data.GraphKind;

/** Barabási–Albert graphs, see {@link RandomFamilies#barabasiAlbert}; their probabilities have no closed form. */
public final class BarabasiAlbert implements GraphFamily {
    @Override
    public String name() {
        return "ba";
    }

    @Override
    public String form() {
        return "ba:MIN-MAX,m=M";
    }

    @Override
    public String description() {
        return "Barabasi-Albert; m=2 edges that a new node brings";
    }

    @Override
    public GraphDistribution parse(FamilySpecification asked) {
        int m = (int) asked.whole("m", 2, 1, 100);
        Range nodes = asked.range(m + 1, RandomGraphs.MAX_NODES);
        return new Sampler(nodes, (n, key) -> RandomFamilies.barabasiAlbert(n, m, key), GraphKind.CONNECTED);
    }
}
