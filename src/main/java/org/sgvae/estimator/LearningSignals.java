package org.sgvae.estimator;

import org.sgvae.autodiff.Indices;

/**
 * What an estimator sees of a part of a mini-batch: for every sample its learning signal f, and the choices that it was
 * made of. K samples of a graph stand next to each other, and all K are in the same part.
 *
 * <p>Choices are listed as {@link org.sgvae.model.Choices} lists them. Each contributed its cost c to
 * \(f = g - \sum_t c_t\).
 */
public final class LearningSignals {
    private final int size;
    private final int copies;
    private final double[] signals;
    private final Indices sampleOfChoice;
    private final Indices numberOfChoice;
    private final double[] logQ;
    private final double orderingWeight;

    /**
     * Makes a view of numbers that were computed elsewhere; nothing is copied.
     *
     * @param size number of samples
     * @param copies K, how many of them each graph has
     * @param signals f of every sample, nats; may be longer
     * @param sampleOfChoice for every choice the sample that it is of
     * @param numberOfChoice for every choice how many came before it in its sample
     * @param logQ log-probability of every choice, nats; may be longer
     * @param orderingWeight α, so that a choice costs \(c = α \log q\)
     */
    public LearningSignals(
            int size,
            int copies,
            double[] signals,
            Indices sampleOfChoice,
            Indices numberOfChoice,
            double[] logQ,
            double orderingWeight) {
        this.size = size;
        this.copies = copies;
        this.signals = signals;
        this.sampleOfChoice = sampleOfChoice;
        this.numberOfChoice = numberOfChoice;
        this.logQ = logQ;
        this.orderingWeight = orderingWeight;
    }

    /** {@return the number of samples} */
    public int size() {
        return size;
    }

    /** {@return K, how many samples each graph has} */
    public int copies() {
        return copies;
    }

    /**
     * Returns a learning signal.
     *
     * @param k number of the sample
     * @return f, nats
     */
    public double signal(int k) {
        return signals[k];
    }

    /** {@return the number of choices of all samples together} */
    public int choices() {
        return sampleOfChoice.size();
    }

    /**
     * Returns the sample that a choice is of.
     *
     * @param choice number of the choice, over all samples
     * @return number of the sample
     */
    public int sampleOf(int choice) {
        return sampleOfChoice.get(choice);
    }

    /**
     * Returns how many choices came before one in its sample.
     *
     * @param choice number of the choice, over all samples
     * @return t, from 0
     */
    public int numberOf(int choice) {
        return numberOfChoice.get(choice);
    }

    /**
     * Returns what a choice contributed.
     *
     * @param choice number of the choice, over all samples
     * @return its cost c, nats
     */
    public double cost(int choice) {
        return orderingWeight * logQ[choice];
    }

    /**
     * Counts the choices of a sample.
     *
     * @param k number of the sample
     * @return how many choices it was made of
     */
    public int choicesOf(int k) {
        int count = 0;
        for (int i = 0; i < choices(); i++) {
            count += sampleOf(i) == k ? 1 : 0;
        }
        return count;
    }
}
