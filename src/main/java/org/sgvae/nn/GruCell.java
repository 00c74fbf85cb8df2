package org.sgvae.nn;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.ElementwiseOps.sigmoid;
import static org.sgvae.autodiff.op.ElementwiseOps.tanh;
import static org.sgvae.autodiff.op.MatrixOps.affine;
import static org.sgvae.autodiff.op.ShapeOps.sliceColumns;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.random.RandomKey;

/**
 * Gated recurrent unit (Cho et al. 2014, in PyTorch's form): for every row, from input \(a\) and state \(h\),
 * \[ r = σ(W_{ir} a + b_{ir} + W_{hr} h + b_{hr}), \quad u = σ(W_{iu} a + b_{iu} + W_{hu} h + b_{hu}), \]
 * \[ c = \tanh(W_{ic} a + b_{ic} + r ⊙ (W_{hc} h + b_{hc})), \quad h' = (1-u) ⊙ c + u ⊙ h. \]
 *
 * <p>Weights and biases are stacked in the order of the gates r, u, c, which PyTorch calls r, z, n:
 * {@code weight_ih [3d x m]}, {@code weight_hh [3d x d]}, {@code bias_ih [3d]}, {@code bias_hh [3d]}.
 *
 * <p>{@link #apply} computes it from primitive operations. Models take {@link #update}, which is the same with one
 * operation for what comes after the products.
 */
public final class GruCell {
    private static final DMatrixRMaj ONE = new DMatrixRMaj(1, 1, true, 1);

    private final Parameter weightInput;
    private final Parameter weightState;
    private final Parameter biasInput;
    private final Parameter biasState;

    /**
     * Registers a cell.
     *
     * @param parameters where its weights are registered
     * @param name name of the cell
     * @param inputs number of inputs m
     * @param states number of state entries d
     */
    public GruCell(Parameters parameters, String name, int inputs, int states) {
        weightInput = parameters.matrix(name + ".weight_ih", 3 * states, inputs, states);
        weightState = parameters.matrix(name + ".weight_hh", 3 * states, states, states);
        biasInput = parameters.vector(name + ".bias_ih", 3 * states, states);
        biasState = parameters.vector(name + ".bias_hh", 3 * states, states);
    }

    /**
     * Makes the state last, by biases of the update gate (chrono initialisation; Tallec and Ollivier 2018): without
     * input \(u = σ(b_{hu})\), so an entry with \(b_{hu} = \ln τ\) moves by \(1/(1+τ)\) of the way to its candidate at
     * each step, and remembers about τ steps. Here \(\ln τ\) is uniform in \([0, \ln \text{longest}]\), so that some
     * entries are fast and some are slow.
     *
     * @param longest largest τ, steps, at least 1
     * @param key source of the time constants
     */
    public void remember(double longest, RandomKey key) {
        if (!(longest >= 1) || !Double.isFinite(longest)) {
            throw new IllegalArgumentException(
                    "longest memory " + longest + ": must be a finite number of steps, 1 or more");
        }
        int states = biasState.value().numCols / 3;
        for (int i = 0; i < states; i++) {
            biasState.value().data[states + i] = key.uniform(i) * StrictMath.log(longest);
        }
    }

    /**
     * Updates every row of the state, by primitive operations in the order of the equations.
     *
     * @param a inputs, n x m; not modified
     * @param h states, n x d; not modified
     * @return new states \(h'\), n x d
     */
    public Variable apply(Variable a, Variable h) {
        Tape tape = h.tape();
        Variable gi = affine(a, weightInput.on(tape), biasInput.on(tape));
        Variable gh = affine(h, weightState.on(tape), biasState.on(tape));
        Variable r = sigmoid(add(block(gi, 0), block(gh, 0)));
        Variable u = sigmoid(add(block(gi, 1), block(gh, 1)));
        Variable c = tanh(add(block(gi, 2), multiply(r, block(gh, 2))));
        return add(multiply(subtract(tape.constant(ONE), u), c), multiply(u, h));
    }

