package org.sgvae.graphvae;

import org.sgvae.autodiff.Variable;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.distribution.Categorical;
import org.sgvae.distribution.LogSum;
import org.sgvae.graph.Graph;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.random.RandomKey;

/**
 * The output of the decoder for one code as numbers: what there is in N slots, independently given that there is
 * something.
 */
final class SlotProbabilities {
    private final int slots;
    private final double[] presentLogit;
    private final double[] present;
    private final double[][] logNodeType;
    private final double[][] logEdge; // of each pair {no edge, type 0, …}
    private final double[][] edge;

    /** Takes row b of a decoder's output. */
    SlotProbabilities(SlotDistribution output, int b) {
        slots = output.present().columns();
        presentLogit = new double[slots];
        present = new double[slots];
        logNodeType = new double[slots][Math.max(1, output.nodeTypes().size())];
        int kinds = 1 + output.edges().size();
        logEdge = new double[SlotDistribution.pair(0, slots)][kinds];
        edge = new double[logEdge.length][kinds];
        for (int a = 0; a < slots; a++) {
            presentLogit[a] = entry(output.present(), b, a);
            present[a] = ElementaryFunctions.sigmoid(presentLogit[a]);
            for (int t = 0; t < output.nodeTypes().size(); t++) {
                logNodeType[a][t] = entry(output.nodeTypes().get(t), b, a);
            }
            normalize(logNodeType[a]);
        }
        for (int pair = 0; pair < logEdge.length; pair++) {
            for (int t = 1; t < kinds; t++) {
                logEdge[pair][t] = entry(output.edges().get(t - 1), b, pair);
            }
            normalize(logEdge[pair]);
            for (int t = 0; t < kinds; t++) {
                edge[pair][t] = ElementaryFunctions.exp(logEdge[pair][t]);
            }
        }
    }

    private static double entry(Variable x, int row, int column) {
        return x.value().data[row * x.columns() + column];
    }

    private static void normalize(double[] logits) {
        double logSum = LogSum.of(logits);
        for (int i = 0; i < logits.length; i++) {
            logits[i] -= logSum;
        }
    }

    int slots() {
        return slots;
    }

    double present(int a) {
        return present[a];
    }

    double logPresent(int a) {
        return -ElementaryFunctions.softplus(-presentLogit[a]);
    }

    /** \(\log\) of how much more likely slot a is taken than not. */
    double presentLogit(int a) {
        return presentLogit[a];
    }

    double logNodeType(int a, int type) {
        return logNodeType[a][type];
    }

    /** Probability of a kind of edge between two slots that are taken: 0 for none, else one more than its type. */
    double edge(int a, int b, int kind) {
        return edge[SlotDistribution.pair(a, b)][kind];
    }

    double logEdge(int a, int b, int kind) {
        return logEdge[SlotDistribution.pair(a, b)][kind];
    }

    /** Draws a graph: the slots that are taken, given that at least one is, then types and edges. */
    GeneratedGraph sample(long key, int maxNodes) {
        int[] nodeOfSlot = new int[slots];
        int nodes = 0;
        for (int a = 0; a < slots; a++) {
            double probability = nodes > 0 ? present[a] : present[a] / (1 - noneFrom(a));
            boolean taken = RandomKey.uniform(RandomKey.split(key, Draws.PRESENCE), a) < probability
                    || (nodes == 0 && a == slots - 1);
            nodeOfSlot[a] = taken ? nodes++ : -1;
        }
        int kept = Math.min(nodes, maxNodes);
        Graph.Builder builder = Graph.builder(kept);
        for (int a = 0; a < slots; a++) {
            if (nodeOfSlot[a] >= 0 && nodeOfSlot[a] < kept) {
                double uniform = RandomKey.uniform(RandomKey.split(key, Draws.NODE_TYPE), a);
                builder.nodeType(nodeOfSlot[a], Categorical.sample(logNodeType[a], 0, logNodeType[a].length, uniform));
                for (int b = 0; b < a; b++) {
                    if (nodeOfSlot[b] >= 0) {
                        int pair = SlotDistribution.pair(a, b);
                        double draw = RandomKey.uniform(RandomKey.split(key, Draws.EDGE), pair);
                        int kind = Categorical.sample(logEdge[pair], 0, logEdge[pair].length, draw);
                        if (kind > 0) {
                            builder.edge(nodeOfSlot[b], nodeOfSlot[a], kind - 1);
                        }
                    }
                }
            }
        }
        return new GeneratedGraph(builder.build(), kept == nodes);
    }

    /** Probability that slots a, a+1, … are all empty. */
    private double noneFrom(int a) {
        double log = 0;
        for (int b = a; b < slots; b++) {
            log -= ElementaryFunctions.softplus(presentLogit[b]);
        }
        return ElementaryFunctions.exp(log);
    }
}
