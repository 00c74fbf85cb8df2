package org.sgvae.train;

import java.util.function.Supplier;
import org.sgvae.estimator.LeaveOneOut;
import org.sgvae.estimator.Reinforce;
import org.sgvae.estimator.ScoreFunctionEstimator;

/** The estimators of the ordering's gradient that a configuration can name. */
public enum Estimator {
    /** The paper's: {@link Reinforce#asPublished()}. */
    REINFORCE(Reinforce::asPublished),
    /** {@link LeaveOneOut}. */
    RLOO(LeaveOneOut::new);

    private final Supplier<ScoreFunctionEstimator> maker;

    Estimator(Supplier<ScoreFunctionEstimator> maker) {
        this.maker = maker;
    }

    /** Makes an estimator that has seen nothing yet. */
    public ScoreFunctionEstimator create() {
        return maker.get();
    }
}
