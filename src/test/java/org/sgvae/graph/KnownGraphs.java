package org.sgvae.graph;

/** Graphs whose symmetries are in every textbook. */
public final class KnownGraphs {

    private KnownGraphs() {}

    public static Graph petersen() {
        Graph.Builder builder = Graph.builder(10);
        for (int v = 0; v < 5; v++) {
            builder.edge(v, (v + 1) % 5).edge(5 + v, 5 + (v + 2) % 5).edge(v, 5 + v);
        }
        return builder.build();
    }

    static Graph completeBipartite(int m, int n) {
        Graph.Builder builder = Graph.builder(m + n);
        for (int u = 0; u < m; u++) {
            for (int v = 0; v < n; v++) {
                builder.edge(u, m + v);
            }
        }
        return builder.build();
    }

    public static Graph hypercube(int dimension) {
        Graph.Builder builder = Graph.builder(1 << dimension);
        for (int v = 0; v < 1 << dimension; v++) {
            for (int bit = 1; bit < 1 << dimension; bit <<= 1) {
                if ((v & bit) == 0) {
                    builder.edge(v, v | bit);
                }
            }
        }
        return builder.build();
    }

    /** A root, two children of each node, this many levels in all. */
    public static Graph binaryTree(int levels) {
        Graph.Builder builder = Graph.builder((1 << levels) - 1);
        for (int v = 1; v < (1 << levels) - 1; v++) {
            builder.edge((v - 1) / 2, v);
        }
        return builder.build();
    }

    /** Squares of a board joined along rows and columns. */
    static Graph rook(int side) {
        return board(side, (dr, dc) -> dr == 0 || dc == 0);
    }

    /** Strongly regular like the 4 × 4 rook's graph, with the same parameters, but another graph. */
    static Graph shrikhande() {
        return board(4, (dr, dc) -> dr == dc ? dr % 2 == 1 : dr * dc == 0 && (dr + dc) % 2 == 1);
    }

    /** Numbers modulo a prime 4k + 1, joined where they differ by a square. */
    static Graph paley(int prime) {
        boolean[] square = new boolean[prime];
        for (int i = 1; i < prime; i++) {
            square[i * i % prime] = true;
        }
        Graph.Builder builder = Graph.builder(prime);
        for (int v = 0; v < prime; v++) {
            for (int u = 0; u < v; u++) {
                if (square[v - u]) {
                    builder.edge(u, v);
                }
            }
        }
        return builder.build();
    }

    private interface Joined {
        boolean test(int rowDifference, int columnDifference);
    }

    /** Differences are taken modulo the side. */
    private static Graph board(int side, Joined joined) {
        Graph.Builder builder = Graph.builder(side * side);
        for (int v = 0; v < side * side; v++) {
            for (int u = 0; u < v; u++) {
                if (joined.test(Math.floorMod(v / side - u / side, side), Math.floorMod(v % side - u % side, side))) {
                    builder.edge(u, v);
                }
            }
        }
        return builder.build();
    }
}
