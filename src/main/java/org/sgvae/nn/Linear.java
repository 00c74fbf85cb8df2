package org.sgvae.nn;

import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.MatrixOps;

/** The affine map \(Y = X W^\top + \mathbf 1 b\) of every row of \(X\); weight \(W\) {@code [out x in]}, bias {@code [out]}. */
public final class Linear {
    private final Parameter weight;
    private final Parameter bias;

    /**
     * Registers a layer.
     *
     * @param parameters where its weights are registered
     * @param name name of the layer; the weights are {@code name.weight} and {@code name.bias}
     * @param in number of inputs
     * @param out number of outputs
     */
    public Linear(Parameters parameters, String name, int in, int out) {
        weight = parameters.matrix(name + ".weight", out, in, in);
        bias = parameters.vector(name + ".bias", out, in);
    }

    /**
     * Sets all entries of the bias.
     *
     * @param value what to
     */
    public void fillBias(double value) {
        bias.value().fill(value);
    }

    /**
     * Applies the layer.
     *
     * @param x inputs, n x in; not modified
     * @return outputs, n x out
     */
    public Variable apply(Variable x) {
        return MatrixOps.affine(x, weight.on(x.tape()), bias.on(x.tape()));
    }

    /**
     * Applies the layer and then \(\max(0, \cdot)\).
     *
     * @param x inputs, n x in; not modified
     * @return outputs, n x out
     */
    public Variable applyRelu(Variable x) {
        return MatrixOps.affineRelu(x, weight.on(x.tape()), bias.on(x.tape()));
    }

    /**
     * Returns the weight as a leaf of a tape.
     *
     * @param tape where it is used
     * @return \(W\), out x in
     */
    public Variable weight(Tape tape) {
        return weight.on(tape);
    }

    /**
     * Returns the bias as a leaf of a tape.
     *
     * @param tape where it is used
     * @return \(b\), 1 x out
     */
    public Variable bias(Tape tape) {
        return bias.on(tape);
    }
}
