package org.sgvae.encoder;

import org.sgvae.autodiff.Indices;
import org.sgvae.distribution.Categorical;
import org.sgvae.gnn.Minibatch;
import org.sgvae.random.RandomKey;

/** Decides which node the destructor removes next. */
@FunctionalInterface
public interface VictimRule {
    /**
     * Chooses among the nodes of a graph that may go.
     *
     * @param b number of the graph in its batch
     * @param left how many nodes it has left, at least 2
     * @param count how many of them may go, at least 1
     * @param logProb log-probabilities of removal; those of this graph stand at {@code first..first+count-1}
     * @param first position of the first of them
     * @param nodes which node each of these positions is
     * @return the choice, 0..count-1
     */
    int choose(int b, int left, int count, double[] logProb, int first, Indices nodes);

    /** Draws by the probabilities; graph b draws from keys[b], one number a removal. */
    static VictimRule sampled(long[] keys) {
        return (b, left, count, logProb, first, nodes) ->
                Categorical.sample(logProb, first, count, RandomKey.uniform(keys[b], left));
    }

    /** Removes along the orderings that are in the batch. */
    static VictimRule along(Minibatch batch) {
        return (b, left, count, logProb, first, nodes) -> {
            int victim = batch.node(b, left - 1);
            for (int i = 0; i < count; i++) {
                if (nodes.get(first + i) == victim) {
                    return i;
                }
            }
            throw new IllegalArgumentException("the ordering of graph " + b + " removes node " + victim
                    + ", without which what is left falls apart, so it has probability zero under a model of connected graphs;"
                    + " give an ordering whose first nodes are always connected");
        };
    }

    /** Removes the most probable node, the first of several. */
    static VictimRule mostProbable() {
        return (b, left, count, logProb, first, nodes) -> {
            int best = 0;
            for (int i = 1; i < count; i++) {
                best = logProb[first + i] > logProb[first + best] ? i : best;
            }
            return best;
        };
    }
}
