package org.sgvae.graph;

import java.util.Arrays;
import java.util.Objects;

/**
 * An undirected graph with node and edge types: \(n \ge 1\) nodes 0..n−1, no self-loops, no two edges between the
 * same nodes.
 *
 * <p>Immutable, and compared by content: two graphs are equal when they have the same nodes, types and edges under the
 * same numbering. {@link Isomorphism} compares up to numbering. Edges are kept sorted, so the order and direction in
 * which they were given do not matter: edge i joins {@code edgeSource(i) < edgeTarget(i)}, and the neighbours of a node
 * ascend. Storage is a few {@code int} arrays, linear in nodes and edges.
 */
public final class Graph {
    /** Most node types and most edge types: types are 0..{@value #MAX_TYPES} − 1. A model has weights for each. */
    public static final int MAX_TYPES = 10_000;

    private final int[] nodeTypes;
    private final int[] edgeSources;
    private final int[] edgeTargets;
    private final int[] edgeTypes;

    /** Neighbours of v: positions {@code offsets[v]} to {@code offsets[v + 1]} of the next two arrays. */
    private final int[] offsets;

    private final int[] neighbours;
    private final int[] neighbourEdges;

    /** Edges must be valid and sorted by source, then target. The arrays are kept, not copied. */
    private Graph(int[] nodeTypes, int[] edgeSources, int[] edgeTargets, int[] edgeTypes) {
        this.nodeTypes = nodeTypes;
        this.edgeSources = edgeSources;
        this.edgeTargets = edgeTargets;
        this.edgeTypes = edgeTypes;
        int edges = edgeSources.length;
        offsets = new int[nodeTypes.length + 1];
        for (int i = 0; i < edges; i++) {
            offsets[edgeSources[i] + 1]++;
            offsets[edgeTargets[i] + 1]++;
        }
        Arrays.parallelPrefix(offsets, Integer::sum);
        neighbours = new int[2 * edges];
        neighbourEdges = new int[2 * edges];
        int[] next = Arrays.copyOf(offsets, nodeTypes.length);
        // First every smaller neighbour, then every greater one: each list comes out ascending.
        for (int i = 0; i < edges; i++) {
            neighbours[next[edgeTargets[i]]] = edgeSources[i];
            neighbourEdges[next[edgeTargets[i]]++] = i;
        }
        for (int i = 0; i < edges; i++) {
            neighbours[next[edgeSources[i]]] = edgeTargets[i];
            neighbourEdges[next[edgeSources[i]]++] = i;
        }
    }

    /**
     * A graph from node types and edges.
     *
     * @param nodeTypes type of each node, one entry a node; not modified, copied
     * @param edges each {@code {u, v}} (type 0) or {@code {u, v, type}}; not modified
     * @return the graph
     * @throws IllegalArgumentException if there is no node, there is no such type, or an edge has a wrong number of
     *     entries,
     *     joins a node that does not exist, joins a node to itself, or occurs twice
     */
    public static Graph of(int[] nodeTypes, int[]... edges) {
        Builder builder = builder(nodeTypes.length);
        for (int v = 0; v < nodeTypes.length; v++) {
            builder.nodeType(v, nodeTypes[v]);
        }
        for (int i = 0; i < edges.length; i++) {
            int[] edge = edges[i];
            if (edge.length != 2 && edge.length != 3) {
                throw new IllegalArgumentException(
                        "edge " + i + " has " + edge.length + " entries; give two nodes, and a type where it is not 0");
            }
            builder.edge(edge[0], edge[1], edge.length == 3 ? edge[2] : 0);
        }
        return builder.build();
    }

    /**
     * A graph whose nodes are all of type 0.
     *
     * @param nodes number of nodes, at least 1
     * @param edges as in {@link #of(int[], int[][])}
     * @return the graph
     * @throws IllegalArgumentException as {@link #of(int[], int[][])}
     */
    public static Graph of(int nodes, int[]... edges) {
        if (nodes < 1) {
            throw Builder.noNodes(nodes);
        }
        return of(new int[nodes], edges);
    }

