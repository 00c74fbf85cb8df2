package org.sgvae.distribution;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ElementwiseOps;
import org.sgvae.kernel.ElementaryFunctions;

/**
 * Independent yes/no decisions, one a row, with \(P(\text{yes}) = σ(a)\).
 *
 * @param logits \(a\), n x 1
 */
public record Bernoulli(Variable logits) {
    /**
     * Scores given outcomes: \(\log σ(a)\) for yes, \(\log σ(-a)\) for no.
     *
     * @param outcome for every row 1 (yes) or 0 (no); not modified
     * @return log-probabilities, n x 1
     */
    public Variable logProb(Indices outcome) {
        Variable sign = logits.tape().zeroConstant(logits.rows(), 1);
        for (int i = 0; i < outcome.size(); i++) {
            sign.value().data[i] = outcome.get(i) == 1 ? 1 : -1;
        }
        return ElementwiseOps.logSigmoid(ArithmeticOps.multiply(sign, logits));
    }

    /**
     * Draws the outcome of a row.
     *
     * @param row the row
     * @param uniform a number that is uniform in [0, 1)
     * @return whether it is yes
     */
    public boolean sample(int row, double uniform) {
        return uniform < ElementaryFunctions.sigmoid(logits.value().data[row]);
    }
}
