package org.sgvae.graphvae;

import java.util.Arrays;
import org.sgvae.distribution.Categorical;
import org.sgvae.distribution.LogSum;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.model.NodeOrder;
import org.sgvae.random.RandomKey;

/** The slots τ of the nodes of B graphs, drawn from a distribution \(q(τ \mid x, z)\). */
final class Placements {
    private static final double OWN = 0.25; // shares of the covering mixture
    private static final double SEQUENTIAL = 0.5;
    private static final double UNIFORM = 0.25;

    private final int[][] slotOfNode;
    private final double[] logQ;

    private Placements(int[][] slotOfNode, double[] logQ) {
        this.slotOfNode = slotOfNode;
        this.logQ = logQ;
    }

    /** For each graph, for each node its slot; empty for a graph with more nodes than slots. */
    int[][] slotOfNode() {
        return slotOfNode;
    }

    /** \(\log q(τ \mid x, z)\) of each graph, nats; of no meaning for a graph with more nodes than slots. */
    double[] logQ() {
        return logQ;
    }

    /**
     * Places graphs as the model is trained with. A matching is one placement, of which the automorphisms of the graph
     * make others with the same probability; it stands for one of these at random, so \(\log q(τ \mid x, z) =
     * -\log|\mathrm{Aut}(x)|\), as for a stored order.
     */
    static Placements own(Placement placement, SlotDistribution output, Minibatch batch, long[] keys) {
        int[][] slots = new int[batch.size()][];
        if (placement == Placement.MATCHED) {
            Arrays.setAll(slots, b -> fits(output, batch, b) ? matched(output, batch, b) : new int[0]);
            return new Placements(slots, matchedLogQ(batch));
        }
        NodeOrder order = order(placement);
        Minibatch ordered = batch.along(b -> order.draw(batch.graph(b), RandomKey.split(keys[b], Draws.PLACEMENT)));
        Arrays.setAll(slots, b -> fits(output, batch, b) ? Orderings.inverse(ordered.ordering(b)) : new int[0]);
        return new Placements(slots, order.logProbabilities(ordered));
    }

    private static NodeOrder order(Placement placement) {
        return placement == Placement.STORED ? NodeOrder.FIXED : NodeOrder.BFS;
    }

    private static boolean fits(SlotDistribution output, Minibatch batch, int b) {
        return batch.nodes(b) <= output.present().columns();
    }

    private static int[] matched(SlotDistribution output, Minibatch batch, int b) {
        return MaxPoolingMatching.slots(batch.graph(b), new SlotProbabilities(output, b));
    }

    /**
     * Places graphs so that every placement can occur: as the model is trained with, by {@link #walk}, or uniformly. So
     * \(p(x \mid z) = E[p(x, τ \mid z) / q(τ \mid x, z)]\).
     */
    static Placements covering(Placement placement, SlotDistribution output, Minibatch batch, long[] keys) {
        int count = batch.size();
        Placements own = own(placement, output, batch, keys);
        int[][] slots = new int[count][];
        double[] logSequential = new double[count];
        double[] logUniform = new double[count];
        for (int b = 0; b < count; b++) {
            if (!fits(output, batch, b)) {
                slots[b] = new int[0];
                continue;
            }
            SlotProbabilities probabilities = new SlotProbabilities(output, b);
            double part = RandomKey.uniform(keys[b], 0);
            long key = RandomKey.split(keys[b], Draws.PLACEMENT);
            int n = batch.nodes(b);
            slots[b] = part < OWN
                    ? own.slotOfNode[b]
                    : part < OWN + SEQUENTIAL
                            ? drawn(batch.graph(b), probabilities, key)
                            : Arrays.copyOf(new RandomKey(key).permutation(probabilities.slots()), n);
            int[] chosen = slots[b];
            logSequential[b] = walk(batch.graph(b), probabilities, new int[n], (i, logP) -> chosen[i]);
            for (int k = 0; k < n; k++) {
                logUniform[b] -= ElementaryFunctions.log(probabilities.slots() - k);
            }
        }
        double[] logOwn = logOwn(placement, own, batch, slots);
        double[] logQ = new double[count];
        Arrays.setAll(
                logQ,
                b -> slots[b].length == 0
                        ? 0
                        : LogSum.of(
                                ElementaryFunctions.log(OWN) + logOwn[b],
                                ElementaryFunctions.log(SEQUENTIAL) + logSequential[b],
                                ElementaryFunctions.log(UNIFORM) + logUniform[b]));
        return new Placements(slots, logQ);
    }

    /**
     * \(\log q\) of placements under the distribution that the model is trained with; a matching or a stored order is
     * always the same placement.
     */
    private static double[] logOwn(Placement placement, Placements own, Minibatch batch, int[][] slots) {
        double[] logQ = new double[slots.length];
        for (int b = 0; b < slots.length; b++) {
            boolean possible = placement == Placement.BREADTH_FIRST
                    ? slots[b].length > 0 && Orderings.isPermutation(slots[b]) // the first slots
                    : Arrays.equals(slots[b], own.slotOfNode[b]);
            logQ[b] = possible ? 0 : Double.NEGATIVE_INFINITY;
        }
        if (placement == Placement.BREADTH_FIRST) {
            double[] logOrder = NodeOrder.BFS.logProbabilities(
                    batch.along(b -> logQ[b] == 0 ? Orderings.inverse(slots[b]) : Orderings.identity(batch.nodes(b))));
            Arrays.setAll(logQ, b -> logQ[b] + logOrder[b]);
        }
        return logQ;
    }

    private static double[] matchedLogQ(Minibatch batch) {
        double[] logQ = new double[batch.size()];
        for (int b = 0; b < logQ.length; b++) {
            logQ[b] = b % batch.copies() == 0 ? -Automorphisms.logCount(batch.graph(b)) : logQ[b - 1];
        }
        return logQ;
    }

    private static int[] drawn(Graph graph, SlotProbabilities probabilities, long key) {
        int[] slots = new int[graph.nodes()];
        walk(
                graph,
                probabilities,
                slots,
                (i, logP) -> Categorical.sample(logP, 0, logP.length, RandomKey.uniform(key, i)));
        return slots;
    }

    /** Says which slot node i gets, given log-probabilities of all slots. */
    private interface Choice {
        int next(int i, double[] logP);
    }

    /**
     * Places node after node: each in one of the free slots in proportion to the probability that the output gives to
     * what is then known, that the slot is taken, the node's type, and the edges to the nodes placed before. Returns
     * the log-probability of the placement.
     */
    private static double walk(Graph graph, SlotProbabilities output, int[] slotOfNode, Choice choice) {
        boolean[] taken = new boolean[output.slots()];
        double logQ = 0;
        for (int i = 0; i < graph.nodes(); i++) {
            double[] logP = new double[output.slots()];
            for (int a = 0; a < logP.length; a++) {
                logP[a] = taken[a]
                        ? Double.NEGATIVE_INFINITY
                        : output.presentLogit(a) + output.logNodeType(a, graph.nodeType(i));
                for (int j = 0; j < i && !taken[a]; j++) {
                    logP[a] += output.logEdge(a, slotOfNode[j], 1 + graph.edgeType(i, j));
                }
            }
            double logSum = LogSum.of(logP);
            Arrays.setAll(logP, a -> logP[a] - logSum);
            slotOfNode[i] = choice.next(i, logP);
            taken[slotOfNode[i]] = true;
            logQ += logP[slotOfNode[i]];
        }
        return logQ;
    }
}
