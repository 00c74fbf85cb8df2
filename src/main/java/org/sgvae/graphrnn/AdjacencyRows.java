package org.sgvae.graphrnn;

import java.util.Arrays;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

/**
 * Rows of adjacency matrices as inputs of the networks, of graphs given or growing. Nodes are named by their position
 * in the ordering. The entry of node s for the node j positions back is 0 where they are not joined, else one more than
 * the type of their edge. Types are written as one-hot vectors, and nothing is written where there is only one node
 * type.
 */
final class AdjacencyRows {
    /** Where the entries come from. */
    interface Source {
        /**
         * The entry of the node at a position, for the node a number of positions back; 0 past the end of the graph.
         */
        int entry(int graph, int position, int back);

        /** The type of the node at a position. */
        int nodeType(int graph, int position);
    }

    private final int window;
    private final int edgeTypes;
    private final int typeColumns;

    AdjacencyRows(GraphRnnConfig config) {
        window = config.window();
        edgeTypes = config.edgeTypes();
        typeColumns = config.nodeTypes() > 1 ? config.nodeTypes() : 0;
    }

    /** Columns of a node's type: none if there is only one. */
    int typeColumns() {
        return typeColumns;
    }

    /** Columns of a node-level input: the entries of the last M nodes and the node's type. */
    int rowColumns() {
        return window * edgeTypes + typeColumns;
    }

    /** Columns of an edge-level input: the entry before and the type of the node that the next one is for. */
    int entryColumns() {
        return edgeTypes + typeColumns;
    }

    /** The rows of the nodes at a position, graphs x rowColumns; at position 0 the start token, ones. */
    Variable rowInput(Tape tape, Source source, Indices graphs, int position) {
        int columns = rowColumns();
        Variable input = tape.zeroConstant(graphs.size(), columns);
        double[] data = input.value().data;
        for (int i = 0; i < graphs.size(); i++) {
            int graph = graphs.get(i);
            for (int j = 1; j <= window; j++) {
                int at = i * columns + (j - 1) * edgeTypes;
                if (position == 0) {
                    fillOnes(data, at);
                } else if (j <= position) {
                    putOneHot(data, at, source.entry(graph, position, j));
                }
            }
            putType(data, i * columns + window * edgeTypes, source.nodeType(graph, position));
        }
        return input;
    }

    /**
     * What is known before entry j of the first m of some nodes, m x entryColumns; before entry 1 the start token,
     * ones.
     */
    Variable entryInput(Tape tape, Source source, Indices graphs, Indices positions, int m, int j) {
        int columns = entryColumns();
        Variable input = tape.zeroConstant(m, columns);
        double[] data = input.value().data;
        for (int i = 0; i < m; i++) {
            int graph = graphs.get(i);
            int position = positions.get(i);
            if (j == 1) {
                fillOnes(data, i * columns);
            } else {
                putOneHot(data, i * columns, source.entry(graph, position, j - 1));
            }
            putType(data, i * columns + edgeTypes, source.nodeType(graph, position - j));
        }
        return input;
    }

    /** The types of nodes, m x typeColumns. */
    Variable typeInput(Tape tape, Source source, Indices graphs, Indices positions) {
        Variable input = tape.zeroConstant(graphs.size(), typeColumns);
        for (int i = 0; i < graphs.size() && typeColumns > 0; i++) {
            putType(input.value().data, i * typeColumns, source.nodeType(graphs.get(i), positions.get(i)));
        }
        return input;
    }

    private void fillOnes(double[] data, int at) {
        Arrays.fill(data, at, at + edgeTypes, 1);
    }

    private static void putOneHot(double[] data, int at, int entry) {
        if (entry > 0) {
            data[at + entry - 1] = 1;
        }
    }

    private void putType(double[] data, int at, int type) {
        if (typeColumns > 0) {
            data[at + type] = 1;
        }
    }
}
