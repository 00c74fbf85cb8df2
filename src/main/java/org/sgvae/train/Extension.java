package org.sgvae.train;

import java.util.List;

/**
 * What a program adds to the library: models, objectives, estimators and regularizers of its own. Found by
 * {@link java.util.ServiceLoader}, that is by the name of the implementing class in
 * {@code META-INF/services/org.sgvae.train.Extension}; from then on {@code config.json}, the command line and its help
 * know what it adds.
 */
public interface Extension {
    /** {@return kinds of models} */
    default List<ModelKind> models() {
        return List.of();
    }

    /**
     * Returns settings that stand in {@code config.json} under their kind.
     *
     * @return public records that implement {@link org.sgvae.objective.Objective},
     *     {@link org.sgvae.estimator.ScoreFunctionEstimator} or {@link org.sgvae.objective.Regularizer}, one of each class:
     *     its values are taken where none are given
     */
    default List<Record> settings() {
        return List.of();
    }
}
