package org.sgvae.train;

import org.sgvae.estimator.LeaveOneOut;
import org.sgvae.estimator.Reinforce;
import org.sgvae.estimator.Reweighted;
import org.sgvae.estimator.ScoreFunctionEstimator;

/** The estimators of the ordering's gradient that a configuration can name. */
public enum Estimator {
    /** The paper's: {@link Reinforce#asPublished()}. */
    REINFORCE,
    /** {@link LeaveOneOut}. */
    RLOO,
    /** {@link Reweighted}. */
    REWEIGHTED;

    /** Makes an estimator that has seen nothing yet. */
    public ScoreFunctionEstimator create() {
        return switch (this) {
            case REINFORCE -> Reinforce.asPublished();
            case RLOO -> new LeaveOneOut();
            case REWEIGHTED -> new Reweighted();
        };
    }
}
