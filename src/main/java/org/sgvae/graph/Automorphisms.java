package org.sgvae.graph;

import java.math.BigInteger;

/**
 * The number of automorphisms \(|\mathrm{Aut}(x)|\): renumberings of the nodes that leave the graph, with its node and
 * edge types, as it is. A sum over all orderings counts each distinct construction of x that many times.
 *
 * <p>Exact. A single cycle of any length is counted at once (2n where all types are equal). Other graphs are searched with
 * colour refinement; what was said of the limit at {@link Isomorphism} holds here too, with
 * {@link Isomorphism#DEFAULT_LIMIT} steps for the whole count.
 */
public final class Automorphisms {

    private Automorphisms() {}

    /**
     * \(|\mathrm{Aut}(x)|\).
     *
     * @param graph x
     * @return at least 1
     * @throws IllegalArgumentException if the search passes {@link Isomorphism#DEFAULT_LIMIT}
     */
    public static BigInteger count(Graph graph) {
        return count(graph, Isomorphism.DEFAULT_LIMIT);
    }

    /**
     * \(|\mathrm{Aut}(x)|\) with a limit of one's own.
     *
     * @param graph x
     * @param limit most steps of the search
     * @return at least 1
     * @throws IllegalArgumentException if the search passes the limit
     */
    public static BigInteger count(Graph graph, long limit) {
        if (graph.isCycle()) {
            return BigInteger.valueOf(ofCycle(graph));
        }
        SearchLimit steps = new SearchLimit(
                "counting the automorphisms of a graph of " + graph.nodes() + " nodes and " + graph.edges() + " edges",
                limit);
        return new SymmetrySearch(steps).automorphisms(Structure.of(graph));
    }

    /**
     * \(\log |\mathrm{Aut}(x)|\), in nats, finite however many there are.
     *
     * @param graph x
     * @return at least 0
     * @throws IllegalArgumentException if the search passes {@link Isomorphism#DEFAULT_LIMIT}
     */
    public static double logCount(Graph graph) {
        BigInteger count = count(graph);
        int beyondDouble = Math.max(0, count.bitLength() - 1000);
        return StrictMath.log(count.shiftRight(beyondDouble).doubleValue()) + beyondDouble * StrictMath.log(2);
    }

    /**
     * Turns and reflections of a cycle that keep its types: the places where the types read around it occur, forwards or
     * backwards, in the same reading twice over.
     */
    private static long ofCycle(Graph cycle) {
        int n = cycle.nodes();
        int[] around = new int[n];
        int previous = 0;
        int at = cycle.neighbour(0, 0);
        for (int i = 1; i < n; i++) {
            around[i] = at;
            int next = cycle.neighbour(at, 0) == previous ? cycle.neighbour(at, 1) : cycle.neighbour(at, 0);
            previous = at;
            at = next;
        }
        long[] forwards = new long[n];
        long[] backwards = new long[n];
        for (int i = 0; i < n; i++) {
            int v = around[i];
            int following = around[(i + 1) % n];
            forwards[i] = (long) cycle.nodeType(v) << 32 | cycle.edgeType(v, following);
            backwards[n - 1 - i] = (long) cycle.nodeType(following) << 32 | cycle.edgeType(v, following);
        }
        return occurrences(forwards, forwards) + occurrences(backwards, forwards);
    }

    /** How many of the n turns of a ring read like the pattern, by Knuth, Morris and Pratt. */
    private static long occurrences(long[] pattern, long[] ring) {
        int n = pattern.length;
        int[] border = new int[n + 1]; // of the first i letters: the longest proper prefix that is also a suffix
        border[0] = -1;
        for (int i = 0, length = -1; i < n; border[++i] = ++length) {
            while (length >= 0 && pattern[length] != pattern[i]) {
                length = border[length];
            }
        }
        long found = 0;
        int matched = 0;
        for (int i = 0; i < 2 * n - 1; i++) {
            while (matched >= 0 && (matched == n || pattern[matched] != ring[i % n])) {
                matched = border[matched];
            }
            if (++matched == n) {
                found++;
            }
        }
        return found;
    }
}
