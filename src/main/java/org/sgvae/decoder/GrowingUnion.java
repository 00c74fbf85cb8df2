package org.sgvae.decoder;

import java.util.ArrayList;
import java.util.List;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.gnn.GraphBatch;

/**
 * The rows of the state matrix of graphs that are built side by side, each at its own pace: a new node is the new last row, and the
 * rows of a graph go when it leaves.
 */
final class GrowingUnion {
    private final Tape tape;
    private final GrowingGraphs graphs;
    private final List<Indices> rowOfNode = new ArrayList<>(); // by graph
    private final Indices graphOfRow;

    /** Rows of graphs of one node each: row b is the node of graph b. */
    GrowingUnion(Tape tape, GrowingGraphs graphs) {
        this.tape = tape;
        this.graphs = graphs;
        graphOfRow = tape.indices();
        for (int b = 0; b < graphs.active(); b++) {
            graphOfRow.add(b);
            rowOfNode.add(tape.indices().add(b));
        }
    }

    /** The graphs in work as they are now. */
    GraphBatch present() {
        GraphBatch batch = GraphBatch.on(tape);
        Indices slotOfGraph = tape.indices().zeros(rowOfNode.size());
        for (int slot = 0; slot < graphs.active(); slot++) {
            slotOfGraph.set(graphs.graph(slot), slot);
            batch.addGraph();
        }
        for (int row = 0; row < graphOfRow.size(); row++) {
            batch.addRow(slotOfGraph.get(graphOfRow.get(row)));
        }
        for (int slot = 0; slot < graphs.active(); slot++) {
            Indices edges = graphs.edges(slot);
            for (int e = 0; e < edges.size(); e += 3) {
                batch.addEdge(row(slot, edges.get(e)), row(slot, edges.get(e + 1)), edges.get(e + 2));
            }
        }
        return batch;
    }

    /** Row of node u of the graph in a slot. */
    int row(int slot, int u) {
        return rowOfNode.get(graphs.graph(slot)).get(u);
    }

    /** Adds a node to each of the graphs in some slots; their rows are the last, in the order of the slots. */
    void addNodes(Indices slots) {
        for (int i = 0; i < slots.size(); i++) {
            int slot = slots.get(i);
            rowOfNode.get(graphs.graph(slot)).add(graphOfRow.size());
            graphOfRow.add(graphs.graph(slot));
            graphs.addNode(slot);
        }
    }

    /** Lets all graphs go but those in some slots, ascending; returns the rows that stay, in order. */
    Indices keep(Indices slots) {
        boolean[] stays = new boolean[rowOfNode.size()];
        for (int i = 0; i < slots.size(); i++) {
            int graph = graphs.graph(slots.get(i));
            stays[graph] = true;
            rowOfNode.get(graph).clear();
        }
        Indices kept = tape.indices();
        for (int row = 0; row < graphOfRow.size(); row++) {
            int graph = graphOfRow.get(row);
            if (stays[graph]) {
                rowOfNode.get(graph).add(kept.size());
                graphOfRow.set(kept.size(), graph); // at or before this row, which has been read
                kept.add(row);
            }
        }
        graphOfRow.truncate(kept.size());
        graphs.keep(slots);
        return kept;
    }
}
