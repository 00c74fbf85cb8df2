package org.sgvae.decoder;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.gnn.Minibatch;

/**
 * The decisions that build the graphs of a batch node by node and edge by edge, along their orderings and edge orders, listed as a
 * {@link SequentialConstruction} comes to them.
 *
 * <p>A decision is made from states of graphs or nodes. They are given by their rows when the states of all steps are put below each
 * other; {@code graphRow} and {@code nodeRow} are where the rows of this step begin.
 */
public final class SequentialTarget {
    private static final int NO_EDGES = -1;

    /** Decisions of one kind, one a position. */
    static final class Decisions {
        final Indices graph;
        final Indices firstState;
        final Indices secondState;
        final Indices outcome;

        Decisions(Tape tape) {
            graph = tape.indices();
            firstState = tape.indices();
            secondState = tape.indices();
            outcome = tape.indices();
        }

        void add(int b, int first, int second, int result) {
            graph.add(b);
            firstState.add(first);
            secondState.add(second);
            outcome.add(result);
        }
    }

    /** Choices of a node, from the graph's state: class 0 for none, 1 + kind. */
    final Decisions nodes;

    /** Whether there is another edge, from the states of the graph and of the new node: 1 for yes. */
    final Decisions another;

    /** Edges that come: state of the old end, state of the new node, type. */
    final Decisions edges;

    /** All possible ends of all these edges: state of the end, state of the new node, number of the edge. */
    final Decisions ends;

    /** For every edge which of the possible ends is chosen. */
    final Indices chosenEnd;

    /** Nodes of graphs that are ready: state, type. */
    final Decisions ready;

    private final Minibatch batch;
    private final EdgeOrders edgeOrders;

    /** By graph: how many edges its newest node has, or {@link #NO_EDGES} when it takes no more. */
    private final Indices edgesDone;

    SequentialTarget(Tape tape, Minibatch batch, EdgeOrders edgeOrders) {
        this.batch = batch;
        this.edgeOrders = edgeOrders;
        nodes = new Decisions(tape);
        another = new Decisions(tape);
        edges = new Decisions(tape);
        ends = new Decisions(tape);
        chosenEnd = tape.indices();
        ready = new Decisions(tape);
        edgesDone = tape.indices();
        for (int b = 0; b < batch.size(); b++) {
            edgesDone.add(NO_EDGES); // the first node has none to be joined to
        }
    }

    /** Whether what graph b decides next is whether to add a node. */
    boolean isNodeNext(int b) {
        return edgesDone.get(b) == NO_EDGES;
    }

    /** Lists the choice of the node at position k and returns its kind, or -1 if there is none. */
    int decideNode(int b, int k, int graphRow, NodeDecisions decisions) {
        int kind = k < batch.nodes(b) ? decisions.kind(typeAt(b, k)) : -1;
        nodes.add(b, graphRow, 0, 1 + kind);
        edgesDone.set(b, 0);
        return kind;
    }

    private int typeAt(int b, int k) {
        return batch.graph(b).nodeType(batch.node(b, k));
    }

    /** Lists the decisions on the next edge of the newest node of the graph in a slot and adds the edge if there is one. */
    void decideEdge(int slot, GrowingGraphs graphs, GrowingUnion union, int graphRow, int nodeRow) {
        int b = graphs.graph(slot);
        int k = graphs.nodes(slot) - 1;
        int done = edgesDone.get(b);
        boolean yes = done < edgeOrders.count(b, k);
        int newest = nodeRow + union.row(slot, k);
        if (done < k) { // else it is joined to all nodes and there is nothing to decide
            another.add(b, graphRow, newest, yes ? 1 : 0);
        }
        if (!yes) {
            edgesDone.set(b, NO_EDGES);
            return;
        }
        int end = edgeOrders.partner(b, k, done);
        for (int u = 0; u < k; u++) {
            if (!edgeOrders.isJoined(b, k, done, u)) {
                if (u == end) {
                    chosenEnd.add(ends.graph.size());
                }
                ends.add(edges.graph.size(), nodeRow + union.row(slot, u), newest, 0);
            }
        }
        int type = edgeOrders.type(b, k, done);
        edges.add(b, nodeRow + union.row(slot, end), newest, type);
        graphs.addEdge(slot, end, k, type);
        edgesDone.set(b, done + 1);
    }

    /** Lists the nodes of the graph in a slot, which is ready. */
    void finish(int slot, GrowingGraphs graphs, GrowingUnion union, int nodeRow) {
        int b = graphs.graph(slot);
        for (int u = 0; u < graphs.nodes(slot); u++) {
            ready.add(b, nodeRow + union.row(slot, u), 0, typeAt(b, u));
        }
    }
}
