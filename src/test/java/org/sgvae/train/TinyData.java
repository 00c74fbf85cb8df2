package org.sgvae.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.DataSet;

/** Data sets of a few small graphs, for tests. */
final class TinyData {
    private TinyData() {}

    static DataSet of(Graph... graphs) {
        return new DataSet(
                "tiny",
                List.of(graphs),
                Arrays.stream(graphs).mapToInt(Graph::nodeTypeCount).max().orElse(1),
                Arrays.stream(graphs).mapToInt(Graph::edgeTypeCount).max().orElse(1));
    }

    /** Sizes 1 to 5, two node types, two edge types, an isolated node. */
    static DataSet typed() {
        return of(
                Graph.of(1),
                Graph.of(new int[] {1}),
                Graph.of(new int[] {0, 1, 0}, new int[] {0, 1, 1}),
                GraphFamilies.cycle(4),
                Graph.of(new int[] {0, 1}, new int[] {0, 1, 1}),
                GraphFamilies.path(5),
                GraphFamilies.star(4));
    }

    /** The same with some of 12 to 16 nodes. */
    static DataSet withLarge() {
        List<Graph> graphs = new ArrayList<>(typed().graphs());
        graphs.addAll(List.of(
                GraphFamilies.cycle(12),
                GraphFamilies.path(14),
                GraphFamilies.star(12),
                GraphFamilies.cycle(16),
                GraphFamilies.path(13)));
        return of(graphs.toArray(Graph[]::new));
    }

    static DataSet cycles() {
        return of(GraphFamilies.cycle(3), GraphFamilies.cycle(4), GraphFamilies.cycle(5));
    }
}
