package org.sgvae.nn;

import java.util.ArrayList;
import java.util.List;
import org.sgvae.autodiff.Variable;

/** Linear layers with ReLU between them and none after the last. */
public final class Mlp {
    private final List<Linear> layers = new ArrayList<>();

    /**
     * Registers the layers {@code name.0}, {@code name.1}, ….
     *
     * @param parameters where their weights are registered
     * @param name common name
     * @param sizes numbers of inputs, of hidden units and of outputs; at least two
     * @throws IllegalArgumentException if there are fewer than two sizes
     */
    public Mlp(Parameters parameters, String name, int... sizes) {
        if (sizes.length < 2) {
            throw new IllegalArgumentException("mlp " + name + ": " + sizes.length + " sizes; give at least two");
        }
        for (int i = 0; i + 1 < sizes.length; i++) {
            layers.add(new Linear(parameters, name + "." + i, sizes[i], sizes[i + 1]));
        }
    }

    /**
     * Applies all layers.
     *
     * @param x inputs, n x first size; not modified
     * @return outputs, n x last size
     */
    public Variable apply(Variable x) {
        return last().apply(hidden(x));
    }

    /**
     * Applies all layers but the last, each with its ReLU.
     *
     * @param x inputs, n x first size; not modified
     * @return last hidden units, n x last but one size
     */
    public Variable hidden(Variable x) {
        return hiddenFrom(0, x);
    }

    /**
     * Applies the hidden layers that follow the first ones, for callers that compute the first layers in a way of their own.
     *
     * @param first number of layers left out
     * @param x outputs of those layers, after their ReLU; not modified
     * @return last hidden units, n x last but one size
     */
    public Variable hiddenFrom(int first, Variable x) {
        Variable hidden = x;
        for (int i = first; i < layers.size() - 1; i++) {
            hidden = layers.get(i).applyRelu(hidden);
        }
        return hidden;
    }

    /** {@return the first layer} */
    public Linear first() {
        return layers.get(0);
    }

    /** {@return the last layer} */
    public Linear last() {
        return layers.get(layers.size() - 1);
    }
}