    /**
     * A builder of a graph with this many nodes, all of type 0 until told otherwise, and no edges yet.
     *
     * @param nodes number of nodes, at least 1
     * @return the builder
     * @throws IllegalArgumentException if {@code nodes < 1}
     */
    public static Builder builder(int nodes) {
        return new Builder(nodes);
    }

    /**
     * Number of nodes.
     *
     * @return n, at least 1
     */
    public int nodes() {
        return nodeTypes.length;
    }

    /**
     * Number of undirected edges.
     *
     * @return at least 0; each edge counts once
     */
    public int edges() {
        return edgeSources.length;
    }

    /**
     * Type of a node.
     *
     * @param v a node, 0..n−1
     * @return at least 0
     */
    public int nodeType(int v) {
        return nodeTypes[v];
    }

    /**
     * The smaller end of an edge.
     *
     * @param i an edge, 0..{@link #edges} − 1
     * @return a node below {@code edgeTarget(i)}
     */
    public int edgeSource(int i) {
        return edgeSources[i];
    }

    /**
     * The greater end of an edge.
     *
     * @param i an edge, 0..{@link #edges} − 1
     * @return a node above {@code edgeSource(i)}
     */
    public int edgeTarget(int i) {
        return edgeTargets[i];
    }

    /**
     * Type of an edge.
     *
     * @param i an edge, 0..{@link #edges} − 1
     * @return at least 0
     */
    public int edgeType(int i) {
        return edgeTypes[i];
    }

    /**
     * Number of edges at a node.
     *
     * @param v a node, 0..n−1
     * @return at least 0
     */
    public int degree(int v) {
        return offsets[v + 1] - offsets[v];
    }

    /**
     * A neighbour of a node; they ascend.
     *
     * @param v a node, 0..n−1
     * @param i which of them, 0..{@code degree(v)} − 1
     * @return a node
     */
    public int neighbour(int v, int i) {
        return neighbours[offsets[v] + Objects.checkIndex(i, degree(v))];
    }

    /**
     * Type of the edge from a node to a neighbour.
     *
     * @param v a node, 0..n−1
     * @param i which neighbour, 0..{@code degree(v)} − 1
     * @return at least 0
     */
    public int neighbourEdgeType(int v, int i) {
        return edgeTypes[neighbourEdges[offsets[v] + Objects.checkIndex(i, degree(v))]];
    }

    /**
     * Type of the edge between two nodes, by binary search.
     *
     * @param u a node
     * @param v a node
     * @return at least 0, or −1 where there is no edge
     */
    public int edgeType(int u, int v) {
        int at = Arrays.binarySearch(neighbours, offsets[u], offsets[u + 1], v);
        return at < 0 ? -1 : edgeTypes[neighbourEdges[at]];
    }

    /**
     * Whether an edge joins two nodes.
     *
     * @param u a node
     * @param v a node
     * @return true if there is one
     */
    public boolean hasEdge(int u, int v) {
        return edgeType(u, v) >= 0;
    }

    /**
     * The least V this graph fits.
     *
     * @return one more than the greatest node type
     */
    public int nodeTypeCount() {
        return 1 + Arrays.stream(nodeTypes).max().orElse(0);
    }

    /**
     * The least E this graph fits.
     *
     * @return one more than the greatest edge type, 1 where there is no edge
     */
    public int edgeTypeCount() {
        return 1 + Arrays.stream(edgeTypes).max().orElse(0);
    }

    /**
     * The same graph under another numbering: node i of the result is node {@code order[i]} of this one.
     *
     * @param order every node once; not modified
     * @return the renumbered graph
     * @throws IllegalArgumentException if {@code order} is not a permutation of the nodes
     */
    public Graph relabel(int[] order) {
        Orderings.requirePermutation(order, nodes());
        return inducedSubgraph(order);
    }

