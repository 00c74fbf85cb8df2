package org.sgvae.graph;

/** Graphs known by name, all types 0. */
public final class GraphFamilies {

    private GraphFamilies() {}

    /**
     * The cycle 0–1–…–(n−1)–0.
     *
     * @param n number of nodes, at least 3
     * @throws IllegalArgumentException if {@code n < 3}
     */
    public static Graph cycle(int n) {
        if (n < 3) {
            throw new IllegalArgumentException("a cycle of " + n + " nodes: give at least 3");
        }
        Graph.Builder builder = Graph.builder(n);
        for (int v = 0; v < n; v++) {
            builder.edge(v, (v + 1) % n);
        }
        return builder.build();
    }

    /** The path 0–1–…–(n−1), \(n \ge 1\). */
    public static Graph path(int n) {
        Graph.Builder builder = Graph.builder(n);
        for (int v = 1; v < n; v++) {
            builder.edge(v - 1, v);
        }
        return builder.build();
    }

    /** All n nodes joined to each other, \(n \ge 1\). */
    public static Graph complete(int n) {
        Graph.Builder builder = Graph.builder(n);
        for (int v = 1; v < n; v++) {
            for (int u = 0; u < v; u++) {
                builder.edge(u, v);
            }
        }
        return builder.build();
    }

    /** Node 0 joined to each of the others, n nodes in all, \(n \ge 1\). */
    public static Graph star(int n) {
        Graph.Builder builder = Graph.builder(n);
        for (int v = 1; v < n; v++) {
            builder.edge(0, v);
        }
        return builder.build();
    }

    /** Nodes of a rows × columns rectangle, numbered row by row, each joined to the next in its row and column. */
    public static Graph grid(int rows, int columns) {
        Graph.Builder builder = Graph.builder(Math.multiplyExact(rows, columns));
        for (int v = 0; v < rows * columns; v++) {
            if (v % columns + 1 < columns) {
                builder.edge(v, v + 1);
            }
            if (v + columns < rows * columns) {
                builder.edge(v, v + columns);
            }
        }
        return builder.build();
    }
}
