package org.sgvae.graphrnn;

import java.util.ArrayList;
import java.util.List;
import org.sgvae.autodiff.Indices;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.Graph;

/** Graphs while they are sampled row by row; the last row may be of a node that does not become part of its graph. */
final class GrowingRows implements AdjacencyRows.Source {
    private final List<List<Indices>> rows = new ArrayList<>(); // of each graph, of each node: entries, nearest first
    private final List<Indices> nodeTypes = new ArrayList<>();
    private final boolean[] complete;

    GrowingRows(int graphs) {
        complete = new boolean[graphs];
        for (int g = 0; g < graphs; g++) {
            rows.add(new ArrayList<>());
            nodeTypes.add(new Indices());
        }
    }

    @Override
    public int entry(int graph, int position, int back) {
        return rows.get(graph).get(position).get(back - 1);
    }

    @Override
    public int nodeType(int graph, int position) {
        return nodeTypes.get(graph).get(position);
    }

    /** Begins the row of the next node. */
    void addNode(int graph, int type) {
        rows.get(graph).add(new Indices());
        nodeTypes.get(graph).add(type);
    }

    /** Appends an entry to the row of the last node. */
    void addEntry(int graph, int entry) {
        lastRow(graph).add(entry);
    }

    boolean lastIsEmpty(int graph) {
        Indices row = lastRow(graph);
        for (int j = 0; j < row.size(); j++) {
            if (row.get(j) > 0) {
                return false;
            }
        }
        return true;
    }

    private Indices lastRow(int graph) {
        return rows.get(graph).get(rows.get(graph).size() - 1);
    }

    void removeLast(int graph) {
        rows.get(graph).remove(rows.get(graph).size() - 1);
    }

    void complete(int graph) {
        complete[graph] = true;
    }

    List<GeneratedGraph> toGraphs() {
        List<GeneratedGraph> graphs = new ArrayList<>(complete.length);
        for (int g = 0; g < complete.length; g++) {
            int nodes = rows.get(g).size();
            Graph.Builder builder = Graph.builder(nodes);
            for (int v = 0; v < nodes; v++) {
                builder.nodeType(v, nodeType(g, v));
                for (int j = 1; j <= v; j++) {
                    if (entry(g, v, j) > 0) {
                        builder.edge(v - j, v, entry(g, v, j) - 1);
                    }
                }
            }
            graphs.add(new GeneratedGraph(builder.build(), complete[g]));
        }
        return graphs;
    }
}