    /**
     * The graph on some of the nodes with every edge between them: node i of the result is {@code chosen[i]} of this
     * one.
     *
     * @param chosen distinct nodes, at least one; not modified
     * @return the subgraph
     * @throws IllegalArgumentException if nothing is chosen, or a node does not exist or is chosen twice
     */
    public Graph inducedSubgraph(int[] chosen) {
        Builder builder = builder(chosen.length);
        int[] position = new int[nodes()];
        Arrays.fill(position, -1);
        for (int i = 0; i < chosen.length; i++) {
            int v = chosen[i];
            if (v < 0 || v >= nodes() || position[v] >= 0) {
                throw new IllegalArgumentException(
                        "chosen node " + i + " is " + v + "; choose distinct nodes between 0 and " + (nodes() - 1));
            }
            position[v] = i;
            builder.nodeType(i, nodeTypes[v]);
        }
        for (int i = 0; i < chosen.length; i++) {
            for (int at = offsets[chosen[i]]; at < offsets[chosen[i] + 1]; at++) {
                if (position[neighbours[at]] > i) {
                    builder.edge(i, position[neighbours[at]], edgeTypes[neighbourEdges[at]]);
                }
            }
        }
        return builder.build();
    }

    /**
     * The connected component of every node, numbered from 0 in order of their smallest nodes.
     *
     * @return one entry a node; a new array
     */
    public int[] components() {
        int[] component = new int[nodes()];
        Arrays.fill(component, -1);
        int[] stack = new int[nodes()];
        int count = 0;
        for (int root = 0; root < nodes(); root++) {
            if (component[root] >= 0) {
                continue;
            }
            int size = 0;
            stack[size++] = root;
            component[root] = count;
            while (size > 0) {
                int v = stack[--size];
                for (int at = offsets[v]; at < offsets[v + 1]; at++) {
                    if (component[neighbours[at]] < 0) {
                        component[neighbours[at]] = count;
                        stack[size++] = neighbours[at];
                    }
                }
            }
            count++;
        }
        return component;
    }

    /**
     * Whether there is a path between any two nodes.
     *
     * @return true for a single node
     */
    public boolean isConnected() {
        return edges() >= nodes() - 1 && Arrays.stream(components()).max().orElse(0) == 0;
    }

    /**
     * Whether the graph is one cycle through all its nodes, whatever the types.
     *
     * @return true for a cycle of at least 3 nodes
     */
    public boolean isCycle() {
        if (nodes() < 3 || edges() != nodes()) {
            return false;
        }
        for (int v = 0; v < nodes(); v++) {
            if (degree(v) != 2) {
                return false;
            }
        }
        return isConnected();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Graph g
                && Arrays.equals(nodeTypes, g.nodeTypes)
                && Arrays.equals(edgeSources, g.edgeSources)
                && Arrays.equals(edgeTargets, g.edgeTargets)
                && Arrays.equals(edgeTypes, g.edgeTypes);
    }

    @Override
    public int hashCode() {
        int hash = Arrays.hashCode(nodeTypes);
        hash = 31 * hash + Arrays.hashCode(edgeSources);
        hash = 31 * hash + Arrays.hashCode(edgeTargets);
        return 31 * hash + Arrays.hashCode(edgeTypes);
    }

    /** Node types and edges, such as {@code nodes [0, 1, 0], edges 0-1 1-2:3}; a type 0 edge goes without it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("nodes ").append(Arrays.toString(nodeTypes));
        text.append(", edges");
        for (int i = 0; i < edges(); i++) {
            text.append(' ').append(edgeSources[i]).append('-').append(edgeTargets[i]);
            if (edgeTypes[i] != 0) {
                text.append(':').append(edgeTypes[i]);
            }
        }
        return text.toString();
    }

    /** Collects the types and edges of one graph; edges are numbered in the order they are added. */
    public static final class Builder {
        private static final String TYPE_RANGE = "types are 0.." + (MAX_TYPES - 1);

        private final int[] nodeTypes;
        private int[] ends = new int[16];
        private int[] types = new int[8];
        private int edges;

        private Builder(int nodes) {
            if (nodes < 1) {
                throw noNodes(nodes);
            }
            nodeTypes = new int[nodes];
        }

