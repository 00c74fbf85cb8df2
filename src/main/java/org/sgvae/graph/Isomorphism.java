package org.sgvae.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether graphs are the same up to the numbering of their nodes, with node and edge types.
 *
 * <p>Exact. Trees, cycles, random graphs and graphs of many components take about as long as reading them a few times;
 * graphs built to be hard (strongly regular ones of hundreds of nodes) can pass the limit of {@value #DEFAULT_LIMIT}
 * steps, which ends the search with an error after some seconds. A step is a node or one end of an edge looked at.
 */
public final class Isomorphism {

    /** Most steps of one comparison unless told otherwise. */
    public static final long DEFAULT_LIMIT = 200_000_000;

    /** Rounds of hashing in {@link #classes}: enough to tell most graphs apart, whatever their diameter. */
    private static final int HASH_ROUNDS = 3;

    private Isomorphism() {}

    /**
     * Whether a renumbering turns one graph into another.
     *
     * @param a a graph
     * @param b a graph
     * @return true if there is one
     * @throws IllegalArgumentException if the search passes {@link #DEFAULT_LIMIT}
     */
    public static boolean areIsomorphic(Graph a, Graph b) {
        return find(a, b, DEFAULT_LIMIT).isPresent();
    }

    /**
     * A renumbering that turns one graph into another, if there is one.
     *
     * @param a a graph
     * @param b a graph
     * @param limit most steps of the search
     * @return for each node of a its node of b: \(\sigma\) with {@code b.relabel(σ).equals(a)}
     * @throws IllegalArgumentException if the search passes the limit
     */
    public static Optional<int[]> find(Graph a, Graph b, long limit) {
        if (a.equals(b)) {
            return Optional.of(Orderings.identity(a.nodes()));
        }
        if (a.nodes() != b.nodes() || a.edges() != b.edges()) {
            return Optional.empty();
        }
        SearchLimit steps = new SearchLimit("comparing two graphs of " + a.nodes() + " nodes", limit);
        return new SymmetrySearch(steps).isomorphism(Structure.of(a), Structure.of(b));
    }

    /**
     * Sorts graphs into isomorphism classes.
     *
     * @param graphs not modified
     * @return for each graph the number of its class; classes are numbered from 0 as they first occur
     * @throws IllegalArgumentException if a comparison passes {@link #DEFAULT_LIMIT}
     */
    public static int[] classes(List<Graph> graphs) {
        int[] classOf = new int[graphs.size()];
        List<Graph> firsts = new ArrayList<>();
        Map<Long, List<Integer>> classesByHash = new HashMap<>();
        for (int i = 0; i < classOf.length; i++) {
            Graph graph = graphs.get(i);
            List<Integer> candidates = classesByHash.computeIfAbsent(hash(graph), key -> new ArrayList<>());
            classOf[i] = candidates.stream()
                    .filter(c -> areIsomorphic(firsts.get(c), graph))
                    .findFirst()
                    .orElseGet(() -> {
                        candidates.add(firsts.size());
                        firsts.add(graph);
                        return firsts.size() - 1;
                    });
        }
        return classOf;
    }

    /** Equal for isomorphic graphs: types and what is near each node, summed so that the numbering does not matter. */
    private static long hash(Graph graph) {
        long[] near = new long[graph.nodes()];
        Arrays.setAll(near, v -> mix(graph.nodeType(v)));
        for (int round = 0; round < HASH_ROUNDS; round++) {
            long[] next = new long[near.length];
            for (int v = 0; v < near.length; v++) {
                long sum = 0;
                for (int i = 0; i < graph.degree(v); i++) {
                    sum += mix(near[graph.neighbour(v, i)] + 31L * graph.neighbourEdgeType(v, i));
                }
                next[v] = mix(near[v] ^ Long.rotateLeft(mix(sum), 17));
            }
            near = next;
        }
        return Arrays.stream(near).sum();
    }

    /** Steele, Lea and Flood's SplitMix64 finaliser: spreads every bit over all. */
    private static long mix(long x) {
        x += 0x9E3779B97F4A7C15L;
        x = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }
}
