package org.sgvae.sgvae;

import java.util.ArrayList;
import java.util.List;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Isomorphism;

/** Graphs few enough to list. */
public final class SmallGraphs {
    private SmallGraphs() {}

    /** One graph of each isomorphism class with a number of nodes. */
    public static List<Graph> ofSize(int nodes, int nodeTypes, int edgeTypes) {
        List<Graph> labelled = new ArrayList<>();
        int pairs = nodes * (nodes - 1) / 2;
        int typings = (int) Math.pow(nodeTypes, nodes);
        int edgings = (int) Math.pow(edgeTypes + 1, pairs);
        for (int code = 0; code < typings * edgings; code++) {
            labelled.add(decode(code, nodes, nodeTypes, edgeTypes));
        }
        int[] classes = Isomorphism.classes(labelled);
        List<Graph> firsts = new ArrayList<>();
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] == firsts.size()) {
                firsts.add(labelled.get(i));
            }
        }
        return firsts;
    }

    /** One graph of each isomorphism class with up to a number of nodes, small ones first. */
    public static List<Graph> upToSize(int nodes, int nodeTypes, int edgeTypes) {
        List<Graph> all = new ArrayList<>();
        for (int n = 1; n <= nodes; n++) {
            all.addAll(ofSize(n, nodeTypes, edgeTypes));
        }
        return all;
    }

    private static Graph decode(int code, int nodes, int nodeTypes, int edgeTypes) {
        Graph.Builder builder = Graph.builder(nodes);
        int rest = code;
        for (int v = 0; v < nodes; v++) {
            builder.nodeType(v, rest % nodeTypes);
            rest /= nodeTypes;
            for (int u = 0; u < v; u++) {
                int edge = rest % (edgeTypes + 1);
                rest /= edgeTypes + 1;
                if (edge > 0) {
                    builder.edge(u, v, edge - 1);
                }
            }
        }
        return builder.build();
    }
}
