package org.sgvae.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sgvae.random.RandomKey;

/** Random graphs of families known by name, all types 0. The same key gives the same graph on every machine. */
public final class RandomFamilies {

    /** Largest probability of a further leg or foot; close to 1 few lobsters would get the number of nodes asked for. */
    public static final double MAX_LEGS = 0.9;

    private RandomFamilies() {}

    /**
     * A tree that is uniform among the \(n^{n-2}\) trees on numbered nodes: its Prüfer code is uniform.
     *
     * @param n number of nodes, at least 1
     * @param key source of the code
     * @return a tree
     * @throws IllegalArgumentException if {@code n < 1}
     */
    public static Graph tree(int n, RandomKey key) {
        Graph.Builder builder = Graph.builder(n);
        if (n == 1) {
            return builder.build();
        }
        int[] code = new int[n - 2];
        int[] missing = new int[n]; // how often a node still occurs in the code
        for (int i = 0; i < code.length; i++) {
            code[i] = key.below(i, n);
            missing[code[i]]++;
        }
        // The smallest leaf is joined to the next of the code; `next` never has to go back but for what became a leaf
        // just now.
        int next = 0;
        while (missing[next] > 0) {
            next++;
        }
        int leaf = next;
        for (int u : code) {
            builder.edge(leaf, u);
            missing[u]--;
            if (missing[u] == 0 && u < next) {
                leaf = u;
            } else {
                do {
                    next++;
                } while (missing[next] > 0);
                leaf = next;
            }
        }
        return builder.edge(leaf, n - 1).build();
    }

    /**
     * An Erdős–Rényi graph G(n, p): any two nodes are joined with probability p, independently.
     *
     * @param n number of nodes, at least 1
     * @param p probability of an edge, 0 to 1
     * @param key source of the draws
     * @return a graph, not always connected
     * @throws IllegalArgumentException if {@code n < 1} or p is out of range
     */
    public static Graph gnp(int n, double p, RandomKey key) {
        requireShare("p", p, 1);
        Draws draws = new Draws(key);
        Graph.Builder builder = Graph.builder(n);
        for (int v = 1; v < n; v++) {
            for (int u = 0; u < v; u++) {
                if (draws.happens(p)) {
                    builder.edge(u, v);
                }
            }
        }
        return builder.build();
    }

    /**
     * A lobster: a path, its backbone, with legs, and feet on the legs.
     *
     * <p>The backbone has L nodes, L uniform in 1..n. Every node of it grows legs, one more with probability p1 each time until the first
     * refusal, and every leg grows feet in the same way with probability p2. This is NetworkX's {@code random_lobster_graph} but for the
     * distribution of L; it is drawn again until it has n nodes.
     *
     * @param n number of nodes, at least 1
     * @param p1 probability of a further leg, 0 to 0.9
     * @param p2 probability of a further foot, 0 to 0.9
     * @param key source of the draws
     * @return a lobster of n nodes; nodes 0, 1, … are the backbone
     * @throws IllegalArgumentException if {@code n < 1} or a probability is out of range
     */
    public static Graph lobster(int n, double p1, double p2, RandomKey key) {
        requireShare("p1", p1, MAX_LEGS);
        requireShare("p2", p2, MAX_LEGS);
        for (long attempt = 0; ; attempt++) {
            Optional<Graph> lobster = grow(n, p1, p2, new Draws(key.split(attempt)));
            if (lobster.isPresent()) {
                return lobster.get();
            }
        }
    }

    /** A lobster, unless it does not get exactly n nodes. */
    private static Optional<Graph> grow(int n, double p1, double p2, Draws draws) {
        Graph.Builder builder = Graph.builder(n);
        int backbone = 1 + draws.below(n);
        for (int v = 1; v < backbone; v++) {
            builder.edge(v - 1, v);
        }
        int nodes = backbone;
        for (int v = 0; v < backbone; v++) {
            while (draws.happens(p1)) {
                int leg = nodes++;
                if (leg >= n) {
                    return Optional.empty();
                }
                builder.edge(v, leg);
                while (draws.happens(p2)) {
                    if (nodes >= n) {
                        return Optional.empty();
                    }
                    builder.edge(leg, nodes++);
                }
            }
        }
        return nodes == n ? Optional.of(builder.build()) : Optional.empty();
    }

