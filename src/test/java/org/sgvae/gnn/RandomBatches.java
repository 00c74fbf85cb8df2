package org.sgvae.gnn;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.RandomGraphs;

/** Lists of graphs to put together, for tests: random typed ones, and always a single node, an isolated node and a graph without edges. */
final class RandomBatches {
    private RandomBatches() {}

    static List<Graph> graphs(long seed, int edgeTypes) {
        Random random = new Random(seed);
        List<Graph> graphs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            graphs.add(RandomGraphs.typed(random, 1 + random.nextInt(7), 0.5, 1, edgeTypes));
        }
        graphs.add(Graph.of(1));
        graphs.add(Graph.of(3, new int[] {0, 2, edgeTypes - 1})); // node 1 is isolated
        graphs.add(Graph.of(4));
        graphs.add(GraphFamilies.complete(4));
        return graphs;
    }

    static GraphBatch batch(List<Graph> graphs) {
        GraphBatch batch = new GraphBatch();
        graphs.forEach(batch::add);
        return batch;
    }
}
