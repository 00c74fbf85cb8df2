package org.sgvae.encoder;

import org.sgvae.distribution.Categorical;
import org.sgvae.gnn.Minibatch;
import org.sgvae.random.RandomKey;

/** Decides which node the destructor removes next. */
@FunctionalInterface
public interface VictimRule {
    /**
     * Chooses among the nodes that a graph has left.
     *
     * @param b number of the graph in its batch
     * @param left how many nodes it has left, at least 2
     * @param logProb log-probabilities of removal; those of this graph stand at {@code first..first+left-1}
     * @param first position of the first of them
     * @param nodes which node each of these positions is
     * @return the choice, 0..left-1
     */
    int choose(int b, int left, double[] logProb, int first, org.sgvae.autodiff.Indices nodes);

    /** Draws by the probabilities; graph b draws from keys[b], one number a removal. */
    static VictimRule sampled(long[] keys) {
        return (b, left, logProb, first, nodes) ->
                Categorical.sample(logProb, first, left, RandomKey.uniform(keys[b], left));
    }

    /** Removes along the orderings that are in the batch. */
    static VictimRule along(Minibatch batch) {
        return (b, left, logProb, first, nodes) -> {
            int victim = batch.node(b, left - 1);
            for (int i = 0; i < left; i++) {
                if (nodes.get(first + i) == victim) {
                    return i;
                }
            }
            throw new IllegalStateException("node " + victim + " of graph " + b + " is gone already");
        };
    }

    /** Removes the most probable node, the first of several. */
    static VictimRule mostProbable() {
        return (b, left, logProb, first, nodes) -> {
            int best = 0;
            for (int i = 1; i < left; i++) {
                best = logProb[first + i] > logProb[first + best] ? i : best;
            }
            return best;
        };
    }
}
