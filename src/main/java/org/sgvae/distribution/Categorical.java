package org.sgvae.distribution;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ShapeOps;
import org.sgvae.autodiff.op.SoftmaxOps;
import org.sgvae.kernel.ElementaryFunctions;

/**
 * Independent choices among c classes, one a row, with \(P(j) = \mathrm{softmax}(a)_j\).
 *
 * @param logProbs \(\log\mathrm{softmax}(a)\), n x c
 */
public record Categorical(Variable logProbs) {
    /**
     * Makes the distribution of given logits.
     *
     * @param logits \(a\), n x c; not modified
     * @return the distribution
     */
    public static Categorical ofLogits(Variable logits) {
        return new Categorical(SoftmaxOps.logSoftmax(logits));
    }

    /**
     * Scores given classes.
     *
     * @param classOfRow for every row its class; not modified
     * @return log-probabilities, n x 1
     */
    public Variable logProb(Indices classOfRow) {
        return ShapeOps.pickColumns(logProbs, classOfRow);
    }

    /**
     * Draws the class of a row.
     *
     * @param row the row
     * @param uniform a number that is uniform in [0, 1)
     * @return the class
     */
    public int sample(int row, double uniform) {
        int classes = logProbs.columns();
        return sample(logProbs.value().data, row * classes, classes, uniform);
    }

    /**
     * Draws one of several consecutive entries by their log-probabilities: the first at which the sum of the
     * probabilities exceeds the uniform number.
     *
     * @param logProb log-probabilities; not modified
     * @param first position of the first one
     * @param count how many there are, at least 1
     * @param uniform a number that is uniform in [0, 1)
     * @return which one, from 0
     */
    public static int sample(double[] logProb, int first, int count, double uniform) {
        double sum = 0;
        int last = 0;
        for (int j = 0; j < count; j++) {
            double probability = ElementaryFunctions.exp(logProb[first + j]);
            sum += probability;
            if (uniform < sum) {
                return j;
            }
            last = probability > 0 ? j : last; // the sum may end a rounding error below 1
        }
        return last;
    }
}