    /**
     * A graph grown by preferential attachment (Barabási and Albert 1999, as NetworkX does it): from a star of m + 1 nodes, every further
     * node is joined to m different nodes, each drawn with a probability proportional to its degree until m different ones are found.
     *
     * @param n number of nodes, more than m
     * @param m edges that a new node brings, at least 1
     * @param key source of the draws
     * @return a connected graph of m (n − m) edges
     * @throws IllegalArgumentException if not {@code 1 <= m < n}
     */
    public static Graph barabasiAlbert(int n, int m, RandomKey key) {
        if (m < 1 || m >= n) {
            throw new IllegalArgumentException(
                    "a Barabási–Albert graph of " + n + " nodes with m = " + m + "; let 1 <= m < nodes");
        }
        Draws draws = new Draws(key);
        Graph.Builder builder = Graph.builder(n);
        int[] ends = new int[2 * m * (n - m)]; // every node as often as it has edges
        int size = 0;
        int[] chosen = Orderings.identity(m);
        for (int v = m; v < n; v++) {
            if (v > m) {
                chosen = differentOnes(ends, size, m, draws);
            }
            for (int u : chosen) {
                builder.edge(u, v);
                ends[size++] = u;
                ends[size++] = v;
            }
        }
        return builder.build();
    }

    private static int[] differentOnes(int[] from, int size, int count, Draws draws) {
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            int candidate = from[draws.below(size)];
            if (!chosen.contains(candidate)) {
                chosen.add(candidate);
            }
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Communities as in the data of GraphRNN (You et al. 2018, {@code n_community}): the nodes are dealt out to communities as evenly as
     * can be; two nodes of one community are joined with probability {@code within}. Then any two parts that are not connected to each
     * other so far are: every pair of nodes, one of each part, is joined with probability {@code between}, and where this joins none, the
     * first node of one is joined to the first of the other.
     *
     * @param n number of nodes, at least one a community
     * @param communities their number, at least 1
     * @param within probability of an edge inside a community, 0 to 1
     * @param between probability of an edge between parts, 0 to 1
     * @param key source of the draws
     * @return a connected graph; the communities are runs of consecutive nodes
     * @throws IllegalArgumentException if there are fewer nodes than communities, no community, or a probability is out of range
     */
    public static Graph communities(int n, int communities, double within, double between, RandomKey key) {
        if (communities < 1 || n < communities) {
            throw new IllegalArgumentException(
                    communities + " communities of " + n + " nodes in all; let 1 <= communities <= nodes");
        }
        requireShare("within", within, 1);
        requireShare("between", between, 1);
        Draws draws = new Draws(key);
        Graph.Builder builder = Graph.builder(n);
        for (int v = 1; v < n; v++) {
            for (int u = 0; u < v; u++) {
                if (community(u, communities, n) == community(v, communities, n) && draws.happens(within)) {
                    builder.edge(u, v);
                }
            }
        }
        int[] part = builder.build().components();
        int[][] members = Structure.cells(part, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                if (members[i].length > 0) {
                    join(members[j], members[i], between, draws, builder);
                }
            }
        }
        return builder.build();
    }

    private static int community(int v, int communities, int n) {
        return (int) ((long) v * communities / n);
    }

    private static void join(int[] one, int[] other, double between, Draws draws, Graph.Builder builder) {
        boolean joined = false;
        for (int u : one) {
            for (int v : other) {
                if (draws.happens(between)) {
                    builder.edge(u, v);
                    joined = true;
                }
            }
        }
        if (!joined) {
            builder.edge(one[0], other[0]);
        }
    }

    private static void requireShare(String name, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(name + " " + value + ": must lie between 0 and " + most);
        }
    }

    /** The draws of a key, one after the other. */
    private static final class Draws {
        private final RandomKey key;
        private long n;

        Draws(RandomKey key) {
            this.key = key;
        }

        boolean happens(double probability) {
            return key.uniform(n++) < probability;
        }

        int below(int bound) {
            return key.below(n++, bound);
        }
    }
}
