package org.sgvae.graph;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Coloured nodes, any two of which are in a relation: what the searches for symmetries work on.
 *
 * <p>Most pairs are in the <i>silent</i> relation and take no space; the others are stored as arcs, both ways, with the
 * number of their relation. At first the silent relation is "no edge". {@link #reduced} changes which relation is silent,
 * between one pair of colours at a time, and so falls apart what only looks connected: the leaves of a star, a complete
 * graph, the halves of a complete bipartite graph.
 */
final class Structure {

    /** The colour of a node singled out, which no refinement gives. */
    static final int ALONE = -1;

    private final int[] colours;
    private final int[] offsets;
    private final int[] neighbours;
    private final int[] relations;

    /** Whether refinement would change nothing, were it not for the nodes of colour {@link #ALONE}. */
    private final boolean settled;

    /** The arrays are kept, not copied. */
    private Structure(int[] colours, int[] offsets, int[] neighbours, int[] relations, boolean settled) {
        this.colours = colours;
        this.offsets = offsets;
        this.neighbours = neighbours;
        this.relations = relations;
        this.settled = settled;
    }

    /** Part of a structure, with the names its nodes have in the whole. */
    static final class Part {

        private final Structure structure;
        private final int[] nodes;

        private Part(Structure structure, int[] nodes) {
            this.structure = structure;
            this.nodes = nodes;
        }

        Structure structure() {
            return structure;
        }

        int size() {
            return nodes.length;
        }

        /** The node of the whole that is node i of this part. */
        int node(int i) {
            return nodes[i];
        }

        /** Equal for parts with the same colours: isomorphic parts have equal keys. */
        IntBuffer key() {
            int[] sorted = structure.colours.clone();
            Arrays.sort(sorted);
            return IntBuffer.wrap(sorted);
        }
    }

    /** Node types as colours, edge types as relations, "no edge" silent. */
    static Structure of(Graph graph) {
        Arcs arcs = new Arcs(graph.nodes());
        int[] colours = new int[graph.nodes()];
        for (int v = 0; v < graph.nodes(); v++) {
            colours[v] = graph.nodeType(v);
            for (int i = 0; i < graph.degree(v); i++) {
                arcs.add(graph.neighbour(v, i), graph.neighbourEdgeType(v, i));
            }
            arcs.endNode();
        }
        return arcs.toStructure(colours, false);
    }

    int nodes() {
        return colours.length;
    }

    int arcs() {
        return neighbours.length;
    }

    int colour(int v) {
        return colours[v];
    }

    int degree(int v) {
        return offsets[v + 1] - offsets[v];
    }

    int neighbour(int v, int i) {
        return neighbours[offsets[v] + i];
    }

    int relation(int v, int i) {
        return relations[offsets[v] + i];
    }

    boolean settled() {
        return settled;
    }

    /** The same with node v singled out. */
    Structure individualised(int v) {
        int[] changed = colours.clone();
        changed[v] = ALONE;
        return new Structure(changed, offsets, neighbours, relations, settled);
    }

    /** This structure and then another, with no arcs between them. */
    Structure beside(Structure other) {
        Arcs arcs = new Arcs(nodes() + other.nodes());
        for (int v = 0; v < nodes(); v++) {
            arcs.addAll(this, v, 0);
        }
        for (int v = 0; v < other.nodes(); v++) {
            arcs.addAll(other, v, nodes());
        }
        int[] both = Arrays.copyOf(colours, nodes() + other.nodes());
        System.arraycopy(other.colours, 0, both, nodes(), other.nodes());
        return arcs.toStructure(both, settled && other.settled);
    }

    /**
     * Takes stable colours, and between any two colours makes the commonest relation the silent one.
     *
     * <p>The pairs silent before get the number that the commonest relation no longer needs, so which pairs are alike does
     * not change, nor do the symmetries that keep the colours. There are never more arcs after than before.
     *
     * @param stable a stable colour for every node, below {@code bound}
     */
    Structure reduced(int[] stable, int bound) {
        int[][] cells = cells(stable, bound);
        int[] silent = new int[bound]; // by colour of the neighbour: the relation to fall silent, or -1
        Arrays.fill(silent, -1);
        boolean[] near = new boolean[nodes()];
        Arcs arcs = new Arcs(nodes());
        for (int v = 0; v < nodes(); v++) {
            List<Integer> swapped = commonestRelations(v, stable, cells, silent);
            for (int i = 0; i < degree(v); i++) {
                int w = neighbour(v, i);
                near[w] = true;
                if (silent[stable[w]] != relation(v, i)) {
                    arcs.add(w, relation(v, i));
                }
            }
            near[v] = true;
            for (int colour : swapped) {
                for (int w : cells[colour]) {
                    if (!near[w]) {
                        arcs.add(w, silent[colour]);
                    }
                }
                silent[colour] = -1;
            }
            near[v] = false;
            for (int i = 0; i < degree(v); i++) {
                near[neighbour(v, i)] = false;
            }
            arcs.endNode();
        }
        return arcs.toStructure(stable, true);
    }

    /** Fills {@code silent} for each colour that is mostly joined to v by one stored relation; lists these colours. */
    private List<Integer> commonestRelations(int v, int[] stable, int[][] cells, int[] silent) {
        long[] kinds = new long[degree(v)];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = (long) stable[neighbour(v, i)] << 32 | relation(v, i);
        }
        Arrays.sort(kinds);
        List<Integer> swapped = new ArrayList<>();
        for (int from = 0, to; from < kinds.length; from = to) {
            int colour = (int) (kinds[from] >> 32);
            int commonest = 0;
            int mostTimes = 0;
            int run = 0;
            for (to = from; to < kinds.length && kinds[to] >> 32 == colour; to++) {
                run = to > from && kinds[to] == kinds[to - 1] ? run + 1 : 1;
                if (run > mostTimes) {
                    mostTimes = run;
                    commonest = (int) kinds[to];
                }
            }
            int others = cells[colour].length - (stable[v] == colour ? 1 : 0);
            if (mostTimes > others - (to - from)) {
                silent[colour] = commonest;
                swapped.add(colour);
            }
        }
        return swapped;
    }

    /** The nodes of each colour below a bound. */
    static int[][] cells(int[] stable, int bound) {
        int[] sizes = new int[bound];
        for (int colour : stable) {
            sizes[colour]++;
        }
        int[][] cells = new int[bound][];
        Arrays.setAll(cells, colour -> new int[sizes[colour]]);
        for (int v = stable.length - 1; v >= 0; v--) {
            cells[stable[v]][--sizes[stable[v]]] = v;
        }
        return cells;
    }

    /** The parts that no arcs join, the nodes of each in breadth-first order. */
    List<Part> components() {
        List<Part> parts = new ArrayList<>();
        int[] local = new int[nodes()];
        Arrays.fill(local, -1);
        int[] found = new int[nodes()];
        int end = 0;
        for (int root = 0; root < nodes(); root++) {
            if (local[root] >= 0) {
                continue;
            }
            int start = end;
            local[root] = 0;
            found[end++] = root;
            for (int at = start; at < end; at++) {
                for (int i = 0; i < degree(found[at]); i++) {
                    int w = neighbour(found[at], i);
                    if (local[w] < 0) {
                        local[w] = end - start;
                        found[end++] = w;
                    }
                }
            }
            parts.add(part(Arrays.copyOfRange(found, start, end), local));
        }
        return parts;
    }

    private Part part(int[] members, int[] local) {
        Arcs arcs = new Arcs(members.length);
        int[] memberColours = new int[members.length];
        for (int i = 0; i < members.length; i++) {
            memberColours[i] = colours[members[i]];
            for (int at = offsets[members[i]]; at < offsets[members[i] + 1]; at++) {
                arcs.add(local[neighbours[at]], relations[at]);
            }
            arcs.endNode();
        }
        return new Part(arcs.toStructure(memberColours, settled), members);
    }

    /** Arcs being collected, node after node. */
    private static final class Arcs {

        private final int[] offsets;
        private int[] neighbours = new int[8];
        private int[] relations = new int[8];
        private int nodes;
        private int size;

        Arcs(int nodes) {
            offsets = new int[nodes + 1];
        }

        void add(int neighbour, int relation) {
            if (size == neighbours.length) {
                neighbours = Arrays.copyOf(neighbours, 2 * size);
                relations = Arrays.copyOf(relations, 2 * size);
            }
            neighbours[size] = neighbour;
            relations[size++] = relation;
        }

        void addAll(Structure from, int v, int shift) {
            for (int i = 0; i < from.degree(v); i++) {
                add(from.neighbour(v, i) + shift, from.relation(v, i));
            }
            endNode();
        }

        void endNode() {
            offsets[++nodes] = size;
        }

        Structure toStructure(int[] colours, boolean settled) {
            return new Structure(
                    colours, offsets, Arrays.copyOf(neighbours, size), Arrays.copyOf(relations, size), settled);
        }
    }
}
