package org.sgvae.graph;

import java.util.Random;

/** Random graphs for tests, determined by the seed of the generator passed in. */
public final class RandomGraphs {

    private RandomGraphs() {}

    /** Every pair is joined with a probability; types are uniform. */
    public static Graph typed(Random random, int nodes, double density, int nodeTypes, int edgeTypes) {
        Graph.Builder builder = Graph.builder(nodes);
        for (int v = 0; v < nodes; v++) {
            builder.nodeType(v, random.nextInt(nodeTypes));
            for (int u = 0; u < v; u++) {
                if (random.nextDouble() < density) {
                    builder.edge(u, v, random.nextInt(edgeTypes));
                }
            }
        }
        return builder.build();
    }

    public static int[] ordering(Random random, int n) {
        int[] order = Orderings.identity(n);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int v = order[i];
            order[i] = order[j];
            order[j] = v;
        }
        return order;
    }

    public static Graph relabelled(Random random, Graph graph) {
        return graph.relabel(ordering(random, graph.nodes()));
    }

    /** Disjoint union. */
    public static Graph union(Graph... graphs) {
        int nodes = 0;
        for (Graph graph : graphs) {
            nodes += graph.nodes();
        }
        Graph.Builder builder = Graph.builder(nodes);
        int shift = 0;
        for (Graph graph : graphs) {
            for (int v = 0; v < graph.nodes(); v++) {
                builder.nodeType(shift + v, graph.nodeType(v));
            }
            for (int i = 0; i < graph.edges(); i++) {
                builder.edge(shift + graph.edgeSource(i), shift + graph.edgeTarget(i), graph.edgeType(i));
            }
            shift += graph.nodes();
        }
        return builder.build();
    }
}
