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

/** Erdős–Rényi graphs G(n, p), see {@link RandomFamilies#gnp}; with {@code connected}, given that they are. */
public final class RandomGraphs implements GraphFamily {
    static final int MAX_NODES = 5000;

    /** Graphs are drawn until one is connected: a thousand times, at this probability. */
    private static final double MIN_CONNECTED = 1e-3;

    @Override
    public String name() {
        return "gnp";
    }

    @Override
    public String form() {
        return "gnp:MIN-MAX,p=P[,connected]";
    }

    @Override
    public String description() {
        return "any two nodes joined with probability p=0.5; connected: given that the graph is";
    }

    @Override
    public GraphDistribution parse(FamilySpecification asked) {
        Range nodes = asked.range(1, MAX_NODES);
        double p = asked.share("p", 0.5, 1);
        if (!asked.flag("connected")) {
            return new Gnp(nodes, p);
        }
        double[] connected = connectedProbabilities(nodes.max(), p);
        for (int n = nodes.min(); n <= nodes.max(); n++) {
            if (connected[n] < MIN_CONNECTED) {
                throw asked.wrong(": a graph of " + n + " nodes is connected with probability " + connected[n]
                        + " only; give a larger p");
            }
        }
        return new ConnectedGnp(new Gnp(nodes, p), connected);
    }

    /**
     * The probability that G(n, p) is connected (Gilbert 1959), by the number k of nodes that are connected to the first one:
     * \(c_n = 1 - \sum_{k=1}^{n-1} \binom{n-1}{k-1}\, c_k\, (1-p)^{k(n-k)}\).
     *
     * @return \(c_n\) at n, 0 to {@code most}
     */
    static double[] connectedProbabilities(int most, double p) {
        double[] logFactorial = new double[most + 1];
        for (int n = 1; n <= most; n++) {
            logFactorial[n] = logFactorial[n - 1] + StrictMath.log(n);
        }
        double[] connected = new double[most + 1];
        for (int n = 1; n <= most; n++) {
            double others = 0;
            for (int k = 1; k < n; k++) {
                double logBinomial = logFactorial[n - 1] - logFactorial[k - 1] - logFactorial[n - k];
                others += StrictMath.exp(logBinomial + (double) k * (n - k) * StrictMath.log1p(-p)) * connected[k];
            }
            connected[n] = Math.max(0, 1 - others);
        }
        return connected;
    }

    /** A graph G of n nodes and m edges has \(n! / |\mathrm{Aut}(G)|\) numberings, each with \(p^m (1-p)^{n(n-1)/2-m}\). */
    private record Gnp(Range nodes, double p) implements GraphDistribution {
        @Override
        public int sizes() {
            return nodes.count();
        }

        @Override
        public Graph draw(int size, RandomKey key) {
            return RandomFamilies.gnp(nodes.min() + size, p, key);
        }

        @Override
        public GraphProperty property() {
            return GraphKind.ANY;
        }

        @Override
        public Optional<Probability> probability() {
            return Optional.of(this::logProbability);
        }

        /** \(\log \bigl( \tfrac1{\mathrm{sizes}} \cdot \tfrac{n!}{|\mathrm{Aut}(G)|} \cdot p^m (1-p)^{n(n-1)/2-m} \bigr)\). */
        double logProbability(Graph graph) {
            int n = graph.nodes();
            double pairs = n * (n - 1.0) / 2;
            return Shapes.isUntyped(graph) && nodes.contains(n)
                    ? -StrictMath.log(sizes())
                            + Numberings.logCount(graph)
                            + times(graph.edges(), StrictMath.log(p))
                            + times(pairs - graph.edges(), StrictMath.log1p(-p))
                    : Double.NEGATIVE_INFINITY;
        }

        /** Zero times a logarithm is zero, also where this is minus infinity. */
        private static double times(double count, double log) {
            return count == 0 ? 0 : count * log;
        }
    }

    /** {@code connected} has the probability to be connected by number of nodes. */
    private static final class ConnectedGnp implements GraphDistribution {
        private final Gnp all;
        private final double[] connected;

        ConnectedGnp(Gnp all, double[] connected) {
            this.all = all;
            this.connected = connected;
        }

        @Override
        public int sizes() {
            return all.sizes();
        }

        @Override
        public Graph draw(int size, RandomKey key) {
            for (long attempt = 0; ; attempt++) {
                Graph graph = all.draw(size, key.split(attempt));
                if (graph.isConnected()) {
                    return graph;
                }
            }
        }

        @Override
        public GraphProperty property() {
            return GraphKind.CONNECTED;
        }

        @Override
        public Optional<Probability> probability() {
            return Optional.of(this::logProbability);
        }

        private double logProbability(Graph graph) {
            return graph.isConnected() && graph.nodes() < connected.length
                    ? all.logProbability(graph) - StrictMath.log(connected[graph.nodes()])
                    : Double.NEGATIVE_INFINITY;
        }
    }
}
