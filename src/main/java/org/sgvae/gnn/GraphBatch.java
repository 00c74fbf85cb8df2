package org.sgvae.gnn;

import java.util.function.Supplier;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.graph.Graph;

/**
 * A disjoint union of graphs: the rows of a state matrix, which graph each row's node is in, and the directed edges
 * between rows.
 *
 * <p>An undirected edge is there twice, once in each direction. Batches that come from {@link #on} are the tape's and
 * serve again after its reset, as their index lists do; an operation that has recorded a batch must find it unchanged
 * until then.
 */
public final class GraphBatch {
    private static final Supplier<GraphBatch> NEW_BATCH = GraphBatch::new;

    private final Indices graphOfRow = new Indices();
    private final Indices sender = new Indices();
    private final Indices receiver = new Indices();
    private final Indices edgeType = new Indices();
    private int graphs;

    /** Makes an empty batch that belongs to no tape. */
    public GraphBatch() {}

    /**
     * Lends an empty batch until the tape is reset.
     *
     * @param tape the tape
     * @return the batch
     */
    public static GraphBatch on(Tape tape) {
        GraphBatch batch = tape.workspace().recycled(NEW_BATCH);
        batch.clear();
        return batch;
    }

    private void clear() {
        graphOfRow.clear();
        sender.clear();
        receiver.clear();
        edgeType.clear();
        graphs = 0;
    }

    /**
     * Adds a whole graph; its nodes become the next rows in their own order.
     *
     * @param graph the graph
     * @return its number in this batch
     */
    public int add(Graph graph) {
        int first = rows();
        int number = addGraph();
        for (int v = 0; v < graph.nodes(); v++) {
            addRow(number);
        }
        for (int e = 0; e < graph.edges(); e++) {
            addEdge(first + graph.edgeSource(e), first + graph.edgeTarget(e), graph.edgeType(e));
        }
        return number;
    }

    /**
     * Adds a graph without nodes.
     *
     * @return its number in this batch, from 0
     */
    public int addGraph() {
        return graphs++;
    }

    /**
     * Adds a node without edges.
     *
     * @param graph number of the graph that it belongs to
     * @return its row
     */
    public int addRow(int graph) {
        graphOfRow.add(graph);
        return graphOfRow.size() - 1;
    }

    /**
     * Adds an undirected edge.
     *
     * @param u row of one end
     * @param v row of the other end
     * @param type edge type, from 0
     */
    public void addEdge(int u, int v, int type) {
        addDirectedEdge(u, v, type);
        addDirectedEdge(v, u, type);
    }

    private void addDirectedEdge(int from, int to, int type) {
        sender.add(from);
        receiver.add(to);
        edgeType.add(type);
    }

    /**
     * Makes this batch the part of another that some of its nodes induce, in the same order.
     *
     * @param other the larger batch; not modified
     * @param graphsKept number of its graphs that stay, the first ones
     * @param kept the rows that stay, ascending; not modified
     * @param newRow scratch, overwritten: for every row of {@code other} its row here, or -1
     */
    public void keepRows(GraphBatch other, int graphsKept, Indices kept, Indices newRow) {
        clear();
        graphs = graphsKept;
        newRow.clear();
        for (int row = 0, next = 0; row < other.rows(); row++) {
            boolean stays = next < kept.size() && kept.get(next) == row;
            newRow.add(stays ? next++ : -1);
            if (stays) {
                graphOfRow.add(other.graphOfRow.get(row));
            }
        }
        for (int e = 0; e < other.directedEdges(); e++) {
            int from = newRow.get(other.sender.get(e));
            int to = newRow.get(other.receiver.get(e));
            if (from >= 0 && to >= 0) {
                addDirectedEdge(from, to, other.edgeType.get(e));
            }
        }
    }

    /** {@return the number of graphs} */
    public int graphs() {
        return graphs;
    }

    /** {@return the number of nodes of all graphs together} */
    public int rows() {
        return graphOfRow.size();
    }

    /** {@return the number of directed edges, twice that of undirected ones} */
    public int directedEdges() {
        return sender.size();
    }

    /** {@return for every row the number of its graph} */
    public Indices graphOfRow() {
        return graphOfRow;
    }

    /** {@return for every directed edge the row that it leaves} */
    public Indices sender() {
        return sender;
    }

    /** {@return for every directed edge the row that it enters} */
    public Indices receiver() {
        return receiver;
    }

    /** {@return for every directed edge its type} */
    public Indices edgeType() {
        return edgeType;
    }
}
