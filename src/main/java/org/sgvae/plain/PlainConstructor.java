package org.sgvae.plain;

import static org.sgvae.plain.Vectors.logSoftmax;

import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.sgvae.graph.Graph;
import org.sgvae.plain.Decision.Kind;

/**
 * The graph constructor (paper, Algorithm 3): the decoder p of the VAE. If {@code connected}, it builds connected graphs only; if
 * {@code afterChanges}, states propagate only when something was added. {@code valences} limit by node type the sum of the orders
 * of a node's edges, which is 1 + type for each; none if the list is empty.
 */
public record PlainConstructor(PlainLayers layers, boolean connected, boolean afterChanges, List<Integer> valences) {
    public PlainConstructor(PlainLayers layers) {
        this(layers, false, false, List.of());
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
     *
     * <p>If types are decided at once (paper, Algorithm 1): stop or add a node of some type by
     * \(\mathrm{softmax}(\mathrm{addNode}(h_G))\), with state \(\mathrm{initNode}([h_G ; \mathrm{onehot}(\mathrm{type})])\). The first
     * node's type by \(\mathrm{softmax}(\mathrm{firstType}(z))\); its row of firstState is added to the state.
     *
     * <p>{@code choose} makes the decisions: {@link Decision#along} those that build a given graph, {@link Decision#drawn}
     * others. Cut off at {@code maxNodes} nodes.
     *
     * @throws IllegalArgumentException if nothing builds the given graph
     */
    public Construction construct(double[] z, int maxNodes, ToIntFunction<Decision> choose) {
        boolean atOnce = layers.has("constructor.firstType");
        Edges edges = layers.has("constructor.choose.0") ? Edges::inTurn : Edges::independently;
        GrowingGraph x = new GrowingGraph(layers, z, maxNodes, choose, valences);
        if (atOnce) {
            double[] logPType = logSoftmax(layers.linear("constructor.firstType", z));
            x.type.add(x.decide(Kind.NODE_TYPE, 0, List.of(), logPType));
            x.h.set(0, Vectors.sum(List.of(x.h.get(0), layers.row("constructor.firstState", x.type.get(0)))));
        }
        x.propagate();
        boolean stopped = false;
        while (!stopped) {
            double[] next = layers.linear("constructor.addNode", x.graph);
            double[] logPNext = atOnce ? logSoftmax(next) : logSoftmax(0, next[0]);
            double[] logPAllowed = Vectors.restricted(logPNext, k -> k == 0 || !connected || x.mayAdd(k - 1));
            int decided = x.decide(Kind.NODE, x.h.size(), List.of(), logPAllowed);
            stopped = decided == 0;
            if (stopped || x.h.size() == maxNodes) {
                break;
            }
            double[] oneHot = atOnce ? Vectors.oneHot(decided - 1, next.length - 1) : new double[0];
            x.h.add(layers.linear("constructor.initNode", x.graph, oneHot));
            if (atOnce) {
                x.type.add(decided - 1);
            }
            edges.add(x, layers, connected);
            if (x.hasChanged() || !afterChanges) {
                x.propagate();
            }
        }
        for (int v = x.type.size(); v < x.h.size(); v++) {
            double[] logPType = logSoftmax(layers.linear("constructor.nodeType", x.h.get(v)));
            x.type.add(x.decide(Kind.NODE_TYPE, v, List.of(), logPType));
        }
        int[] types = x.type.stream().mapToInt(t -> t).toArray();
        return new Construction(Graph.of(types, x.edges.toArray(int[][]::new)), stopped, x.logP);
    }
}
