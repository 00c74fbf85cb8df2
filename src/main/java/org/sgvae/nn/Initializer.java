package org.sgvae.nn;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.random.RandomKey;

/** Where training starts: the distribution of a parameter's first values. */
@FunctionalInterface
public interface Initializer {
    /**
     * Fills a new parameter.
     *
     * @param value the parameter, modified
     * @param fanIn number of inputs of the layer that it belongs to
     * @param key source of the numbers
     */
    void fill(DMatrixRMaj value, int fanIn, RandomKey key);

    /**
     * Uniform in \(\pm 1/\sqrt{\max(1, \text{fanIn})}\), weights and biases alike: what PyTorch does for Linear and
     * GRUCell. A layer without inputs, of which there is nothing to learn but the bias, is filled as if it had one.
     *
     * @return the initializer
     */
    static Initializer uniformByFanIn() {
        return (value, fanIn, key) -> {
            double bound = 1 / Math.sqrt(Math.max(1, fanIn));
            for (int i = 0; i < value.getNumElements(); i++) {
                value.data[i] = bound * (2 * key.uniform(i) - 1);
            }
        };
    }

    /**
     * Normal with mean 0.
     *
     * @param standardDeviation its standard deviation
     * @return the initializer
     */
    static Initializer normal(double standardDeviation) {
        return (value, fanIn, key) -> {
            for (int i = 0; i < value.getNumElements(); i++) {
                value.data[i] = standardDeviation * key.gaussian(i);
            }
        };
    }
}
