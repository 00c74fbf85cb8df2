package org.sgvae.graphnvp;

import org.sgvae.gnn.KnownTypes;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;

/**
 * B graphs in N slots each. The kind of a slot is 0 where it is empty, else one more than its node's type; that of a
 * pair of slots is 0 where there is no edge, else one more than its type.
 */
final class SlotGraphs {
    private final int slots;
    final int[] kindOfSlot; // B x N
    final int[] kindOfPair; // B x N(N−1)/2

    SlotGraphs(int graphs, GraphNvpConfig config) {
        slots = config.slots();
        kindOfSlot = new int[graphs * slots];
        kindOfPair = new int[graphs * config.pairs()];
    }

    /** The column of two slots. */
    static int pair(int a, int b) {
        int high = Math.max(a, b);
        return high * (high - 1) / 2 + Math.min(a, b);
    }

    int graphs() {
        return kindOfSlot.length / slots;
    }

    int slots() {
        return slots;
    }

    int pairs() {
        return slots * (slots - 1) / 2;
    }

    /** Puts the nodes of a graph of a batch into slots. */
    void put(int b, Graph graph, int[] slotOfNode, GraphNvpConfig config) {
        for (int v = 0; v < slotOfNode.length; v++) {
            kindOfSlot[b * slots + slotOfNode[v]] =
                    1 + KnownTypes.require("node", graph.nodeType(v), config.nodeTypes());
        }
        for (int e = 0; e < graph.edges() && slotOfNode.length > 0; e++) {
            int pair = pair(slotOfNode[graph.edgeSource(e)], slotOfNode[graph.edgeTarget(e)]);
            kindOfPair[b * pairs() + pair] = 1 + KnownTypes.require("edge", graph.edgeType(e), config.edgeTypes());
        }
    }

    static SlotGraphs of(Minibatch batch, int[][] slotOfNode, GraphNvpConfig config) {
        SlotGraphs graphs = new SlotGraphs(batch.size(), config);
        for (int b = 0; b < batch.size(); b++) {
            graphs.put(b, batch.graph(b), slotOfNode[b], config);
        }
        return graphs;
    }

    /** Whether both slots of a pair hold nodes, so that its kind is part of the graph. */
    boolean isSeen(int b, int a1, int a2) {
        return kindOfSlot[b * slots + a1] > 0 && kindOfSlot[b * slots + a2] > 0;
    }

    /** How many slots hold nodes. */
    int nodes(int b) {
        int nodes = 0;
        for (int a = 0; a < slots; a++) {
            nodes += kindOfSlot[b * slots + a] > 0 ? 1 : 0;
        }
        return nodes;
    }

    /** The graph in the slots that hold nodes, of which there must be one. */
    Graph toGraph(int b) {
        int[] node = new int[slots];
        for (int a = 0, next = 0; a < slots; a++) {
            node[a] = kindOfSlot[b * slots + a] > 0 ? next++ : -1;
        }
        Graph.Builder builder = Graph.builder(nodes(b));
        for (int a = 0; a < slots; a++) {
            if (node[a] >= 0) {
                builder.nodeType(node[a], kindOfSlot[b * slots + a] - 1);
            }
            for (int c = 0; c < a; c++) {
                int kind = kindOfPair[b * pairs() + pair(a, c)];
                if (kind > 0 && isSeen(b, a, c)) {
                    builder.edge(node[c], node[a], kind - 1);
                }
            }
        }
        return builder.build();
    }
}
