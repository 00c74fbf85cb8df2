package org.sgvae.objective;

import org.sgvae.estimator.ScoreFunctionEstimator;
import org.sgvae.optim.Schedule;

/**
 * What is trained: the gradient estimate of an objective to be <em>maximised</em>, as a weighted sum of the gradients of the terms
 * of a pass.
 *
 * <p>Every objective here is, for fixed choices, linear in the gradients of \(\log p(x,π|z)\), \(\log p(z)\), \(\log q(z|π,x)\),
 * KL and \(\log q(π|x)\). So it needs the values of these terms over the whole mini-batch and answers with one weight for each
 * gradient; how the batch was split over tapes does not matter to it.
 */
public sealed interface Objective permits Bound, PaperSurrogate {
    /**
     * Computes the weights of the gradients of all terms.
     *
     * @param values the terms' values; not modified
     * @param estimator weighs \(\nabla \log q(π|x)\)
     * @param progress how much of the training run is done, from 0 to 1
     * @param weights receives the weights; cleared by the caller to the size of the values
     */
    void weigh(BatchTerms values, ScoreFunctionEstimator estimator, double progress, BatchTerms weights);

    /** {@return the weight ρ of codes that are replayed from the prior, over the run; see {@link Bound}} */
    default Schedule replayWeight() {
        return Schedule.constant(0);
    }
}
