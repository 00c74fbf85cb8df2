package org.sgvae.decoder;

import static org.sgvae.autodiff.op.ShapeOps.concatColumns;
import static org.sgvae.autodiff.op.ShapeOps.sliceColumns;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Derivation;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.MatrixOps;
import org.sgvae.nn.Mlp;
import org.sgvae.nn.Parameters;

/**
 * An mlp of pairs of an old node u and a new node v, \(\mathrm{mlp}([a_v ; h_u ; b_v])\), whose hidden layers are as
 * wide as its input.
 *
 * <p><b>How it is computed.</b> The first layer is \(W_a a_v + W_b b_v + \text{bias}\), the same for all u, plus
 * \(W_u h_u\); the first part is computed once a new node and added to the rows of its pairs. {@code PairMlpTest}
 * compares with the plain form.
 */
final class PairMlp {
    private final Mlp mlp;
    private final int before;
    private final int own;
    private final Derivation weightOfNew = this::weightOfNew;
    private final Derivation weightOfOld = this::weightOfOld;

    /**
     * Registers {@code name.0}, {@code name.1}, …
     *
     * @param before entries of \(a_v\), may be 0
     * @param own entries of \(h_u\)
     * @param after entries of \(b_v\)
     * @param hidden number of hidden layers, at least 1
     * @param outputs entries of the result
     */
    PairMlp(Parameters parameters, String name, int before, int own, int after, int hidden, int outputs) {
        this.before = before;
        this.own = own;
        int[] sizes = new int[hidden + 2];
        Arrays.fill(sizes, before + own + after);
        sizes[hidden + 1] = outputs;
        mlp = new Mlp(parameters, name, sizes);
    }

    /**
     * Computes the mlp.
     *
     * @param added \([a_v ; b_v]\) of n new nodes, n rows; not modified
     * @param old \(h_u\) of p pairs, p rows; not modified
     * @param newOfPair for every pair the row of its new node; not modified
     * @return p rows
     */
    Variable apply(Variable added, Variable old, Indices newOfPair) {
        Tape tape = added.tape();
        Variable common =
                MatrixOps.affine(added, tape.once(weightOfNew), mlp.first().bias(tape));
        Variable different = MatrixOps.matmulTransB(old, tape.once(weightOfOld));
        return mlp.last().apply(mlp.hiddenFrom(1, addGatheredRelu(different, common, newOfPair)));
    }

    /** \([W_a\; W_b]\). */
    private Variable weightOfNew(Tape tape) {
        Variable weight = mlp.first().weight(tape);
        Variable after = sliceColumns(weight, before + own, weight.columns());
        return before == 0 ? after : concatColumns(sliceColumns(weight, 0, before), after);
    }

    /** \(W_u\). */
    private Variable weightOfOld(Tape tape) {
        return sliceColumns(mlp.first().weight(tape), before, before + own);
    }

    /**
     * \(y_i = \max(0, a_i + b_{\text{row}(i)})\); pullback: where y > 0, \(\bar a_i\) and \(\bar b_{\text{row}(i)}\)
     * get \(\bar y_i\).
     */
    static Variable addGatheredRelu(Variable a, Variable b, Indices row) {
        int columns = a.columns();
        Variable y = a.tape().append(ADD_GATHERED_RELU, a.rows(), columns, a, b);
        y.keep(0, row);
        double[] out = y.value().data;
        double[] own = a.value().data;
        double[] common = b.value().data;
        for (int i = 0; i < a.rows(); i++) {
            int at = i * columns;
            int from = row.get(i) * columns;
            for (int j = 0; j < columns; j++) {
                out[at + j] = Math.max(0, own[at + j] + common[from + j]);
            }
        }
        return y;
    }

    private static final Op ADD_GATHERED_RELU = new Op("addGatheredRelu", (kernels, y) -> {
        Variable a = y.input(0);
        Variable b = y.input(1);
        DMatrixRMaj masked = y.tape().workspace().borrow(y.rows(), y.columns());
        kernels.reluBackward(y.value(), y.gradient(), masked);
        if (a.needsGradient()) {
            kernels.add(masked, a.gradient());
        }
        if (b.needsGradient()) {
            kernels.scatterAddRows(masked, y.indices(0).data(), y.rows(), b.gradient());
        }
        y.tape().workspace().giveBack(masked);
    });
}
