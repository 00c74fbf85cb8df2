package org.sgvae.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How alike two graphs are under one assignment of nodes to nodes, and so at most how far apart: a bound of the graph edit
 * distance, whose exact value is NP-hard.
 *
 * <p>The smaller graph is filled up with absent nodes. Nodes are assigned in the order of degrees and neighbours' degrees, and then
 * pairs of assignments are swapped as long as that lowers the distance (2-opt), for at most {@value #MOST_SWAPS} attempts. Isomorphic
 * graphs are told exactly.
 *
 * @param distance nodes and edges to add, to remove or to give another type: at least the graph edit distance
 * @param nodesRight nodes that are assigned one of their type
 * @param edgesRight edges that are assigned one of their type
 */
public record EditBound(int distance, int nodesRight, int edgesRight) {
    private static final int MOST_SWAPS = 50_000;
    private static final int ABSENT = -1;

    /**
     * Compares two graphs.
     *
     * @param a a graph
     * @param b a graph
     * @return the bound; distance 0 exactly where they are isomorphic
     * @throws IllegalArgumentException if telling whether they are isomorphic is too hard, see {@link Isomorphism}
     */
    public static EditBound of(Graph a, Graph b) {
        if (Isomorphism.areIsomorphic(a, b)) {
            return new EditBound(0, a.nodes(), a.edges());
        }
        int n = Math.max(a.nodes(), b.nodes());
        Assignment assignment = new Assignment(types(a, n), types(b, n), inOrder(a, n), inOrder(b, n));
        assignment.improve();
        return assignment.bound();
    }

    /** Edge types between nodes, and on the diagonal types of nodes; n x n. */
    private static int[][] types(Graph graph, int n) {
        int[][] types = new int[n][n];
        for (int[] row : types) {
            Arrays.fill(row, ABSENT);
        }
        for (int v = 0; v < graph.nodes(); v++) {
            types[v][v] = graph.nodeType(v);
            for (int i = 0; i < graph.degree(v); i++) {
                types[v][graph.neighbour(v, i)] = graph.neighbourEdgeType(v, i);
            }
        }
        return types;
    }

    /** Nodes by falling degree, then by falling sum of the neighbours' degrees, then by type; absent ones last. */
    private static int[] inOrder(Graph graph, int n) {
        List<Integer> nodes =
                new ArrayList<>(IntStream.range(0, graph.nodes()).boxed().toList());
        nodes.sort(Comparator.comparingInt((Integer v) -> -graph.degree(v))
                .thenComparingInt(v -> -IntStream.range(0, graph.degree(v))
                        .map(i -> graph.degree(graph.neighbour(v, i)))
                        .sum())
                .thenComparingInt(graph::nodeType));
        IntStream.range(graph.nodes(), n).forEach(nodes::add);
        return nodes.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Nodes of a assigned to nodes of b: {@code order[k]} to {@code image[k]}. */
    private static final class Assignment {
        private final int[][] a;
        private final int[][] b;
        private final int[] order;
        private final int[] image;

        @SuppressWarnings("ArrayParameter") // its own
        Assignment(int[][] a, int[][] b, int[] order, int[] image) {
            this.a = a;
            this.b = b;
            this.order = order;
            this.image = image;
        }

        void improve() {
            boolean better = true;
            for (int swaps = 0; better; ) {
                better = false;
                for (int k = 0; k < order.length; k++) {
                    for (int l = k + 1; l < order.length; l++) {
                        if (++swaps > MOST_SWAPS) {
                            return;
                        }
                        int before = cost(k, l);
                        swap(k, l);
                        if (cost(k, l) < before) {
                            better = true;
                        } else {
                            swap(k, l);
                        }
                    }
                }
            }
        }

        private void swap(int k, int l) {
            int kept = image[k];
            image[k] = image[l];
            image[l] = kept;
        }

        /** What the assignments k and l have a part in, but for the edge between them, which a swap leaves. */
        private int cost(int k, int l) {
            int cost = 0;
            for (int j = 0; j < order.length; j++) {
                cost += j == l || same(k, j) ? 0 : 1;
                cost += j == k || same(l, j) ? 0 : 1;
            }
            return cost;
        }

        private boolean same(int k, int j) {
            return a[order[k]][order[j]] == b[image[k]][image[j]];
        }

        EditBound bound() {
            int distance = 0;
            int nodes = 0;
            int edges = 0;
            for (int k = 0; k < order.length; k++) {
                nodes += same(k, k) ? 1 : 0; // of the larger graph none is absent
                distance += same(k, k) ? 0 : 1;
                for (int j = 0; j < k; j++) {
                    edges += same(k, j) && a[order[k]][order[j]] != ABSENT ? 1 : 0;
                    distance += same(k, j) ? 0 : 1;
                }
            }
            return new EditBound(distance, nodes, edges);
        }
    }
}
