package org.sgvae.distribution;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ShapeOps;
import org.sgvae.autodiff.op.SoftmaxOps;
import org.sgvae.kernel.ElementaryFunctions;

/**
 * Independent choices among c classes, one a row, with \(P(j) = \mathrm{softmax}(a)_j\).
 *
 * @param logProbs \(\log\mathrm{softmax}(a)\), n x c
 */
public record Categorical(Variable logProbs) {
    /** Added to what is not allowed: its probability is then 0 and not only small, and all stays finite. */
    private static final double FORBIDDEN = -1e300;

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
     * The same choices on condition that what is chosen is allowed, a density of its own:
     * \[ P(j \mid A) = \frac{[j \in A]\, P(j)}{\sum_{k \in A} P(k)}. \]
     *
     * @param allowed n rows of c, one after the other, 1 for what is in A and 0 for what is not; every row has at least
     *     one 1; not modified
     * @return the renormalised distribution; the log-probability of what is not allowed is a number so low that its
     *     exponential is 0, and it is never drawn
     * @throws IllegalArgumentException if the size differs, or a row allows nothing
     */
    public Categorical restrictedTo(Indices allowed) {
        int classes = logProbs.columns();
        if (allowed.size() != logProbs.rows() * classes) {
            throw new IllegalArgumentException(
                    "mask of " + allowed.size() + " entries for choices of " + logProbs.rows() + "x" + classes);
        }
        Variable mask = logProbs.tape().zeroConstant(logProbs.rows(), classes);
        for (int row = 0; row < logProbs.rows(); row++) {
            boolean none = true;
            for (int i = row * classes; i < (row + 1) * classes; i++) {
                none &= allowed.get(i) == 0;
                mask.value().data[i] = allowed.get(i) == 0 ? FORBIDDEN : 0;
            }
            if (none) {
                throw new IllegalArgumentException("row " + row + " allows none of its " + classes + " choices");
            }
        }
        return ofLogits(ArithmeticOps.add(logProbs, mask));
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
     * Draws the class of a row on condition that it is allowed, see {@link #restrictedTo}.
     *
     * @param row the row
     * @param allowed for every class 1 or 0, at least one 1; not modified
     * @param uniform a number that is uniform in [0, 1)
     * @return the class
     */
    public int sample(int row, Indices allowed, double uniform) {
        int classes = logProbs.columns();
        double[] logProb = logProbs.value().data;
        double most = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < classes; j++) {
            most = allowed.get(j) == 1 ? Math.max(most, logProb[row * classes + j]) : most;
        }
        double all = 0; // relative to the most likely one, which may be as good as impossible
        for (int j = 0; j < classes; j++) {
            all += allowed.get(j) == 1 ? ElementaryFunctions.exp(logProb[row * classes + j] - most) : 0;
        }
        double sum = 0;
        int last = 0;
        for (int j = 0; j < classes; j++) {
            if (allowed.get(j) == 1) {
                sum += ElementaryFunctions.exp(logProb[row * classes + j] - most) / all;
                last = j;
                if (uniform < sum) {
                    return j;
                }
            }
        }
        return last;
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
