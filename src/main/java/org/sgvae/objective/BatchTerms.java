package org.sgvae.objective;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Indices;
import org.sgvae.encoder.Destruction;
import org.sgvae.model.Terms;

/**
 * The terms of {@link Terms} as numbers, for all graphs of a mini-batch, whichever tapes computed them; or the weights of their
 * gradients. Graph by graph, its K samples next to each other; nats.
 */
public final class BatchTerms {
    /** Log-probabilities \(\log p(x, π \mid z)\). */
    public double[] logPx = {};

    /** Log-densities \(\log p(z)\). */
    public double[] logPz = {};

    /** Log-densities \(\log q(z \mid π, x)\). */
    public double[] logQz = {};

    /** Divergences \(\mathrm{KL}(q(z \mid π, x) \,\|\, p(z))\); \(-\log p(z)\) for a point posterior. */
    public double[] kl = {};

    /** Log-probabilities \(\log q(π \mid x)\). */
    public double[] logQOrder = {};

    /** Log-probabilities of the removals one by one, sample by sample; see {@link #firstChoice}. */
    public double[] logQChoice = {};

    /** Latent codes, one a row; or the weights of their gradients. */
    private final DMatrixRMaj z = new DMatrixRMaj(0, 0);

    private int size;
    private int copies = 1;
    private int[] firstChoice = {0};

    /**
     * Sets the size and all numbers to zero.
     *
     * @param samples number of samples
     * @param copies how many of them each graph has
     */
    public void clear(int samples, int copies) {
        this.size = samples;
        this.copies = copies;
        logPx = cleared(logPx, samples);
        logPz = cleared(logPz, samples);
        logQz = cleared(logQz, samples);
        kl = cleared(kl, samples);
        logQOrder = cleared(logQOrder, samples);
        if (firstChoice.length <= samples) {
            firstChoice = new int[samples + 1];
        }
    }

    /**
     * Sets the size and the numbers of choices to those of other terms, and all numbers to zero.
     *
     * @param other the other terms; not modified
     */
    public void clearLike(BatchTerms other) {
        clear(other.size, other.copies);
        System.arraycopy(other.firstChoice, 0, firstChoice, 0, size + 1);
        logQChoice = cleared(logQChoice, firstChoice[size]);
        z.reshape(other.z.numRows, other.z.numCols);
        z.zero();
    }

    private static double[] cleared(double[] numbers, int length) {
        if (numbers.length < length) {
            return new double[length];
        }
        Arrays.fill(numbers, 0, length, 0);
        return numbers;
    }

    /**
     * Copies the terms of a pass. Passes are copied in the order of their positions.
     *
     * @param first position of its first graph
     * @param terms the terms; not modified
     */
    public void put(int first, Terms terms) {
        int count = terms.logPx().rows();
        System.arraycopy(terms.logPx().value().data, 0, logPx, first, count);
        System.arraycopy(terms.logPz().value().data, 0, logPz, first, count);
        System.arraycopy(terms.logQz().value().data, 0, logQz, first, count);
        System.arraycopy(terms.logQOrder().value().data, 0, logQOrder, first, count);
        for (int b = 0; b < count; b++) {
            kl[first + b] = terms.kl() == null ? -logPz[first + b] : terms.kl().value().data[b];
        }
        putChoices(first, count, terms.destruction());
        z.reshape(size, terms.z().columns(), true);
        System.arraycopy(terms.z().value().data, 0, z.data, first * z.numCols, count * z.numCols);
    }

    /** {@return the latent codes, or the weights of their gradients, samples x latentDim} */
    public DMatrixRMaj z() {
        return z;
    }

    /**
     * Sets the removals of a sample; samples are set in their order.
     *
     * @param k number of the sample
     * @param logQ log-probability of each of its removals; not modified
     */
    public void setChoices(int k, double... logQ) {
        firstChoice[k + 1] = firstChoice[k] + logQ.length;
        logQChoice = Arrays.copyOf(logQChoice, Math.max(logQChoice.length, firstChoice[k + 1]));
        System.arraycopy(logQ, 0, logQChoice, firstChoice[k], logQ.length);
        logQOrder[k] = Arrays.stream(logQ).sum();
    }

    private void putChoices(int first, int count, Destruction destruction) {
        Indices graphOfStep = destruction.graphOfStep();
        Arrays.fill(firstChoice, first + 1, first + count + 1, 0);
        for (int i = 0; i < graphOfStep.size(); i++) {
            firstChoice[first + graphOfStep.get(i) + 1]++;
        }
        for (int b = first; b < first + count; b++) {
            firstChoice[b + 1] += firstChoice[b];
        }
        if (logQChoice.length < firstChoice[first + count]) {
            logQChoice = Arrays.copyOf(logQChoice, 2 * firstChoice[first + count]);
        }
        for (int i = 0; i < graphOfStep.size(); i++) {
            logQChoice[choiceOfStep(first, destruction, i)] =
                    destruction.logQSteps().value().data[i];
        }
    }

    /**
     * Finds a removal of a pass among the choices.
     *
     * @param first position of the pass's first graph
     * @param destruction the removals of the pass; not modified
     * @param step row of the removal there
     * @return its position in {@link #logQChoice}
     */
    public int choiceOfStep(int first, Destruction destruction, int step) {
        return firstChoice[first + destruction.graphOfStep().get(step)]
                + destruction.numberOfStep().get(step);
    }

    /**
     * Returns where a sample's choices begin in {@link #logQChoice}.
     *
     * @param k number of the sample, or the number of samples
     * @return position of its first choice
     */
    public int firstChoice(int k) {
        return firstChoice[k];
    }

    /** {@return the number of samples} */
    public int size() {
        return size;
    }

    /** {@return how many samples each graph has} */
    public int copies() {
        return copies;
    }

    /**
     * Returns the mean of some of the numbers over all samples.
     *
     * @param numbers one of the arrays of this object
     * @return the mean
     */
    public double mean(double[] numbers) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += numbers[i];
        }
        return sum / size;
    }
}
