package org.sgvae.decoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.gnn.GraphBatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.ValenceRule;

/**
 * Graphs while they are built side by side, each at its own pace, and the rows of their nodes' states in one matrix.
 *
 * <p>Graphs that are not ready occupy the slots 0..active−1. A new node is the new last row; the rows of a graph go
 * when it leaves. Its lists are the tape's, so that a pass of a size already seen allocates nothing but this object;
 * it must not be used after the tape's reset.
 */
public final class GrowingGraphs {
    private static final int NO_EDGE = -1;

    private final Tape tape;
    private final int count;

    /* By graph. */
    private final Indices nodes;
    private final Indices lastEdge;
    private final Indices isReady; // 1 if the model itself stopped
    private final Indices takesEdges; // 1 if its newest node may get more
    private final Indices slotOfGraph; // 1 + slot, 0 for none; as of the last present()

    /* By slot. */
    private final Indices graphOfSlot;
    private final Indices firstOfSlot; // where its rows begin in rows; as of the last present()
    private final Indices newestRow;

    /** The rows of all nodes, graph by graph, as of the last {@link #present}. */
    private final Indices rows;

    private final Indices graphOfRow;
    private final @Nullable ValenceMask mask; // its nodes are the rows

    /* By edge, in the order in which they came. */
    private final Indices edgeGraph;
    private final Indices edgeEarlier;
    private final Indices edgeLater;
    private final Indices edgeType;
    private final Indices edgeBefore; // the edge of the same graph that came before

    /** Types of nodes: graph, node, type, graph, … */
    private final Indices nodeTypes;

    /**
     * Begins with graphs of one node each; row b is the node of graph b.
     *
     * @param tape the tape that the states are on
     * @param types by graph, the node types; not modified
     * @param rule what limits the edges, or null for nothing
     */
    GrowingGraphs(Tape tape, Indices types, @Nullable ValenceRule rule) {
        this.tape = tape;
        count = types.size();
        mask = rule == null ? null : new ValenceMask(rule, tape.indices());
        nodes = tape.indices();
        lastEdge = tape.indices();
        isReady = tape.indices().zeros(count);
        takesEdges = tape.indices().zeros(count);
        slotOfGraph = tape.indices();
        graphOfSlot = tape.indices();
        firstOfSlot = tape.indices();
        newestRow = tape.indices();
        rows = tape.indices();
        graphOfRow = tape.indices();
        edgeGraph = tape.indices();
        edgeEarlier = tape.indices();
        edgeLater = tape.indices();
        edgeType = tape.indices();
        edgeBefore = tape.indices();
        nodeTypes = tape.indices();
        for (int b = 0; b < count; b++) {
            nodes.add(0);
            lastEdge.add(NO_EDGE);
            graphOfSlot.add(b);
            addRow(b, types.get(b));
        }
    }

    private void addRow(int b, int type) {
        graphOfRow.add(b);
        setNodeType(b, nodes.get(b), type);
        nodes.set(b, 1 + nodes.get(b));
        if (mask != null) {
            mask.addNode(type);
        }
    }

    /** {@return the number of graphs that are not ready} */
    public int active() {
        return graphOfSlot.size();
    }

    /** {@return the number of the graph in a slot} */
    public int graph(int slot) {
        return graphOfSlot.get(slot);
    }

    /** {@return the graphs in all slots, a copy that is the tape's} */
    Indices graphsOfSlots() {
        Indices graphs = tape.indices();
        for (int slot = 0; slot < active(); slot++) {
            graphs.add(graph(slot));
        }
        return graphs;
    }

    /** {@return the number of nodes of the graph in a slot} */
    public int nodes(int slot) {
        return nodes.get(graph(slot));
    }

    /** {@return the position of the newest node of the graph in a slot} */
    public int newest(int slot) {
        return nodes(slot) - 1;
    }

