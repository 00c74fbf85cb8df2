package org.sgvae.encoder;

import org.sgvae.autodiff.Variable;
import org.sgvae.gnn.GraphBatch;
import org.sgvae.gnn.Propagation;

/**
 * What removing a node means for the nodes that are left.
 *
 * <p>Either way the victims are drawn one by one from the nodes not yet removed, so \(q(π \mid x)\) is a distribution over all
 * orderings, the code comes from the state of the node that is left, and the bound is a bound. The two are different encoders with the
 * same parameters: weights trained with one mean something else to the other.
 */
public enum Removal {
    /** The node leaves the graph, with its edges. */
    HARD,

    /**
     * The node stays, and every node is heard the less the more likely it has been to go (paper, section 5): messages of u are scaled
     * by a weight \(w_u\), 1 at first, and at each step
     * \[ w_u \leftarrow w_u\,(1 - p_u), \]
     * with \(p_u\) the probability that u is removed at this step, 0 for those removed before. So the gradient reaches \(p_u\) through
     * what the others hear, and not through the score function \(\nabla \log q(π \mid x)\) alone. It takes two removals for that: the
     * weights of the last step are not used any more.
     *
     * <p><b>What the draw itself does.</b> Nothing to the weights: whether u or another is drawn, \(w_u\) falls by the same factor. The
     * draw decides who may still be drawn and whose state is the last. The price: a node that was drawn against the odds is heard
     * almost as before, so the state of the last node may tell of the whole graph.
     *
     * <p><b>Bias.</b> None, for the relaxed model's own bound, as long as the score function's term is kept: the code still depends on the
     * draws. Without that term, or taken for the gradient of the model with hard removal, it is biased. Only where every removal is
     * certain, \(p_u \in \{0, 1\}\), do both agree.
     */
    RELAXED;

    /** Begins with whole graphs: their states, one row a node, and their edges. */
    Remains begin(Propagation propagation, Variable states, GraphBatch graphs) {
        return this == HARD
                ? new InducedRemains(propagation, states, graphs)
                : new WeightedRemains(propagation, states, graphs);
    }
}
