package org.sgvae.train;

import org.sgvae.estimator.LearnedBaseline;
import org.sgvae.estimator.LeaveOneOut;
import org.sgvae.estimator.MovingAverage;
import org.sgvae.estimator.Reinforce;
import org.sgvae.estimator.RewardToGo;
import org.sgvae.estimator.Reweighted;
import org.sgvae.estimator.ScoreFunctionEstimator;

/** The estimators of the ordering's gradient that a configuration can name. */
public enum Estimator {
    /** The paper's: {@link Reinforce#asPublished()}. */
    REINFORCE,
    /** {@link MovingAverage} with decay 0.9. */
    MOVING_AVERAGE,
    /** {@link LearnedBaseline} with rate 0.05, not normalised. */
    NVIL,
    /** {@link LeaveOneOut}. */
    RLOO,
    /** {@link RewardToGo}. */
    REWARD_TO_GO,
    /** {@link Reweighted} with τ 1. */
    REWEIGHTED;

    /** Makes an estimator that has seen nothing yet. */
    public ScoreFunctionEstimator create() {
        return switch (this) {
            case REINFORCE -> Reinforce.asPublished();
            case MOVING_AVERAGE -> new MovingAverage(0.9);
            case NVIL -> LearnedBaseline.of(0.05);
            case RLOO -> new LeaveOneOut();
            case REWARD_TO_GO -> new RewardToGo();
            case REWEIGHTED -> new Reweighted(1);
        };
    }
}