    /** {@return the graphs in the slots as they are now; {@link #row} answers for them until the next call} */
    GraphBatch present() {
        GraphBatch batch = GraphBatch.on(tape);
        slotOfGraph.zeros(count);
        firstOfSlot.clear();
        newestRow.clear();
        for (int slot = 0, first = 0; slot < active(); slot++) {
            slotOfGraph.set(graph(slot), 1 + slot);
            batch.addGraph();
            firstOfSlot.add(first);
            newestRow.add(first); // where its next row goes, as long as rows are dealt out
            first += nodes(slot);
        }
        rows.zeros(graphOfRow.size());
        for (int row = 0; row < graphOfRow.size(); row++) {
            int slot = slotOfGraph.get(graphOfRow.get(row)) - 1;
            batch.addRow(slot);
            rows.set(newestRow.get(slot), row);
            newestRow.set(slot, 1 + newestRow.get(slot));
        }
        for (int slot = 0; slot < active(); slot++) {
            newestRow.set(slot, rows.get(newestRow.get(slot) - 1));
        }
        for (int e = 0; e < edgeGraph.size(); e++) {
            int slot = slotOfGraph.get(edgeGraph.get(e)) - 1;
            if (slot >= 0) {
                batch.addEdge(row(slot, edgeEarlier.get(e)), row(slot, edgeLater.get(e)), edgeType.get(e));
            }
        }
        return batch;
    }

    /** {@return the row of node u of the graph in a slot} */
    public int row(int slot, int u) {
        return u == newest(slot) ? newestRow.get(slot) : rows.get(firstOfSlot.get(slot) + u);
    }

    /**
     * Adds a node to each of the graphs in some slots, of given types, with the next rows in this order; they take edges
     * from now on.
     */
    void addNodes(Indices slots, Indices types) {
        for (int i = 0; i < slots.size(); i++) {
            int slot = slots.get(i);
            int b = graph(slot);
            newestRow.set(slot, graphOfRow.size());
            addRow(b, types.get(i));
            takesEdges.set(b, 1);
        }
    }

    /**
     * {@return whether what is decided next about the graph in a slot is an edge of its newest node, not another node}
     */
    public boolean takesEdges(int slot) {
        return takesEdges.get(graph(slot)) == 1;
    }

    /** Ends the edges of the newest node of the graph in a slot: a node is decided on next. */
    public void endEdges(int slot) {
        takesEdges.set(graph(slot), 0);
    }

    /**
     * Adds an edge between the newest node of the graph in a slot and an earlier one.
     *
     * @param slot the slot
     * @param u the earlier node
     * @param type the edge's type, from 0
     * @throws IllegalArgumentException if the valence rule does not allow it
     */
    public void addEdge(int slot, int u, int type) {
        int b = graph(slot);
        if (mask != null) {
            mask.addEdge(row(slot, u), row(slot, newest(slot)), type);
        }
        edgeBefore.add(lastEdge.get(b));
        lastEdge.set(b, edgeGraph.size());
        edgeGraph.add(b);
        edgeEarlier.add(u);
        edgeLater.add(newest(slot));
        edgeType.add(type);
    }

    /** {@return how many edges the newest node of the graph in a slot has} */
    public int edgesOfNewest(int slot) {
        int edges = 0;
        for (int e = lastEdge.get(graph(slot)); isOfNewest(slot, e); e = edgeBefore.get(e)) {
            edges++;
        }
        return edges;
    }

