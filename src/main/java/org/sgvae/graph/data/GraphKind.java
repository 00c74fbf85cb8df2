package org.sgvae.graph.data;

import java.util.List;
import java.util.stream.IntStream;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.GraphProperty;
import org.sgvae.graph.Isomorphism;

/** Kinds of graphs: what a graph has to be to be valid. Types play no part. */
public enum GraphKind implements GraphProperty {
    /** One cycle through all nodes. */
    CYCLE("one cycle through all nodes") {
        @Override
        public boolean test(Graph graph) {
            return graph.isCycle();
        }
    },

    /** A tree in which no node has more than two neighbours; a single node is one. */
    PATH("connected, without cycles, no node with more than two neighbours") {
        @Override
        public boolean test(Graph graph) {
            return TREE.test(graph) && mostNeighbours(graph) <= 2;
        }
    },

    /** One node joined to all others, and no other edges; a single node is one. */
    STAR("one node joined to all others, and no other edges") {
        @Override
        public boolean test(Graph graph) {
            return TREE.test(graph) && mostNeighbours(graph) == graph.nodes() - 1;
        }
    },

    /** A grid of two rows and at least two columns. */
    LADDER("a grid of two rows and at least two columns") {
        @Override
        public boolean test(Graph graph) {
            return graph.nodes() % 2 == 0 && isGrid(graph, 2, graph.nodes() / 2);
        }
    },

    /** A rectangle of nodes, each joined to the next in its row and its column, of at least two rows and two columns. */
    GRID("a rectangle of at least two rows and columns, neighbours joined") {
        @Override
        public boolean test(Graph graph) {
            // r rows and c columns: n = rc nodes and 2rc − r − c edges, so r and c solve x² − (2n − edges) x + n = 0
            long sum = 2L * graph.nodes() - graph.edges();
            int rows = (int) Math.round((sum - Math.sqrt(sum * sum - 4.0 * graph.nodes())) / 2);
            return rows >= 2 && graph.nodes() % rows == 0 && isGrid(graph, rows, graph.nodes() / rows);
        }
    },

    /** A tree of which a path is left, or nothing, when all its leaves are taken away, and then once more. */
    LOBSTER("a tree that becomes a path, or nothing, when its leaves are taken away twice") {
        @Override
        public boolean test(Graph graph) {
            return TREE.test(graph) && mostNeighbours(withoutLeaves(withoutLeaves(graph))) <= 2;
        }
    },

    /** Connected, without cycles. */
    TREE("connected, without cycles") {
        @Override
        public boolean test(Graph graph) {
            return graph.edges() == graph.nodes() - 1 && graph.isConnected();
        }
    },

    /** A path between any two nodes. */
    CONNECTED("a path between any two nodes") {
        @Override
        public boolean test(Graph graph) {
            return graph.isConnected();
        }
    },

    /** Every graph. */
    ANY("every graph") {
        @Override
        public boolean test(Graph graph) {
            return true;
        }
    };

    /** What graphs of unknown origin are tried for, strongest first. Not paths, stars and lobsters: a few small trees may be by chance. */
    private static final List<GraphKind> RECOGNISED = List.of(CYCLE, LADDER, GRID, TREE, CONNECTED);

    private final String definition;

    GraphKind(String definition) {
        this.definition = definition;
    }

    @Override
    public String definition() {
        return definition;
    }

    /**
     * The strongest kind that all of these graphs are of, among cycles, ladders, grids, trees, connected graphs and all graphs.
     *
     * @param graphs any graphs
     * @return the kind
     */
    public static GraphKind ofAll(List<Graph> graphs) {
        return RECOGNISED.stream()
                .filter(kind -> graphs.stream().allMatch(kind::test))
                .findFirst()
                .orElse(ANY);
    }

    private static int mostNeighbours(Graph graph) {
        return IntStream.range(0, graph.nodes()).map(graph::degree).max().orElseThrow();
    }

    /** The graph without nodes of one neighbour, or its first node alone where no other is left. */
    private static Graph withoutLeaves(Graph graph) {
        int[] inner = IntStream.range(0, graph.nodes())
                .filter(v -> graph.degree(v) > 1)
                .toArray();
        return graph.inducedSubgraph(inner.length == 0 ? new int[] {0} : inner);
    }

    private static boolean isGrid(Graph graph, int rows, int columns) {
        if (rows < 2 || columns < 2 || mostNeighbours(graph) > 4 || !graph.isConnected()) {
            return false;
        }
        int[][] edges = IntStream.range(0, graph.edges())
                .mapToObj(i -> new int[] {graph.edgeSource(i), graph.edgeTarget(i)})
                .toArray(int[][]::new);
        return Isomorphism.areIsomorphic(GraphFamilies.grid(rows, columns), Graph.of(graph.nodes(), edges));
    }
}
