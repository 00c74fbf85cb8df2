package org.sgvae.graph.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Isomorphism;

/** One graph of every isomorphism class. */
final class EnumeratedGraphs {
    private EnumeratedGraphs() {}

    /** All graphs of n nodes: each is one of n − 1 nodes and one more node with any neighbours. */
    static List<Graph> all(int n) {
        if (n == 1) {
            return List.of(Graph.of(1));
        }
        List<Graph> larger = new ArrayList<>();
        for (Graph graph : all(n - 1)) {
            for (int neighbours = 0; neighbours < 1 << (n - 1); neighbours++) {
                larger.add(withNode(graph, neighbours));
            }
        }
        return firstOfEachClass(larger);
    }

    /** All trees of n nodes: each is one of n − 1 nodes and one more leaf. */
    static List<Graph> trees(int n) {
        if (n == 1) {
            return List.of(Graph.of(1));
        }
        List<Graph> larger = new ArrayList<>();
        for (Graph tree : trees(n - 1)) {
            for (int v = 0; v < n - 1; v++) {
                larger.add(withNode(tree, 1 << v));
            }
        }
        return firstOfEachClass(larger);
    }

    /** All \(2^{n(n-1)/2}\) graphs on n numbered nodes. */
    static List<Graph> numbered(int n) {
        List<int[]> pairs = new ArrayList<>();
        for (int v = 1; v < n; v++) {
            for (int u = 0; u < v; u++) {
                pairs.add(new int[] {u, v});
            }
        }
        List<Graph> graphs = new ArrayList<>();
        for (int chosen = 0; chosen < 1 << pairs.size(); chosen++) {
            Graph.Builder builder = Graph.builder(n);
            for (int i = 0; i < pairs.size(); i++) {
                if ((chosen >> i & 1) == 1) {
                    builder.edge(pairs.get(i)[0], pairs.get(i)[1]);
                }
            }
            graphs.add(builder.build());
        }
        return graphs;
    }

    private static Graph withNode(Graph graph, int neighbours) {
        int n = graph.nodes();
        Graph.Builder builder = Graph.builder(n + 1);
        for (int i = 0; i < graph.edges(); i++) {
            builder.edge(graph.edgeSource(i), graph.edgeTarget(i));
        }
        for (int v = 0; v < n; v++) {
            if ((neighbours >> v & 1) == 1) {
                builder.edge(v, n);
            }
        }
        return builder.build();
    }

    private static List<Graph> firstOfEachClass(List<Graph> graphs) {
        int[] classOf = Isomorphism.classes(graphs);
        Graph[] firsts = new Graph[1 + Arrays.stream(classOf).max().orElseThrow()];
        for (int i = classOf.length - 1; i >= 0; i--) {
            firsts[classOf[i]] = graphs.get(i);
        }
        return List.of(firsts);
    }
}