    /** {@return whether node u of the graph in a slot is joined to its newest node} */
    public boolean isJoinedToNewest(int slot, int u) {
        for (int e = lastEdge.get(graph(slot)); isOfNewest(slot, e); e = edgeBefore.get(e)) {
            if (edgeEarlier.get(e) == u) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether a valence rule limits the edges} */
    boolean isMasked() {
        return mask != null;
    }

    /** {@return whether node u of the graph in a slot may be joined to its newest node} */
    boolean mayJoin(int slot, int u) {
        return !isJoinedToNewest(slot, u) && (mask == null || mask.allowsAny(row(slot, u), row(slot, newest(slot))));
    }

    /** {@return how many nodes of the graph in a slot may be joined to its newest node} */
    int mayJoin(int slot) {
        int count = 0;
        for (int u = 0; u < newest(slot); u++) {
            count += mayJoin(slot, u) ? 1 : 0;
        }
        return count;
    }

    /** Appends for each edge type whether node u of the graph in a slot may be joined to its newest node by it: 1 or 0. */
    void markEdgeTypes(int slot, int u, int edgeTypes, Indices allowed) {
        for (int type = 0; type < edgeTypes; type++) {
            allowed.add(mask == null || mask.allows(row(slot, u), row(slot, newest(slot)), type) ? 1 : 0);
        }
    }

    /**
     * Appends for no more node and for a node of each kind whether it may come next to the graph in a slot, where there is
     * a valence rule and each node must get an edge: 1 or 0.
     */
    void markKinds(int slot, int kinds, Indices allowed) {
        ValenceMask rule = Objects.requireNonNull(mask, "no valence rule");
        boolean open = false; // to an edge, at some node that is there
        for (int u = 0; u < nodes(slot); u++) {
            open |= rule.isOpen(row(slot, u));
        }
        allowed.add(1);
        for (int kind = 0; kind < kinds; kind++) {
            allowed.add(open && rule.isOpenType(kind) ? 1 : 0);
        }
    }

    private boolean isOfNewest(int slot, int e) {
        return e != NO_EDGE && edgeLater.get(e) == newest(slot);
    }

    /**
     * Sets the type of a node.
     *
     * @param graph number of its graph
     * @param v the node
     * @param type its type, from 0
     */
    public void setNodeType(int graph, int v, int type) {
        nodeTypes.add(graph).add(v).add(type);
    }

    /** Says that the model itself has stopped the graph in a slot, not a limit. */
    void stop(int slot) {
        isReady.set(graph(slot), 1);
    }

    /** Lets all graphs go but those in some slots, ascending; returns the rows that stay, in order. */
    Indices keep(Indices slots) {
        slotOfGraph.zeros(count);
        for (int i = 0; i < slots.size(); i++) {
            slotOfGraph.set(graph(slots.get(i)), 1 + i);
        }
        Indices kept = tape.indices();
        for (int row = 0; row < graphOfRow.size(); row++) {
            int graph = graphOfRow.get(row);
            if (slotOfGraph.get(graph) > 0) {
                graphOfRow.set(kept.size(), graph); // at or before this row, which has been read
                kept.add(row);
            }
        }
        graphOfRow.truncate(kept.size());
        if (mask != null) {
            mask.keep(kept);
        }
        for (int i = 0; i < slots.size(); i++) {
            graphOfSlot.set(i, graph(slots.get(i))); // slots ascend
        }
        graphOfSlot.truncate(slots.size());
        return kept;
    }

    /** {@return all graphs, by number} */
    public List<GeneratedGraph> toGraphs() {
        List<Graph.Builder> builders = new ArrayList<>(count);
        for (int b = 0; b < count; b++) {
            builders.add(Graph.builder(nodes.get(b)));
        }
        for (int i = 0; i < nodeTypes.size(); i += 3) {
            builders.get(nodeTypes.get(i)).nodeType(nodeTypes.get(i + 1), nodeTypes.get(i + 2));
        }
        for (int e = 0; e < edgeGraph.size(); e++) {
            builders.get(edgeGraph.get(e)).edge(edgeEarlier.get(e), edgeLater.get(e), edgeType.get(e));
        }
        List<GeneratedGraph> graphs = new ArrayList<>(count);
        for (int b = 0; b < count; b++) {
            graphs.add(new GeneratedGraph(builders.get(b).build(), isReady.get(b) == 1));
        }
        return graphs;
    }
}
