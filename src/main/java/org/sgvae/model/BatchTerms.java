package org.sgvae.model;

import java.util.Arrays;

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

    /** Divergences \(\mathrm{KL}(q(z \mid π, x) \,\|\, p(z))\); zero for a point posterior. */
    public double[] kl = {};

    /** Log-probabilities \(\log q(π \mid x)\). */
    public double[] logQOrder = {};

    private int size;
    private int copies = 1;

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
    }

    private static double[] cleared(double[] numbers, int length) {
        if (numbers.length < length) {
            return new double[length];
        }
        Arrays.fill(numbers, 0, length, 0);
        return numbers;
    }

    /**
     * Copies the terms of a pass.
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
        if (terms.kl() != null) {
            System.arraycopy(terms.kl().value().data, 0, kl, first, count);
        }
    }

    /** Returns the number of samples. */
    public int size() {
        return size;
    }

    /** Returns how many samples each graph has. */
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
