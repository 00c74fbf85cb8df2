package org.sgvae.graph;

/** Graphs known by name, all types 0. */
public final class GraphFamilies {

    private GraphFamilies() {}

    /**
     * The cycle 0–1–…–(n−1)–0.
     *
     * @param n number of nodes, at least 3
     * @return a graph of n nodes and n edges
     * @throws IllegalArgumentException if {@code n < 3}
     */
    public static Graph cycle(int n) {
        if (n < 3) {
            throw new IllegalArgumentException("a cycle of " + n + " nodes; give at least 3");
        }
        Graph.Builder builder = Graph.builder(n);
        for (int v = 0; v < n; v++) {
            builder.edge(v, (v + 1) % n);
        }
        return builder.build();
    }

    /**
     * The path 0–1–…–(n−1).
     *
     * @param n number of nodes, at least 1
     * @return a graph of n nodes and n−1 edges
     * @throws IllegalArgumentException if {@code n < 1}
     */
    public static Graph path(int n) {
        Graph.Builder builder = Graph.builder(n);
        for (int v = 1; v < n; v++) {
            builder.edge(v - 1, v);
        }
        return builder.build();
    }

    /**
     * All nodes joined to each other.
     *
     * @param n number of nodes, at least 1
     * @return a graph of n nodes and n(n−1)/2 edges
     * @throws IllegalArgumentException if {@code n < 1}
     */
    public static Graph complete(int n) {
        Graph.Builder builder = Graph.builder(n);
        for (int v = 1; v < n; v++) {
            for (int u = 0; u < v; u++) {
                builder.edge(u, v);
            }
        }
        return builder.build();
    }

    /**
     * Node 0 joined to each of the others.
     *
     * @param n number of nodes in all, at least 1
     * @return a graph of n nodes and n−1 edges
     * @throws IllegalArgumentException if {@code n < 1}
     */
    public static Graph star(int n) {
        Graph.Builder builder = Graph.builder(n);
        for (int v = 1; v < n; v++) {
            builder.edge(0, v);
        }
        return builder.build();
    }

    /**
     * A rectangle of nodes numbered row by row, each joined to the next in its row and in its column.
     *
     * @param rows at least 1
     * @param columns at least 1
     * @return a graph of rows · columns nodes
     * @throws IllegalArgumentException if there is no row or no column
     */
    public static Graph grid(int rows, int columns) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("a grid of " + rows + "x" + columns + "; give at least 1x1");
        }
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

    /**
     * Two paths of equal length with a rung between each pair of nodes that stand side by side: a grid of two rows.
     *
     * @param rungs at least 1
     * @return a graph of 2 · rungs nodes and 3 · rungs − 2 edges
     * @throws IllegalArgumentException if there is no rung
     */
    public static Graph ladder(int rungs) {
        return grid(2, rungs);
    }
}
