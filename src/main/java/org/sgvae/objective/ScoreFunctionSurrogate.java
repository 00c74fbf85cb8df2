package org.sgvae.objective;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.MatrixOps.dot;

import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.estimator.LearningSignals;
import org.sgvae.model.Choices;

/**
 * The surrogate of the score-function estimator, \(\sum_k p_k f_k + \sum_{k,t} s_{kt} \log q(π_{kt})\) with constant
 * weights: its value means nothing, its gradient is the estimate.
 */
public final class ScoreFunctionSurrogate {
    private ScoreFunctionSurrogate() {}

    /**
     * Builds the surrogate.
     *
     * @param f learning signals, B x 1
     * @param choices the n choices of their samples
     * @param path weights p of \(\nabla f\), B x 1, a constant
     * @param score weights s of \(\nabla \log q\), n x 1, a constant: learning signal minus baseline
     * @return the sum, 1 x 1
     */
    public static Variable of(Variable f, Choices choices, Variable path, Variable score) {
        return choices.logQ().needsGradient() // else there is nothing to learn about orderings
                ? add(dot(path, f), dot(score, choices.logQ()))
                : dot(path, f);
    }

    /**
     * Weighs the samples of a pass and builds their surrogate.
     *
     * @param objective weighs them
     * @param state what the objective has learned; not modified
     * @param f learning signals, B x 1
     * @param choices the n choices of their samples
     * @param signals what the weights are computed from: f, perhaps with more; not modified
     * @return the sum, 1 x 1
     */
    public static Variable of(
            Objective objective, double[] state, Variable f, Choices choices, LearningSignals signals) {
        Tape tape = f.tape();
        Variable path = tape.zeroConstant(f.rows(), 1);
        Variable score = tape.zeroConstant(choices.logQ().rows(), 1);
        objective.weigh(signals, state, path.value().data, score.value().data);
        return of(f, choices, path, score);
    }
}
