package org.sgvae.estimator;

import java.util.Arrays;

/**
 * What an estimator sees of a mini-batch: for every sample its learning signal f and the choices it was made of.
 *
 * <p>K samples of a graph stand next to each other. Sample k made the choices {@code firstChoice(k)..firstChoice(k+1)-1}, in the order
 * of their making; each contributed its cost \(c\) to \(f = g - \sum_t c_t\).
 */
public final class Samples {
    private int size;
    private int copies = 1;
    private double[] signal = {};
    private int[] firstChoice = {0};
    private double[] cost = {};

    /**
     * Forgets all samples.
     *
     * @param copies K, how many samples each graph will have
     */
    public void clear(int copies) {
        size = 0;
        this.copies = copies;
    }

    /**
     * Adds a sample.
     *
     * @param signal its learning signal f, nats
     * @param choices how many choices it was made of
     */
    public void add(double signal, int choices) {
        if (size == this.signal.length) {
            this.signal = Arrays.copyOf(this.signal, Math.max(16, 2 * size));
            firstChoice = Arrays.copyOf(firstChoice, this.signal.length + 1);
        }
        this.signal[size++] = signal;
        firstChoice[size] = firstChoice[size - 1] + choices;
        if (cost.length < firstChoice[size]) {
            cost = Arrays.copyOf(cost, Math.max(firstChoice[size], 2 * cost.length));
        }
    }

    /**
     * Sets what a choice contributed.
     *
     * @param choice number of the choice, over all samples
     * @param cost its cost, nats
     */
    public void setCost(int choice, double cost) {
        this.cost[choice] = cost;
    }

    /** {@return the number of samples} */
    public int size() {
        return size;
    }

    /** {@return K, how many samples each graph has} */
    public int copies() {
        return copies;
    }

    /** {@return the number of choices of all samples together} */
    public int choices() {
        return firstChoice[size];
    }

    /**
     * Returns a learning signal.
     *
     * @param k number of the sample
     * @return f, nats
     */
    public double signal(int k) {
        return signal[k];
    }

    /**
     * Returns where a sample's choices begin.
     *
     * @param k number of the sample, or the number of samples
     * @return number of its first choice
     */
    public int firstChoice(int k) {
        return firstChoice[k];
    }

    /**
     * Returns what a choice contributed.
     *
     * @param choice number of the choice
     * @return its cost, nats
     */
    public double cost(int choice) {
        return cost[choice];
    }

    /**
     * Gives all choices of a sample the same weight.
     *
     * @param k number of the sample
     * @param weight the weight
     * @param score weights of all choices, modified
     */
    void weighChoices(int k, double weight, double[] score) {
        Arrays.fill(score, firstChoice[k], firstChoice[k + 1], weight);
    }
}
