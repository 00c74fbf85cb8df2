package org.sgvae.encoder;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.graph.Graph;

/**
 * Cut vertices (articulation points) of induced subgraphs: the nodes whose removal would disconnect the rest. Found by one
 * depth-first search (Hopcroft and Tarjan 1973), in \(O(n + m)\).
 *
 * <p>With v's number in the order of the search and low(v) the least number that is reached from v or its descendants by an
 * edge: v cuts off its child u where \(\mathrm{low}(u) \ge \mathrm{number}(v)\); the root is a cut vertex if it has more than
 * one child. The search keeps its path in a list, so that long graphs do not overflow the stack.
 */
final class CutVertices {
    private static final int UNSEEN = -1;

    private final Indices number; // of every node, 0 for those that are not in the subgraph
    private final Indices low;
    private final Indices nextNeighbour;
    private final Indices path; // from the root to the node in work
    private final Indices cut;
    private int seen;

    /** Makes a search whose lists are the tape's, lent until it is reset. */
    CutVertices(Tape tape) {
        number = tape.indices();
        low = tape.indices();
        nextNeighbour = tape.indices();
        path = tape.indices();
        cut = tape.indices();
    }

    /**
     * Finds the cut vertices of an induced subgraph.
     *
     * @param graph the whole graph
     * @param nodes a list of nodes; those of the subgraph stand at {@code first..first+count-1}; not modified
     * @param first position of the first of them
     * @param count how many there are, at least 1
     * @return for every node of the whole graph 1 for a cut vertex of the subgraph, else 0; valid until the next search
     * @throws IllegalArgumentException if the subgraph is not connected
     */
    Indices of(Graph graph, Indices nodes, int first, int count) {
        number.zeros(graph.nodes());
        low.zeros(graph.nodes());
        nextNeighbour.zeros(graph.nodes());
        cut.zeros(graph.nodes());
        for (int i = first; i < first + count; i++) {
            number.set(nodes.get(i), UNSEEN);
        }
        seen = 0;
        int root = nodes.get(first);
        int children = 0; // of the root
        enter(root);
        while (path.size() > 0) {
            int v = path.get(path.size() - 1);
            if (nextNeighbour.get(v) < graph.degree(v)) {
                visit(v, graph.neighbour(v, nextNeighbour.get(v)));
            } else {
                path.truncate(path.size() - 1);
                if (path.size() > 0) {
                    int parent = path.get(path.size() - 1);
                    low.set(parent, Math.min(low.get(parent), low.get(v)));
                    children += parent == root ? 1 : 0;
                    if (low.get(v) >= number.get(parent)) {
                        cut.set(parent, 1);
                    }
                }
            }
        }
        cut.set(root, children > 1 ? 1 : 0);
        if (seen < count) {
            throw new IllegalArgumentException("a graph of " + graph.nodes() + " nodes and " + graph.edges()
                    + " edges is not connected, so it has probability zero under a model of connected graphs; leave it"
                    + " out, or use a model with connectivity any");
        }
        return cut;
    }

    private void enter(int v) {
        seen++;
        number.set(v, seen);
        low.set(v, seen);
        path.add(v);
    }

    private void visit(int v, int neighbour) {
        nextNeighbour.set(v, nextNeighbour.get(v) + 1);
        if (number.get(neighbour) == UNSEEN) {
            enter(neighbour);
        } else if (number.get(neighbour) > 0) {
            low.set(v, Math.min(low.get(v), number.get(neighbour)));
        }
    }
}