    /** Of three stacked gates, n x 3d, one, n x d. */
    private static Variable block(Variable gates, int number) {
        int d = gates.columns() / 3;
        return sliceColumns(gates, number * d, (number + 1) * d);
    }

    /**
     * Updates every row of the state as {@link #apply} does, from gates of the input that the caller computed, and by
     * the fused operation {@link #gates}.
     *
     * @param gatesOfInput \(G_i\), rows \(W_i a + b_i\), n x 3d; not modified
     * @param h states, n x d; not modified
     * @return new states \(h'\), n x d
     */
    public Variable update(Variable gatesOfInput, Variable h) {
        Tape tape = h.tape();
        return gates(gatesOfInput, affine(h, weightState.on(tape), biasState.on(tape)), h);
    }

    /**
     * Returns the input weight as a leaf of a tape.
     *
     * @param tape where it is used
     * @return \(W_i\), 3d x m
     */
    public Variable weightInput(Tape tape) {
        return weightInput.on(tape);
    }

    /**
     * Returns the input bias as a leaf of a tape.
     *
     * @param tape where it is used
     * @return \(b_i\), 1 x 3d
     */
    public Variable biasInput(Tape tape) {
        return biasInput.on(tape);
    }

    /**
     * What comes after the products, as one operation:
     * \[ r = σ(g_{ir} + g_{hr}), \quad u = σ(g_{iu} + g_{hu}), \quad c = \tanh(g_{ic} + r ⊙ g_{hc}), \quad
     *    h' = (1-u) ⊙ c + u ⊙ h. \]
     *
     * <p>Pullback: {@link org.sgvae.kernel.Kernels#gruBackward}.
     *
     * @param gatesOfInput \(G_i\), rows \(g_i = W_i a + b_i\), n x 3d; not modified
     * @param gatesOfState \(G_h\), rows \(g_h = W_h h + b_h\), n x 3d; not modified
     * @param h states, n x d; not modified
     * @return new states \(h'\), n x d
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public static Variable gates(Variable gatesOfInput, Variable gatesOfState, Variable h) {
        int n = h.rows();
        int d = h.columns();
        requireGates(gatesOfInput, n, d);
        requireGates(gatesOfState, n, d);
        Variable y = h.tape().append(GRU, n, d, gatesOfInput, gatesOfState, h);
        DMatrixRMaj activations = y.save(n, 3 * d);
        h.tape().kernels().gruForward(gatesOfInput.value(), gatesOfState.value(), h.value(), activations, y.value());
        return y;
    }

    private static void requireGates(Variable gates, int n, int d) {
        if (gates.rows() != n || gates.columns() != 3 * d) {
            throw new IllegalArgumentException("gru: gates " + gates.rows() + "x" + gates.columns() + " for states " + n
                    + "x" + d + "; they must be " + n + "x" + 3 * d);
        }
    }

    private static final Op GRU = new Op("gru", (kernels, y) -> {
        Variable input = y.input(0);
        Variable state = y.input(1);
        Variable h = y.input(2);
        DMatrixRMaj inputBar = gradientOrScratch(input);
        DMatrixRMaj stateBar = gradientOrScratch(state);
        DMatrixRMaj hBar = gradientOrScratch(h);
        kernels.gruBackward(state.value(), h.value(), y.saved(0), y.gradient(), inputBar, stateBar, hBar);
        dropScratch(input, inputBar);
        dropScratch(state, stateBar);
        dropScratch(h, hBar);
    });

    private static DMatrixRMaj gradientOrScratch(Variable x) {
        return x.needsGradient() ? x.gradient() : x.tape().workspace().borrow(x.rows(), x.columns());
    }

    private static void dropScratch(Variable x, DMatrixRMaj matrix) {
        if (!x.needsGradient()) {
            x.tape().workspace().giveBack(matrix);
        }
    }
}
