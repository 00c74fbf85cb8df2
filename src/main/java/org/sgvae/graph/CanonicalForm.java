package org.sgvae.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The canonical numbering of a graph: isomorphic graphs, and no others, get equal forms, with node and edge types.
 *
 * <p>Search tree of McKay (Practical graph isomorphism, 1981): refine the colours; where several nodes share one, give
 * each of the smallest such cell a colour of its own in turn, and go on. Of all numberings at the leaves the one with
 * the least code wins. A leaf whose code equals the best so far shows an automorphism; everything below the node where
 * the two paths part is then a copy of what was searched already, and is left. So n equal leaves of a tree cost n²
 * leaves of the search and not n!.
 *
 * <p>Refinement is by hashes that do not depend on the numbering; if two collide a cell is split later, the result is
 * the same.
 */
public final class CanonicalForm {
    private final Graph graph;
    private final SearchLimit limit;
    private final int n;

    /** Scratch of a refinement. */
    private final long[] near;

    private final long[] sorted;

    private int @Nullable [] bestCode;
    private int[] bestColours = {};
    private int[] bestPath = {};
    private final int[] path;

    private CanonicalForm(Graph graph, long limit) {
        this.graph = graph;
        this.limit = new SearchLimit("the canonical form of a graph of " + graph.nodes() + " nodes", limit);
        n = graph.nodes();
        near = new long[n];
        sorted = new long[n];
        path = new int[n];
    }

    /**
     * The canonical form of a graph.
     *
     * @param graph any graph
     * @return the graph under its canonical numbering, in which node types ascend
     * @throws IllegalArgumentException if the search passes {@link Isomorphism#DEFAULT_LIMIT}
     */
    public static Graph of(Graph graph) {
        return graph.relabel(order(graph));
    }

    /**
     * The canonical numbering of a graph.
     *
     * @param graph any graph
     * @return the nodes in canonical order; {@code graph.relabel(order)} is the canonical form
     * @throws IllegalArgumentException if the search passes {@link Isomorphism#DEFAULT_LIMIT}
     */
    public static int[] order(Graph graph) {
        CanonicalForm search = new CanonicalForm(graph, Isomorphism.DEFAULT_LIMIT);
        int[] colours = new int[search.n];
        for (int v = 0; v < colours.length; v++) {
            search.near[v] = graph.nodeType(v);
        }
        search.rank(colours);
        search.search(colours, 0);
        return inverse(search.bestColours);
    }

    /**
     * Searches below a colouring; returns the depth to go back to: this one, or that where the search parted from the
     * best path.
     */
    private int search(int[] colours, int depth) {
        refine(colours);
        int[] cellSize = new int[n];
        for (int colour : colours) {
            cellSize[colour]++;
        }
        int cell = -1;
        for (int colour = 0; colour < n; colour++) {
            if (cellSize[colour] > 1 && (cell < 0 || cellSize[colour] < cellSize[cell])) {
                cell = colour;
            }
        }
        if (cell < 0) {
            return compare(colours, depth);
        }
        for (int v = 0; v < n; v++) {
            if (colours[v] == cell) {
                path[depth] = v;
                int back = search(individualised(colours, v), depth + 1);
                if (back < depth) {
                    return back;
                }
            }
        }
        return depth;
    }

    /**
     * A leaf: keeps it if its code is less than the best; where it is equal, returns the depth at which the paths part.
     */
    private int compare(int[] colours, int depth) {
        int[] code = code(colours);
        int order = bestCode == null ? -1 : Arrays.compare(code, bestCode);
        if (order < 0) {
            bestCode = code;
            bestColours = colours;
            bestPath = Arrays.copyOf(path, depth);
            return depth;
        }
        return order > 0 ? depth : Arrays.mismatch(bestPath, Arrays.copyOf(path, depth));
    }

    /** The cell's other nodes come after v. A colour is the number of nodes of lesser colours. */
    private static int[] individualised(int[] colours, int v) {
        int[] split = colours.clone();
        for (int u = 0; u < split.length; u++) {
            split[u] += u != v && colours[u] == colours[v] ? 1 : 0;
        }
        return split;
    }

    /** Splits cells by the colours around their nodes until nothing changes. */
    private void refine(int[] colours) {
        int cells = -1;
        for (int now = cells(colours); now > cells && now < n; now = cells(colours)) {
            cells = now;
            limit.spend(n + 2L * graph.edges());
            for (int v = 0; v < n; v++) {
                long sum = 0;
                for (int i = 0; i < graph.degree(v); i++) {
                    sum += mix((long) colours[graph.neighbour(v, i)] << 32 | graph.neighbourEdgeType(v, i));
                }
                near[v] = (long) colours[v] << 40
                        | mix(sum) >>> 24; // the old colour first: cells are split, never merged
            }
            rank(colours);
        }
    }

    private int cells(int[] colours) {
        boolean[] used = new boolean[n];
        int cells = 0;
        for (int colour : colours) {
            cells += used[colour] ? 0 : 1;
            used[colour] = true;
        }
        return cells;
    }

    /** Makes the colour of a node the number of nodes that have less in {@link #near}. */
    private void rank(int[] colours) {
        System.arraycopy(near, 0, sorted, 0, n);
        Arrays.sort(sorted);
        for (int v = 0; v < n; v++) {
            int at = Arrays.binarySearch(sorted, near[v]);
            while (at > 0 && sorted[at - 1] == near[v]) {
                at--;
            }
            colours[v] = at;
        }
    }

    /** Node types in order, then for every node its edges to those before it. */
    private int[] code(int[] position) {
        limit.spend(n + 2L * graph.edges());
        int[] order = inverse(position);
        int[] code = new int[2 * n + 2 * graph.edges()];
        int at = 0;
        for (int v : order) {
            code[at++] = graph.nodeType(v);
        }
        for (int v : order) {
            int from = ++at;
            for (int i = 0; i < graph.degree(v); i++) {
                int u = position[graph.neighbour(v, i)];
                if (u < position[v]) {
                    int slot = at;
                    for (; slot > from && code[slot - 2] > u; slot -= 2) { // insertion: few neighbours
                        code[slot] = code[slot - 2];
                        code[slot + 1] = code[slot - 1];
                    }
                    code[slot] = u;
                    code[slot + 1] = graph.neighbourEdgeType(v, i);
                    at += 2;
                }
            }
            code[from - 1] = (at - from) / 2;
        }
        return code;
    }

    private static int[] inverse(int[] permutation) {
        int[] inverse = new int[permutation.length];
        for (int i = 0; i < permutation.length; i++) {
            inverse[permutation[i]] = i;
        }
        return inverse;
    }

    /** Steele, Lea and Flood's SplitMix64 finaliser. */
    private static long mix(long x) {
        x += 0x9E3779B97F4A7C15L;
        x = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }
}
