package org.sgvae.model;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.gnn.Minibatch;

/** A graph model that learns the distribution \(q(π \mid x)\) that its orderings are drawn from. */
public interface LearnsOrder extends GraphModel {
    /**
     * Scores graphs along the orderings that are in the batch, with given noise of the codes.
     *
     * @param tape where to
     * @param batch B graphs with their orderings; not modified
     * @param noise \(ε\) of \(z = μ + σ ⊙ ε\), B x latentDim; not modified, and not used by a point posterior
     * @return the terms of objectives and bounds
     */
    Terms termsAlong(Tape tape, Minibatch batch, DMatrixRMaj noise);
}
