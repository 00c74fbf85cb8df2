package org.sgvae.decoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.sgvae.graph.Graph;
import org.sgvae.nn.Parameters;
import org.sgvae.plain.PlainLayers;
import org.sgvae.plain.Vectors;

/**
 * A constructor as a process that is followed along all its branches, with loops over numbers: the probability of every
 * labelled graph up to a size, over all orders of edges. A second formulation of types at once and of the masks.
 */
final class EnumeratedConstruction {
    private static final String PREFIX = "constructor.";

    private final PlainLayers layers;
    private final DecoderConfig config;
    private final double[] code;
    private final int nodeTypes;
    private final int edgeTypes;
    private final int maxNodes;
    private final Map<String, Double> probabilities = new TreeMap<>();
    private double cutOff;

    /** One of several things that may happen. */
    private record Branch(int choice, double logP) {}

    /** What is there: node types, {u, v, type} of edges, states, the graph's state. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    private record State(List<Integer> types, List<int[]> edges, List<double[]> h, double[] graph) {}

    private interface Next {
        void follow(List<int[]> edges, double logP);
    }

    EnumeratedConstruction(
            Parameters parameters, DecoderConfig config, double[] code, int nodeTypes, int edgeTypes, int maxNodes) {
        layers = new PlainLayers(parameters.values());
        this.config = config;
        this.code = code;
        this.nodeTypes = nodeTypes;
        this.edgeTypes = edgeTypes;
        this.maxNodes = maxNodes;
        double[] state = linear("initLatent", code);
        for (Branch type : branches(linear("firstType", code), all(nodeTypes))) {
            double[] first = state.clone();
            for (int i = 0; i < first.length; i++) {
                first[i] += parameters.get(PREFIX + "firstState").value().get(type.choice, i);
            }
            grow(List.of(type.choice), List.of(), List.of(first), type.logP);
        }
    }

    /** The probability of a graph, its nodes in the order in which they came; 0 if it was not met. */
    double probability(Graph graph) {
        return probabilities.getOrDefault(key(graph), 0.0);
    }

    /** The graphs with a probability above 0 and how many there are. */
    int size() {
        return probabilities.size();
    }

    /** The probability of all graphs that stop, and of being cut off. */
    double total() {
        return cutOff + probabilities.values().stream().mapToDouble(p -> p).sum();
    }

    private static String key(Graph graph) {
        StringBuilder key = new StringBuilder();
        for (int v = 0; v < graph.nodes(); v++) {
            key.append('|').append(graph.nodeType(v));
            for (int u = 0; u < v; u++) {
                key.append(',').append(graph.edgeType(u, v));
            }
        }
        return key.toString();
    }

    private void grow(List<Integer> types, List<int[]> edges, List<double[]> h, double logP) {
        goOn(propagated(types, edges, h), logP);
    }

    private void goOn(State state, double logP) {
        List<Integer> types = state.types;
        List<int[]> edges = state.edges;
        for (Branch next : branches(linear("addNode", state.graph), allowedNodes(state))) {
            double logNext = logP + next.logP;
            if (next.choice == 0) {
                Graph.Builder graph = Graph.builder(types.size());
                IntStream.range(0, types.size()).forEach(v -> graph.nodeType(v, types.get(v)));
                edges.forEach(edge -> graph.edge(edge[0], edge[1], edge[2]));
                probabilities.merge(key(graph.build()), Math.exp(logNext), Double::sum);
            } else if (types.size() == maxNodes) {
                cutOff += Math.exp(logNext);
            } else {
                double[] oneHot = new double[nodeTypes];
                oneHot[next.choice - 1] = 1;
                State more = new State(
                        appended(types, next.choice - 1),
                        edges,
                        appended(state.h, linear("initNode", state.graph, oneHot)),
                        state.graph);
                if (config.edges() == EdgeModel.SEQUENTIAL) {
                    addInTurn(more, logNext);
                } else {
                    addAtOnce(more, logNext);
                }
            }
        }
    }

    /** 0 for no more node, or 1 + a type. */
    private List<Integer> allowedNodes(State state) {
        if (config.valences().isEmpty() || config.connectivity() == Connectivity.ANY) {
            return all(1 + nodeTypes);
        }
        boolean full = all(state.types.size()).stream().allMatch(v -> free(state, v) == 0);
        return all(1 + nodeTypes).stream()
                .filter(choice -> choice == 0 || (!full && config.valences().get(choice - 1) > 0))
                .toList();
    }

    private int free(State state, int v) {
        return config.valences().get(state.types.get(v))
                - state.edges.stream()
                        .filter(edge -> edge[0] == v || edge[1] == v)
                        .mapToInt(edge -> 1 + edge[2])
                        .sum();
    }

    private boolean isAllowed(State state, int u, int v, int type) {
        return config.valences().isEmpty() || (free(state, u) > type && free(state, v) > type);
    }

