package org.sgvae.plain;

import static org.sgvae.plain.PlainLayers.logSoftmax;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.sgvae.graph.Graph;

/** The graph constructor (paper, Algorithm 3) with independent edges: the decoder p of the VAE. */
public record PlainConstructor(PlainLayers layers) {
    /** A graph, nodes as they came; if it stopped by itself; \(\log p(x, π \mid z)\) by kind of decision, nats. */
    public record Construction(
            Graph graph, boolean stopped, double logPAddNode, double logPAddEdges, double logPNodeTypes) {
        /** {@return \(\log p(x, π \mid z)\), the sum over all decisions} */
        public double logPx() {
            return logPAddNode + logPAddEdges + logPNodeTypes;
        }
    }

    /** {@return the decisions that build x along π, one after the other: teacher forcing, for {@link #construct}} */
    public static PrimitiveIterator.OfInt decisions(Graph x, int... ordering) {
        IntStream.Builder decisions = IntStream.builder();
        for (int v = 1; v < ordering.length; v++) {
            decisions.add(1); // another node
            for (int u = 0; u < v; u++) {
                decisions.add(1 + x.edgeType(ordering[u], ordering[v])); // 0 for no edge
            }
        }
        decisions.add(0); // stop
        IntStream.of(ordering).map(x::nodeType).forEach(decisions);
        return decisions.build().iterator();
    }

    /**
     * Repeats: propagate; \(h_G = R(h)\); with probability \(σ(\mathrm{addNode}(h_G))\) add a node v with state
     * \(\mathrm{initNode}(h_G)\), else stop; to each u no edge or one of some type by
     * \(\mathrm{softmax}(\mathrm{addEdge}([h_G ; h_u ; h_v]))\). Types: \(\mathrm{softmax}(\mathrm{nodeType}(h_v))\).
     * {@code decide} returns a class, given the log-probabilities of all. Cut off at {@code maxNodes} nodes.
     */
    public Construction construct(double[] z, int maxNodes, ToIntFunction<double[]> decide) {
        boolean gaussian = layers.has("constructor.initLatent");
        List<double[]> h = new ArrayList<>(List.of(gaussian ? layers.linear("constructor.initLatent", z) : z));
        List<int[]> edges = new ArrayList<>();
        int[][] edge = new int[maxNodes][maxNodes]; // 0 for none, or 1 + its type
        double logPAddNode = 0;
        double logPAddEdges = 0;
        double logPNodeTypes = 0;
        int more = 1;
        for (int v = 1; more == 1; v++) {
            h = layers.prop("constructor.prop", h, (u, w) -> edge[u][w] - 1);
            double[] graph = layers.readout("constructor.readout", h);
            if (layers.has("constructor.latentToGraph")) { // the code as input of every decision
                PlainLayers.addTo(graph, 1, layers.linear("constructor.latentToGraph", z));
            }
            double[] logPMore = logSoftmax(0, layers.linear("constructor.addNode", graph)[0]);
            more = decide.applyAsInt(logPMore);
            logPAddNode += logPMore[more];
            if (more == 0 || v == maxNodes) {
                break;
            }
            double[] added = layers.linear("constructor.initNode", graph);
            for (int u = 0; u < v; u++) {
                double[] logPEdge = logSoftmax(layers.mlp("constructor.addEdge", graph, h.get(u), added));
                edge[u][v] = decide.applyAsInt(logPEdge);
                logPAddEdges += logPEdge[edge[u][v]];
                edge[v][u] = edge[u][v];
                if (edge[u][v] > 0) {
                    edges.add(new int[] {u, v, edge[u][v] - 1});
                }
            }
            h.add(added);
        }
        int[] type = new int[h.size()];
        for (int v = 0; v < type.length; v++) {
            double[] logPType = logSoftmax(layers.linear("constructor.nodeType", h.get(v)));
            type[v] = decide.applyAsInt(logPType);
            logPNodeTypes += logPType[type[v]];
        }
        Graph graph = Graph.of(type, edges.toArray(int[][]::new));
        return new Construction(graph, more == 0, logPAddNode, logPAddEdges, logPNodeTypes);
    }
}
