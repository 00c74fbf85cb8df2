package org.sgvae.plain;

import static org.sgvae.plain.Vectors.logSoftmax;

import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.sgvae.graph.Graph;
import org.sgvae.plain.Decision.Kind;

/** The graph constructor (paper, Algorithm 3): the decoder p of the VAE. If {@code connected}, it builds connected graphs only. */
public record PlainConstructor(PlainLayers layers, boolean connected) {
    public PlainConstructor(PlainLayers layers) {
        this(layers, false);
    }

    /** A graph, nodes as they came; if it stopped by itself; \(\log p(x, π \mid z)\) by kind of decision, nats. */
    public record Construction(Graph graph, boolean stopped, Map<Kind, Double> logP) {
        /** {@return \(\log p(x, π \mid z)\), the sum over all decisions} */
        public double logPx() {
            return logP.values().stream().mapToDouble(p -> p).sum();
        }
    }

    /**
     * Repeats: propagate; \(h_G = R(h)\); with probability \(σ(\mathrm{addNode}(h_G))\) add a node v with state
     * \(\mathrm{initNode}(h_G)\) and {@linkplain Edges edges}, else stop. Types: \(\mathrm{softmax}(\mathrm{nodeType}(h_v))\).
     * {@code choose} makes the decisions: {@link Decision#along} those that build a given graph, {@link Decision#drawn} others.
     * Cut off at {@code maxNodes} nodes.
     *
     * @throws IllegalArgumentException if nothing builds the given graph
     */
    public Construction construct(double[] z, int maxNodes, ToIntFunction<Decision> choose) {
        Edges edges = layers.has("constructor.choose.0") ? Edges::inTurn : Edges::independently;
        GrowingGraph x = new GrowingGraph(layers, z, maxNodes, choose);
        x.propagate();
        boolean stopped = false;
        while (!stopped) {
            double[] logPMore = logSoftmax(0, layers.linear("constructor.addNode", x.graph)[0]);
            stopped = x.decide(Kind.NODE, x.h.size(), List.of(), logPMore) == 0;
            if (stopped || x.h.size() == maxNodes) {
                break;
            }
            x.h.add(layers.linear("constructor.initNode", x.graph));
            edges.add(x, layers, connected);
            x.propagate();
        }
        int[] type = new int[x.h.size()];
        for (int v = 0; v < type.length; v++) {
            double[] logPType = logSoftmax(layers.linear("constructor.nodeType", x.h.get(v)));
            type[v] = x.decide(Kind.NODE_TYPE, v, List.of(), logPType);
        }
        return new Construction(Graph.of(type, x.edges.toArray(int[][]::new)), stopped, x.logP);
    }
}