    private List<Integer> allowedTypes(State state, int u, int v) {
        return all(edgeTypes).stream()
                .filter(type -> isAllowed(state, u, v, type))
                .toList();
    }

    /** Edges one after the other, with propagation after each. */
    private void addInTurn(State state, double logP) {
        int v = state.types.size() - 1;
        List<Integer> ends = all(v).stream()
                .filter(u -> state.edges.stream().noneMatch(edge -> edge[0] == u && edge[1] == v))
                .filter(u -> !allowedTypes(state, u, v).isEmpty())
                .toList();
        boolean isFirst = state.edges.stream().noneMatch(edge -> edge[1] == v);
        List<Integer> outcomes = ends.isEmpty()
                ? List.of(0)
                : isFirst && config.connectivity() == Connectivity.CONNECTED ? List.of(1) : List.of(0, 1);
        double[] another = {0, linear("addEdge", state.graph, state.h.get(v))[0]};
        for (Branch more : branches(another, outcomes)) {
            if (more.choice == 0) {
                if (isFirst || config.propagation() == PropagationTime.EVERY_STEP) {
                    grow(state.types, state.edges, state.h, logP + more.logP);
                } else {
                    goOn(state, logP + more.logP);
                }
                continue;
            }
            double[] scores = IntStream.range(0, v)
                    .mapToDouble(u -> layers.mlp(PREFIX + "choose", state.h.get(u), state.h.get(v))[0])
                    .toArray();
            for (Branch end : branches(scores, ends)) {
                double[] logits =
                        edgeTypes == 1 ? new double[1] : linear("edgeType", state.h.get(end.choice), state.h.get(v));
                for (Branch type : branches(logits, allowedTypes(state, end.choice, v))) {
                    List<int[]> edges = appended(state.edges, new int[] {end.choice, v, type.choice});
                    addInTurn(propagated(state.types, edges, state.h), logP + more.logP + end.logP + type.logP);
                }
            }
        }
    }

    /** Edges to all nodes before the next propagation; if graphs are connected, on condition that there is one. */
    private void addAtOnce(State state, double logP) {
        int v = state.types.size() - 1;
        boolean needsOne = config.connectivity() == Connectivity.CONNECTED;
        double[] some = {0};
        decide(state, 0, v, 0, (edges, own) -> some[0] += edges.size() > state.edges.size() ? Math.exp(own) : 0);
        decide(state, 0, v, 0, (edges, own) -> {
            if (!needsOne || edges.size() > state.edges.size()) {
                grow(state.types, edges, state.h, logP + own - (needsOne ? Math.log(some[0]) : 0));
            }
        });
    }

    private void decide(State state, int u, int v, double logP, Next next) {
        if (u == v) {
            next.follow(state.edges, logP);
            return;
        }
        List<Integer> classes = new ArrayList<>(List.of(0));
        allowedTypes(state, u, v).forEach(type -> classes.add(1 + type));
        double[] logits = layers.mlp(PREFIX + "addEdge", state.graph, state.h.get(u), state.h.get(v));
        for (Branch edge : branches(logits, classes)) {
            List<int[]> edges =
                    edge.choice == 0 ? state.edges : appended(state.edges, new int[] {u, v, edge.choice - 1});
            decide(new State(state.types, edges, state.h, state.graph), u + 1, v, logP + edge.logP, next);
        }
    }

    private State propagated(List<Integer> types, List<int[]> edges, List<double[]> states) {
        int[][] edge = new int[states.size()][states.size()]; // 0 for none, or 1 + its type
        edges.forEach(e -> {
            edge[e[0]][e[1]] = 1 + e[2];
            edge[e[1]][e[0]] = 1 + e[2];
        });
        double[] heard = new double[states.size()];
        Arrays.fill(heard, 1);
        List<double[]> h = layers.prop(PREFIX + "prop", states, (u, v) -> edge[u][v] - 1, heard);
        double[] graph = layers.readout(PREFIX + "readout", h);
        if (config.codeInput() == CodeInput.EVERY_STEP) {
            double[] shift = linear("latentToGraph", code);
            Arrays.setAll(graph, i -> graph[i] + shift[i]);
        }
        return new State(types, edges, h, graph);
    }

    /** The choices that are allowed, with probabilities that add up to 1. */
    private static List<Branch> branches(double[] logits, List<Integer> allowed) {
        double[] logP = Vectors.logSoftmax(
                allowed.stream().mapToDouble(choice -> logits[choice]).toArray());
        return IntStream.range(0, logP.length)
                .mapToObj(i -> new Branch(allowed.get(i), logP[i]))
                .toList();
    }

    private double[] linear(String name, double[]... inputs) {
        return layers.linear(PREFIX + name, inputs);
    }

    private static List<Integer> all(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static <T> List<T> appended(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