        private static IllegalArgumentException noNodes(int nodes) {
            return new IllegalArgumentException("a graph of " + nodes + " nodes; give at least one");
        }

        /**
         * Sets the type of a node.
         *
         * @param v a node
         * @param type 0..{@link #MAX_TYPES} − 1
         * @return this builder
         * @throws IllegalArgumentException if there is no node v or no such type
         */
        public Builder nodeType(int v, int type) {
            if (v < 0 || v >= nodeTypes.length) {
                throw new IllegalArgumentException("node " + v + " is given a type but does not exist; " + range());
            }
            if (type < 0 || type >= MAX_TYPES) {
                throw new IllegalArgumentException("node " + v + " has type " + type + "; " + TYPE_RANGE);
            }
            nodeTypes[v] = type;
            return this;
        }

        /**
         * Adds an edge of type 0.
         *
         * @param u a node
         * @param v another node
         * @return this builder
         * @throws IllegalArgumentException as {@link #edge(int, int, int)}
         */
        public Builder edge(int u, int v) {
            return edge(u, v, 0);
        }

        /**
         * Adds an edge; which end comes first makes no difference.
         *
         * @param u a node
         * @param v another node
         * @param type 0..{@link #MAX_TYPES} − 1
         * @return this builder
         * @throws IllegalArgumentException if a node does not exist, both are the same, there is no such type, or the
         *     memory is too small for the edges
         */
        public Builder edge(int u, int v, int type) {
            if (Math.min(u, v) < 0 || Math.max(u, v) >= nodeTypes.length) {
                throw bad(u, v, "joins a node that does not exist; " + range());
            }
            if (u == v) {
                throw bad(u, v, "is a self-loop; remove it");
            }
            if (type < 0 || type >= MAX_TYPES) {
                throw bad(u, v, "has type " + type + "; " + TYPE_RANGE);
            }
            if (edges == types.length) {
                grow();
            }
            ends[2 * edges] = Math.min(u, v);
            ends[2 * edges + 1] = Math.max(u, v);
            types[edges++] = type;
            return this;
        }

        /**
         * The graph so far; the builder may go on being used.
         *
         * @return a graph that later changes to this builder do not reach
         * @throws IllegalArgumentException if two edges join the same nodes
         */
        public Graph build() {
            int[] order = Orderings.identity(edges);
            order = sortedBy(1, order);
            order = sortedBy(0, order);
            int[] sources = new int[edges];
            int[] targets = new int[edges];
            int[] sortedTypes = new int[edges];
            for (int i = 0; i < edges; i++) {
                sources[i] = ends[2 * order[i]];
                targets[i] = ends[2 * order[i] + 1];
                sortedTypes[i] = types[order[i]];
                if (i > 0 && sources[i] == sources[i - 1] && targets[i] == targets[i - 1]) {
                    throw new IllegalArgumentException("edge " + order[i] + " (" + sources[i] + "-" + targets[i]
                            + ") joins the same nodes as edge " + order[i - 1] + "; remove one of them");
                }
            }
            return new Graph(nodeTypes.clone(), sources, targets, sortedTypes);
        }

        /** Stable counting sort of edge numbers by one of their ends. */
        private int[] sortedBy(int end, int[] order) {
            int[] start = new int[nodeTypes.length + 1];
            for (int i : order) {
                start[ends[2 * i + end] + 1]++;
            }
            Arrays.parallelPrefix(start, Integer::sum);
            int[] sorted = new int[order.length];
            for (int i : order) {
                sorted[start[ends[2 * i + end]]++] = i;
            }
            return sorted;
        }

        private void grow() {
            MemoryLimit.requireEdges(2 * edges);
            ends = Arrays.copyOf(ends, 4 * edges);
            types = Arrays.copyOf(types, 2 * edges);
        }

        private IllegalArgumentException bad(int u, int v, String what) {
            return new IllegalArgumentException("edge " + edges + " (" + u + "-" + v + ") " + what);
        }

        private String range() {
            return "nodes are 0.." + (nodeTypes.length - 1);
        }
    }
}
