package org.sgvae.decoder;

import static org.sgvae.autodiff.ShapeOps.concatColumns;

import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.SegmentOps;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Bernoulli;
import org.sgvae.distribution.Categorical;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Mlp;
import org.sgvae.nn.Parameters;

/**
 * Which edges a new node v gets, one after the other (paper, Algorithm 1; Li et al. 2018): another edge with probability
 * \(σ(\mathrm{addEdge}([h_G ; h_v]))\); its other end from \(\mathrm{softmax}_u\, \mathrm{choose}([h_u ; h_v])\) over the nodes that
 * are not joined to v yet; its type from \(\mathrm{softmax}(\mathrm{edgeType}([h_u ; h_v]))\) where there are several.
 *
 * <p>addEdge and edgeType are affine. choose is an mlp 2d→2d→1: were it affine, \(h_v\) would add the same to the scores of all u and
 * drop out of the softmax.
 */
public final class SequentialEdges {
    private final Linear addEdge;
    private final Mlp choose;
    private final @Nullable Linear edgeType;

    /** Registers {@code prefix.addEdge}, {@code prefix.choose} and, for several edge types, {@code prefix.edgeType}. */
    public SequentialEdges(Parameters parameters, String prefix, int graphDim, int nodeDim, int edgeTypes) {
        addEdge = new Linear(parameters, prefix + ".addEdge", graphDim + nodeDim, 1);
        choose = new Mlp(parameters, prefix + ".choose", 2 * nodeDim, 2 * nodeDim, 1);
        edgeType = edgeTypes > 1 ? new Linear(parameters, prefix + ".edgeType", 2 * nodeDim, edgeTypes) : null;
    }

    /**
     * Whether new nodes get another edge.
     *
     * @param graph graph states \(h_G\), n x g, one a new node; not modified
     * @param added states of the new nodes \(h_v\), n x d; not modified
     * @return n decisions
     */
    Bernoulli another(Variable graph, Variable added) {
        return new Bernoulli(addEdge.apply(concatColumns(graph, added)));
    }

    /**
     * The other ends of new edges.
     *
     * @param old states of the possible ends \(h_u\), p x d; not modified
     * @param added for each of them the state of the new node \(h_v\), p x d; not modified
     * @param choiceOfRow for each of them the choice that it belongs to; not modified
     * @param choices number of choices
     * @return log-probabilities, p x 1; those of a choice add up to probability one
     */
    Variable ends(Variable old, Variable added, Indices choiceOfRow, int choices) {
        return SegmentOps.segmentLogSoftmax(choose.apply(concatColumns(old, added)), choiceOfRow, choices);
    }

    /** Whether there are several edge types to choose from. */
    boolean hasTypes() {
        return edgeType != null;
    }

    /**
     * The types of new edges.
     *
     * @param old states of the old ends \(h_u\), e x d; not modified
     * @param added states of the new ends \(h_v\), e x d; not modified
     * @return e choices among the edge types
     * @throws IllegalStateException if there is only one type
     */
    Categorical types(Variable old, Variable added) {
        Linear head = edgeType;
        if (head == null) {
            throw new IllegalStateException("there is only one edge type, so nothing to choose");
        }
        return Categorical.ofLogits(head.apply(concatColumns(old, added)));
    }
}
