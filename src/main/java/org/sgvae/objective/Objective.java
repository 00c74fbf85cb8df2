package org.sgvae.objective;

import java.util.List;
import org.sgvae.autodiff.Variable;
import org.sgvae.estimator.LearningSignals;
import org.sgvae.model.CodeDraw;
import org.sgvae.model.ModelConfig;
import org.sgvae.model.Terms;

/**
 * What is trained: something to be <em>maximised</em>, by the learning signal f that it makes of each sample's terms and
 * by the weights of the gradients.
 *
 * <p>A step follows the gradient of the surrogate
 * \[ \frac1n \sum_k \Bigl[ p_k f_k + \sum_t s_{kt} \log q(π_{kt}) \Bigr], \]
 * the weights p and s being constants: f along its path, and the score function of every choice.
 *
 * <p>An objective is a record of its settings, as {@code config.json} has it. What it learns are numbers that the
 * training run keeps for it; see {@link org.sgvae.estimator.ScoreFunctionEstimator}.
 */
public interface Objective {
    /**
     * Computes the learning signals.
     *
     * @param terms the terms of a pass of B samples; not modified
     * @param progress how much of the training run is done, from 0 to 1
     * @param state what was learned before this mini-batch; not modified
     * @return f, B x 1, nats. Its gradient is that along the path: \(\log q(π \mid x)\) in it is taken for a constant, since the
     *     mean of \(\nabla \log q(π \mid x)\) is zero
     */
    Variable signal(Terms terms, double progress, double[] state);

    /**
     * Returns what a choice's log-probability costs.
     *
     * @param progress how much of the training run is done, from 0 to 1
     * @return α, with which \(\log q(π \mid x)\) is subtracted in f
     */
    double orderingWeight(double progress);

    /**
     * Computes the weights of a part of the mini-batch. Calls for several parts may run at once.
     *
     * @param samples signals and choices; not modified
     * @param state what was learned before this mini-batch; not modified
     * @param path receives the weights p of \(\nabla f\), one a sample
     * @param score receives the weights s of \(\nabla \log q\), one a choice
     */
    void weigh(LearningSignals samples, double[] state, double[] path, double[] score);

    /**
     * Learns from a mini-batch after its weights were computed.
     *
     * @param parts all its parts; not modified
     * @param state what was learned, modified; all zeros at first
     */
    default void learn(List<Part> parts, double[] state) {}

    /**
     * A part of a mini-batch after its pass.
     *
     * @param terms the terms of the pass
     * @param signals its signals and choices
     */
    record Part(Terms terms, LearningSignals signals) {}

    /** {@return how many numbers it learns} */
    default int stateSize() {
        return 0;
    }

    /** {@return how the codes of a graph's copies are drawn} */
    default CodeDraw codeDraw() {
        return CodeDraw.SHARED;
    }

    /** {@return the smallest K that it works with} */
    int smallestCopies();

    /**
     * Checks that the objective is defined for a model.
     *
     * @param model the model's configuration
     * @throws IllegalArgumentException if it is not
     */
    void requireFits(ModelConfig model);
}
