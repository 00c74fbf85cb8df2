package org.sgvae.objective;

import java.util.List;
import org.sgvae.estimator.LearningSignals;
import org.sgvae.estimator.ScoreFunctionEstimator;

/** An objective that is the mean of its signal f, so that any unbiased estimator of the gradient of a mean will do. */
public interface EstimatedObjective extends Objective {
    /** {@return the estimator that weighs \(\nabla \log q(π \mid x)\)} */
    ScoreFunctionEstimator estimator();

    @Override
    default void weigh(LearningSignals samples, double[] state, double[] path, double[] score) {
        estimator().weigh(samples, state, path, score);
    }

    @Override
    default void learn(List<Part> parts, double[] state) {
        estimator().learn(parts.stream().map(Part::signals).toList(), state);
    }

    @Override
    default int stateSize() {
        return estimator().stateSize();
    }

    @Override
    default int smallestCopies() {
        return estimator().smallestCopies();
    }
}
