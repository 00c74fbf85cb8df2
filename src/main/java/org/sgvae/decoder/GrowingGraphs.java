package org.sgvae.decoder;

import java.util.ArrayList;
import java.util.List;
import org.sgvae.autodiff.Indices;
import org.sgvae.gnn.GraphBatch;
import org.sgvae.graph.Graph;

/** Graphs while they are built: those still in work occupy slots 0..active-1. */
public final class GrowingGraphs {
    private final int[] nodes;
    private final boolean[] complete;
    private final List<Indices> edges = new ArrayList<>(); // per graph: u, v, type, u, v, type, …
    private final List<Indices> nodeTypes = new ArrayList<>();
    private final Indices graphOfSlot = new Indices();

    public GrowingGraphs(int count) {
        nodes = new int[count];
        complete = new boolean[count];
        for (int g = 0; g < count; g++) {
            nodes[g] = 1;
            edges.add(new Indices());
            nodeTypes.add(new Indices());
            graphOfSlot.add(g);
        }
    }

    int active() {
        return graphOfSlot.size();
    }

    int graph(int slot) {
        return graphOfSlot.get(slot);
    }

    /**
     * Fills a batch with the graphs in work, which must all have the same number of nodes: row u * active + slot is node u of the
     * graph in that slot.
     */
    GraphBatch present(GraphBatch batch) {
        int active = active();
        for (int slot = 0; slot < active; slot++) {
            batch.addGraph();
        }
        for (int row = 0; row < nodes[graph(0)] * active; row++) {
            batch.addRow(row % active);
        }
        for (int slot = 0; slot < active; slot++) {
            Indices list = edges.get(graph(slot));
            for (int e = 0; e < list.size(); e += 3) {
                batch.addEdge(list.get(e) * active + slot, list.get(e + 1) * active + slot, list.get(e + 2));
            }
        }
        return batch;
    }

    /** Number of nodes of the graph in a slot. */
    int nodes(int slot) {
        return nodes[graph(slot)];
    }

    /** Edges of the graph in a slot: u, v, type, u, v, type, … */
    Indices edges(int slot) {
        return edges.get(graph(slot));
    }

    /** How many edges the newest node of the graph in a slot has. */
    int edgesOfNewest(int slot) {
        Indices list = edges(slot);
        int count = 0;
        for (int e = list.size() - 3; e >= 0 && list.get(e + 1) == nodes(slot) - 1; e -= 3) {
            count++;
        }
        return count;
    }

    /** Whether node u of the graph in a slot is joined to its newest node. */
    boolean isJoinedToNewest(int slot, int u) {
        Indices list = edges(slot);
        for (int e = list.size() - 3; e >= 0 && list.get(e + 1) == nodes(slot) - 1; e -= 3) {
            if (list.get(e) == u) {
                return true;
            }
        }
        return false;
    }

    void addNode(int slot) {
        nodes[graph(slot)]++;
    }

    void addEdge(int slot, int u, int v, int type) {
        edges.get(graph(slot)).add(u).add(v).add(type);
    }

    public void setNodeType(int graph, int v, int type) {
        Indices types = nodeTypes.get(graph);
        while (types.size() <= v) {
            types.add(0);
        }
        types.set(v, type);
    }

    void finish(int slot, boolean cutOff) {
        complete[graph(slot)] = !cutOff;
    }

    void keep(Indices slots) {
        for (int i = 0; i < slots.size(); i++) {
            graphOfSlot.set(
                    i, graphOfSlot.get(slots.get(i))); // slots ascend, so nothing is overwritten before it is read
        }
        graphOfSlot.truncate(slots.size());
    }

    public List<GeneratedGraph> toGraphs() {
        List<GeneratedGraph> graphs = new ArrayList<>(nodes.length);
        for (int g = 0; g < nodes.length; g++) {
            Graph.Builder builder = Graph.builder(nodes[g]);
            for (int v = 0; v < nodes[g]; v++) {
                builder.nodeType(v, nodeTypes.get(g).get(v));
            }
            Indices list = edges.get(g);
            for (int e = 0; e < list.size(); e += 3) {
                builder.edge(list.get(e), list.get(e + 1), list.get(e + 2));
            }
            graphs.add(new GeneratedGraph(builder.build(), complete[g]));
        }
        return graphs;
    }
}
